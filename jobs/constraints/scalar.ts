import type { Shape } from "./api-model";
import { doubt, placeName, quoted, refusal, type Finding } from "./finding";
import { nearest } from "./nearest";

/** Findings about one value that has no parts. */
export function checkScalar(path: string, shapeName: string, shape: Shape, value: unknown): Finding[] {
  switch (shape.type) {
    case "string":
      return checkText(path, shapeName, shape, value);
    case "integer":
    case "long":
      return Number.isInteger(value)
        ? checkRange(path, shape, value as number)
        : [refusal(path, `Expected ${placeName(path)} to be a whole number, got ${quoted(value)}.`)];
    case "float":
      return typeof value === "number" && Number.isFinite(value)
        ? checkRange(path, shape, value)
        : [refusal(path, `Expected ${placeName(path)} to be a number, got ${quoted(value)}.`)];
    case "boolean":
      return typeof value === "boolean"
        ? []
        : [refusal(path, `Expected ${placeName(path)} to be true or false, got ${quoted(value)}.`)];
    default:
      return checkTime(path, value);
  }
}

/** Findings about a count against a shape's least and greatest. */
export function checkSize(path: string, shape: Shape, size: number, unit: string): Finding[] {
  if (shape.min !== undefined && size < shape.min) {
    return [refusal(path, `Expected ${placeName(path)} to have at least ${shape.min} ${unit}, got ${size}.`)];
  }
  if (shape.max !== undefined && size > shape.max) {
    return [refusal(path, `Too many ${unit} in ${placeName(path)}: ${size}, maximum ${shape.max}.`)];
  }
  return [];
}

function checkText(path: string, shapeName: string, shape: Shape, value: unknown): Finding[] {
  if (typeof value !== "string") {
    const hint =
      typeof value === "number" || typeof value === "boolean" ? `; write it as ${quoted(String(value))}` : "";
    return [refusal(path, `Expected ${placeName(path)} to be text, got ${quoted(value)}${hint}.`)];
  }
  const size = checkSize(path, shape, Array.from(value).length, "characters");
  // An overlong text is never matched against the pattern: it is wrong already, and matching could take long.
  if (size.length > 0) return size;
  if (shape.enum !== undefined && !shape.enum.includes(value)) {
    return [unknownChoice(path, shapeName, shape.enum, value)];
  }
  if (shape.pattern !== undefined && !anchored(shape.pattern).test(value)) {
    return [
      refusal(path, `Expected ${placeName(path)} to match AWS's pattern ${shape.pattern}, got ${quoted(value)}.`),
    ];
  }
  return [];
}

const instanceTypePattern = /^ml\.[a-z0-9-]+\.[a-z0-9]+$/;

function unknownChoice(path: string, shapeName: string, choices: readonly string[], value: string): Finding {
  if (shapeName.endsWith("InstanceType") && instanceTypePattern.test(value)) {
    return doubt(
      path,
      `Unknown instance type ${quoted(value)} in ${placeName(path)}: newer than this library, or a typo.`,
    );
  }
  const near = nearest(value, choices);
  const advice =
    choices.length <= 12
      ? `known: ${choices.join(", ")}`
      : near === undefined
        ? "see AWS's list"
        : `did you mean "${near}"?`;
  return refusal(
    path,
    `Unknown value ${quoted(value)} in ${placeName(path)}; ${advice}${advice.endsWith("?") ? "" : "."}`,
  );
}

function checkRange(path: string, shape: Shape, value: number): Finding[] {
  if (shape.min !== undefined && value < shape.min) {
    return [refusal(path, `Expected ${placeName(path)} of at least ${shape.min}, got ${value}.`)];
  }
  if (shape.max !== undefined && value > shape.max) {
    return [refusal(path, `Too large: ${placeName(path)} is ${value}, maximum ${shape.max}.`)];
  }
  return [];
}

function checkTime(path: string, value: unknown): Finding[] {
  const time =
    value instanceof Date || typeof value === "string" || typeof value === "number" ? new Date(value) : undefined;
  return time !== undefined && !Number.isNaN(time.getTime())
    ? []
    : [refusal(path, `Expected ${placeName(path)} to be a time, got ${quoted(value)}.`)];
}

const compiled = new Map<string, RegExp>();

/** AWS's patterns are Java's and mean the whole value; `\p{Alnum}` is the one construct JavaScript lacks. */
function anchored(pattern: string): RegExp {
  let expression = compiled.get(pattern);
  if (expression === undefined) {
    expression = new RegExp(`^(?:${pattern.replaceAll("\\p{Alnum}", "A-Za-z0-9")})$`, "u");
    compiled.set(pattern, expression);
  }
  return expression;
}
