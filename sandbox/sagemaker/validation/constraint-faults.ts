import { isObject, type JsonObject } from "../wire";

import { shape, type Shape } from "./api-facts";
import { matchesPattern } from "./pattern";

/** Everything in a value that breaks its shape's constraints, each in AWS's words. */
export function constraintFaults(shapeName: string, value: unknown): string[] {
  return faultsOf(shape(shapeName), value, "");
}

function faultsOf(facts: Shape, value: unknown, path: string): string[] {
  const own = brokenConstraints(facts, value).map((constraint) => fault(value, path, constraint));
  if (facts.type === "structure" && isObject(value)) own.push(...structureFaults(facts, value, path));
  if (facts.type === "list" && Array.isArray(value)) own.push(...listFaults(facts, value, path));
  if (facts.type === "map" && isObject(value)) own.push(...mapFaults(facts, value, path));
  return own;
}

function structureFaults(facts: Shape, value: JsonObject, path: string): string[] {
  const missing = (facts.required ?? [])
    .filter((member) => value[member] === undefined)
    .map((member) => fault(undefined, under(path, member), "Member must not be null"));
  const present = Object.entries(facts.members ?? {}).flatMap(([member, memberShape]) =>
    value[member] === undefined ? [] : faultsOf(shape(memberShape), value[member], under(path, member)),
  );
  const chosen = Object.keys(value).length;
  const ambiguous = facts.union === true && chosen !== 1;
  const union = ambiguous ? [fault(value, path, `Exactly one member of the union must be set, got ${chosen}`)] : [];
  return [...missing, ...present, ...union];
}

function listFaults(facts: Shape, items: readonly unknown[], path: string): string[] {
  const itemShape = shape(facts.member ?? "");
  // AWS counts list members from one.
  return items.flatMap((item, index) => faultsOf(itemShape, item, `${path}.${index + 1}.member`));
}

function mapFaults(facts: Shape, entries: JsonObject, path: string): string[] {
  const faults: string[] = [];
  const keyFaults = Object.keys(entries).flatMap((key) => brokenConstraints(shape(facts.key ?? ""), key));
  if (keyFaults.length > 0) {
    faults.push(fault(entries, path, `Map keys must satisfy constraint: [${[...new Set(keyFaults)].join(", ")}]`));
  }
  const valueShape = shape(facts.value ?? "");
  const valueFaults = Object.values(entries).flatMap((item) => brokenConstraints(valueShape, item));
  if (valueFaults.length > 0) {
    faults.push(fault(entries, path, `Map value must satisfy constraint: [${[...new Set(valueFaults)].join(", ")}]`));
  }
  for (const [key, item] of Object.entries(entries)) {
    if (isObject(item)) faults.push(...structureFaults(valueShape, item, `${path}.${key}.member`));
  }
  return faults;
}

/** The constraints of a shape that a value breaks by itself, whatever is inside it. */
function brokenConstraints(facts: Shape, value: unknown): string[] {
  if (facts.type === "structure") return [];
  if (typeof value === "number") return facts.type === "timestamp" ? [] : sizeFaults(facts, value, "value");
  const broken = sizeFaults(facts, lengthOf(value), "length");
  if (typeof value !== "string") return broken;
  if (facts.pattern !== undefined && !matchesPattern(facts.pattern, value)) {
    broken.push(`Member must satisfy regular expression pattern: ${facts.pattern}`);
  }
  if (facts.enum !== undefined && !facts.enum.includes(value)) {
    broken.push(`Member must satisfy enum value set: [${facts.enum.join(", ")}]`);
  }
  return broken;
}

function sizeFaults(facts: Shape, size: number | undefined, what: "value" | "length"): string[] {
  if (size === undefined) return [];
  const broken: string[] = [];
  if (facts.max !== undefined && size > facts.max)
    broken.push(`Member must have ${what} less than or equal to ${facts.max}`);
  if (facts.min !== undefined && size < facts.min) {
    broken.push(`Member must have ${what} greater than or equal to ${facts.min}`);
  }
  return broken;
}

/** Length as AWS counts it: code points of a string, members of a list or map. */
function lengthOf(value: unknown): number | undefined {
  if (typeof value === "string") return Array.from(value).length;
  if (Array.isArray(value)) return value.length;
  return isObject(value) ? Object.keys(value).length : undefined;
}

function fault(value: unknown, path: string, constraint: string): string {
  return `Value ${shown(value)} at '${path}' failed to satisfy constraint: ${constraint}`;
}

function shown(value: unknown): string {
  if (value === undefined) return "null";
  return `'${typeof value === "string" ? value : JSON.stringify(value)}'`;
}

function under(path: string, member: string): string {
  const name = member.charAt(0).toLowerCase() + member.slice(1);
  return path === "" ? name : `${path}.${name}`;
}
