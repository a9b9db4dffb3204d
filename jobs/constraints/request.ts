import { inputShape, shape, type Shape } from "./api-model";
import { placeName, quoted, refusal, unknown, type Finding } from "./finding";
import { nearest } from "./nearest";
import { checkScalar, checkSize } from "./scalar";

/** Findings about a request against what AWS's API model says of the operation's input. Empty means AWS will take it. */
export function checkRequest(operation: string, request: unknown): Finding[] {
  return checkValue("", inputShape(operation), request);
}

function checkValue(path: string, shapeName: string, value: unknown): Finding[] {
  if (value === unknown) return [];
  const model = shape(shapeName);
  switch (model.type) {
    case "structure":
      return checkStructure(path, model, value);
    case "list":
      return checkList(path, model, value);
    case "map":
      return checkMap(path, model, value);
    default:
      return checkScalar(path, shapeName, model, value);
  }
}

function checkStructure(path: string, model: Shape, value: unknown): Finding[] {
  if (!isObject(value)) return [refusal(path, `Expected ${placeName(path)} to be an object, got ${quoted(value)}.`)];
  const members = model.members ?? {};
  const given = Object.entries(value).filter(([, part]) => part !== undefined && part !== null);
  const missing = (model.required ?? []).filter((name) => !given.some(([one]) => one === name));
  const findings = missing.map((name) => {
    const place = inside(path, name);
    return refusal(place, `Expected ${placeName(place)}, which AWS requires, got nothing.`);
  });
  for (const [name, part] of given) {
    const place = inside(path, name);
    const member = Object.hasOwn(members, name) ? members[name] : undefined;
    findings.push(
      ...(member === undefined ? [unknownMember(place, name, Object.keys(members))] : checkValue(place, member, part)),
    );
  }
  if (model.union === true && given.length !== 1) {
    const choices = Object.keys(members).join(", ");
    findings.push(refusal(path, `Expected exactly one of ${choices} in ${placeName(path)}, got ${given.length}.`));
  }
  return findings;
}

function unknownMember(path: string, name: string, members: readonly string[]): Finding {
  const near = nearest(name, members);
  const advice = near === undefined ? `AWS takes ${members.join(", ")}.` : `did you mean "${near}"?`;
  return refusal(path, `Unknown argument ${placeName(path)}; ${advice}`);
}

function checkList(path: string, model: Shape, value: unknown): Finding[] {
  if (!Array.isArray(value)) return [refusal(path, `Expected ${placeName(path)} to be a list, got ${quoted(value)}.`)];
  const member = model.member;
  if (member === undefined) return [];
  return [
    ...checkSize(path, model, value.length, "items"),
    ...value.flatMap((item: unknown, index) => checkValue(`${path}[${index}]`, member, item)),
  ];
}

function checkMap(path: string, model: Shape, value: unknown): Finding[] {
  if (!isObject(value)) return [refusal(path, `Expected ${placeName(path)} to be an object, got ${quoted(value)}.`)];
  const entries = Object.entries(value).filter(([, part]) => part !== undefined);
  return [
    ...checkSize(path, model, entries.length, "entries"),
    ...entries.flatMap(([key, part]) => [
      ...(model.key === undefined ? [] : checkValue(inside(path, key), model.key, key)),
      ...(model.value === undefined ? [] : checkValue(inside(path, key), model.value, part)),
    ]),
  ];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

function inside(path: string, name: string): string {
  return path === "" ? name : `${path}.${name}`;
}
