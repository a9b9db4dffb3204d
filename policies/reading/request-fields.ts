import { RunTimeReport, RunTimeValue } from "./run-time-value";

/** Properties of a resource, or of a part of one, as the `aws` provider spells them or as AWS's API does. */
export type Fields = Readonly<Record<string, unknown>>;

/**
 * The part of a resource at a path of AWS's own (Pascal) names, whichever way the resource spells them.
 * Reading is what makes the policy SDK report a value that is unknown in a preview, so nothing is read but the path.
 */
export function partAt(fields: Fields | undefined, ...path: readonly string[]): Fields | undefined {
  const value = valueAt(fields, path);
  return isFields(value) ? value : undefined;
}

/** A text, where the empty text is the provider's way to say that there is none. */
export function textAt(fields: Fields | undefined, ...path: readonly string[]): string | undefined {
  const value = valueAt(fields, path);
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** Whether a text is there, known or given only when it runs. */
export function isTextAt(fields: Fields | undefined, ...path: readonly string[]): boolean {
  try {
    return textAt(fields, ...path) !== undefined;
  } catch (error) {
    if (error instanceof RunTimeReport) return true;
    throw error;
  }
}

/** A number, zero included; programs, imports and definitions may write it as a text, which AWS takes as well. */
export function numberAt(fields: Fields | undefined, ...path: readonly string[]): number | undefined {
  const value = valueAt(fields, path);
  if (typeof value === "string" && PLAIN_DECIMAL.test(value)) return Number(value);
  return typeof value === "number" ? value : undefined;
}

const PLAIN_DECIMAL = /^-?\d+(\.\d+)?$/;

/** A count of at least 1; the 0 that the provider writes for none, and what is no count at all, read as none. */
export function countAt(fields: Fields | undefined, ...path: readonly string[]): number | undefined {
  const value = numberAt(fields, ...path);
  return value !== undefined && Number.isSafeInteger(value) && value > 0 ? value : undefined;
}

/** Whether a flag is there and set, as such or as a text. */
export function flagAt(fields: Fields | undefined, ...path: readonly string[]): boolean {
  const value = valueAt(fields, path);
  return value === true || value === "true";
}

/** Whether a flag is there and says no, as such or as a text. */
export function isUnsetAt(fields: Fields | undefined, ...path: readonly string[]): boolean {
  const value = valueAt(fields, path);
  return value === false || value === "false";
}

/** The parts in a list; none when there is no list. */
export function partsAt(fields: Fields | undefined, ...path: readonly string[]): readonly Fields[] {
  const value = valueAt(fields, path);
  return entriesOf(value).filter(isFields);
}

/** How many entries a list holds, parts or plain values; 0 when there is no list. */
export function lengthAt(fields: Fields | undefined, ...path: readonly string[]): number {
  const value = valueAt(fields, path);
  return Array.isArray(value) ? value.length : 0;
}

/** The texts in a list; none when there is no list. */
export function textsAt(fields: Fields | undefined, ...path: readonly string[]): readonly string[] {
  const value = valueAt(fields, path);
  return entriesOf(value).filter((one) => typeof one === "string");
}

/** What a list holds, as a list of its own: while a rule mends, the SDK's wrapper around a list breaks whatever makes a new list of it. */
function entriesOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? [...(value as unknown[])] : [];
}

function valueAt(fields: Fields | undefined, path: readonly string[]): unknown {
  let value: unknown = fields;
  for (const [index, name] of path.entries()) {
    if (value instanceof RunTimeValue) throw new RunTimeReport(path.slice(0, index), value);
    if (!isFields(value)) return undefined;
    value = value[name] ?? value[name.charAt(0).toLowerCase() + name.slice(1)];
  }
  if (value instanceof RunTimeValue) throw new RunTimeReport(path, value);
  return value;
}

/** Whether a value has properties to read. */
export function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
