import type { Failure } from "./check-types";
import type { ResourceFact } from "./facts";
import { holdsUnknown, isObject, lengthOf, valuesAt, type Properties, type Value } from "./values";

/** Says what is wrong with a value, `undefined` when it is right. */
type Judge = (value: Value, inputs: Properties) => string | undefined;

/** What the provider itself refuses before it asks AWS: limits, lists of choices, patterns. */
export function checkConstraints(fact: ResourceFact, inputs: Properties): Failure[] {
  return Object.entries(fact.constraints ?? {}).flatMap(([path, text]) => {
    const judges = clauses(text).map(judge);
    const missing = text.endsWith("required") && inputs[path] === undefined;
    const absent = missing ? [{ property: path, reason: `Missing required argument "${path}".` }] : [];
    return [...absent, ...valuesAt(inputs, path).flatMap((found) => faults(found, judges, inputs))];
  });
}

function faults(found: { path: string; value: Value }, judges: readonly Judge[], inputs: Properties): Failure[] {
  if (holdsUnknown(found.value)) return [];
  return judges.flatMap((one) => {
    const fault = one(found.value, inputs);
    return fault === undefined ? [] : [{ property: found.path, reason: fault }];
  });
}

/** The parts of a constraint; a comma inside a pattern does not part it. */
export function clauses(text: string): readonly string[] {
  const pattern = text.indexOf("^");
  const before = (pattern < 0 ? text : text.slice(0, pattern)).split(/[,;] /).filter((part) => part !== "");
  return pattern < 0 ? before : [...before, text.slice(pattern)];
}

/** The judge a clause of the facts stands for; a clause in words nobody taught it is an error of ours. */
export function judge(clause: string): Judge {
  const found = written[clause] ?? oneOf(clause) ?? between(clause) ?? limit(clause) ?? matching(clause);
  if (found === undefined) throw new Error(`Expected a constraint that can be checked, got "${clause}"`);
  return found;
}

const namePattern = "^[0-9A-Za-z]([0-9A-Za-z-])*$";
const accepted: Judge = () => undefined;

const written: Readonly<Record<string, Judge>> = {
  JSON: (value) => (isJson(value) ? undefined : "Expected JSON text."),
  base64: (value) => (isBase64(value) ? undefined : "Expected base64 text."),
  one: (value) => atMost(value, 1),
  required: accepted,
  "same pattern": (value) => matching(namePattern)?.(value, {}),
  "needs enableKeyRotation": (_, inputs) =>
    inputs["enableKeyRotation"] === true
      ? undefined
      : "Cannot set a rotation period because enableKeyRotation is not true.",
  "each needs id and status": (value) => {
    const rules = Array.isArray(value) ? value : [value];
    const whole = rules.every((rule) => isObject(rule) && rule["id"] !== undefined && rule["status"] !== undefined);
    return whole ? undefined : "Expected id and status in every rule.";
  },
  "10|20|30 or a multiple of 60": (value) =>
    [10, 20, 30].includes(Number(value)) || Number(value) % 60 === 0
      ? undefined
      : `Expected 10, 20, 30 or a multiple of 60, got ${shown(value)}.`,
  "0 or >= 10485760": (value) =>
    Number(value) === 0 || Number(value) >= 10485760
      ? undefined
      : `Expected 0 or at least 10485760, got ${shown(value)}.`,
};

function oneOf(clause: string): Judge | undefined {
  if (!/^\w+(\|\w+)+$/.test(clause)) return undefined;
  const choices = clause.split("|");
  return (value) =>
    choices.includes(textual(value)) ? undefined : `Expected one of ${choices.join(", ")}, got ${shown(value)}.`;
}

function between(clause: string): Judge | undefined {
  const [whole, low, high] = /^(\d+)-(\d+)( items| characters)?$/.exec(clause) ?? [];
  if (whole === undefined) return undefined;
  return (value) => {
    const size = sizeOf(value);
    if (size >= Number(low) && size <= Number(high)) return undefined;
    return `Expected ${unitOf(value)}between ${low ?? ""} and ${high ?? ""}, got ${String(size)}.`;
  };
}

function limit(clause: string): Judge | undefined {
  const most = /^at most (\d+)( characters| on AWS)?$/.exec(clause)?.[1];
  if (most !== undefined) return (value) => atMost(value, Number(most));
  const least = /^(?:>=|at least )(\d+)$/.exec(clause)?.[1];
  if (least === undefined) return undefined;
  return (value) => {
    const size = sizeOf(value);
    return size >= Number(least) ? undefined : `Expected ${unitOf(value)}at least ${least}, got ${String(size)}.`;
  };
}

function matching(clause: string): Judge | undefined {
  if (!clause.startsWith("^")) return undefined;
  const pattern = new RegExp(clause, "u");
  return (value) =>
    pattern.test(textual(value)) ? undefined : `Expected text that matches ${clause}, got ${shown(value)}.`;
}

function atMost(value: Value, most: number): string | undefined {
  const size = Array.isArray(value) || isObject(value) || typeof value === "string" ? sizeOf(value) : 0;
  return size <= most
    ? undefined
    : `Too many ${unitOf(value).trim() || "items"}: ${String(size)}, maximum ${String(most)}.`;
}

function sizeOf(value: Value): number {
  if (typeof value === "number") return value;
  if (typeof value === "string") return lengthOf(value);
  if (Array.isArray(value)) return value.length;
  return isObject(value) ? Object.keys(value).filter((key) => !key.startsWith("__")).length : Number(value);
}

function unitOf(value: Value): string {
  if (typeof value === "string") return "characters ";
  return Array.isArray(value) || isObject(value) ? "items " : "";
}

function shown(value: Value): string {
  return JSON.stringify(value);
}

function textual(value: Value): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function isJson(value: Value): boolean {
  try {
    return typeof value === "string" && JSON.parse(value) !== undefined;
  } catch {
    return false;
  }
}

function isBase64(value: Value): boolean {
  return typeof value === "string" && value.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(value);
}
