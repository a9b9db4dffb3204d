import { isBag, type Bag, type StackResource } from "./stack-resource";

/** What Pulumi writes into a preview for a value that only AWS will know, one mark for each type of value. */
const unknownMarks: ReadonlySet<unknown> = new Set([
  "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
  "[secret]",
]);
const secretKey = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";

/** The value that a program gave, or else that AWS answered; undefined where it is absent, unknown or a secret. */
export function property(resource: StackResource, ...path: readonly (string | number)[]): unknown {
  return plain(resource.inputs, path) ?? plain(resource.outputs, path);
}

/** The text there; undefined where there is none, or an empty one, as the provider writes for what was left out. */
export function textAt(resource: StackResource, ...path: readonly (string | number)[]): string | undefined {
  return text(property(resource, ...path));
}

/** A value as a text that says something. */
export function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" && !unknownMarks.has(value) ? value : undefined;
}

/** A value as a number. */
export function number(value: unknown): number | undefined {
  const parsed = typeof value === "string" && value !== "" ? Number(value) : value;
  return typeof parsed === "number" && Number.isFinite(parsed) ? parsed : undefined;
}

/** A value as a number above zero: AWS and its provider write zero for "not set" where zero is no choice. */
export function positive(value: unknown): number | undefined {
  const parsed = number(value);
  return parsed !== undefined && parsed > 0 ? parsed : undefined;
}

/**
 * How many or how much something inside an object says, and what AWS takes where it is left out or zero; undefined where it is
 * known only later, or a secret. Throws RangeError where it is less than nothing.
 */
export function positiveOr(otherwise: number, value: unknown, path: readonly string[]): number | undefined {
  const found = plain(value, path);
  if (found === undefined || found === null || found === "") return isHidden(value, path) ? undefined : otherwise;
  const parsed = number(found);
  if (parsed !== undefined && parsed < 0) throw new RangeError(`Expected ${path.at(-1) ?? ""} above 0, got ${parsed}`);
  return parsed === 0 ? otherwise : parsed;
}

/** Whether something is written on the way to a value that cannot be read. */
function isHidden(written: unknown, [key, ...rest]: readonly string[]): boolean {
  const found = revealed(written);
  if (key !== undefined && isBag(found)) return isHidden(found[key], rest);
  return written !== undefined && found === undefined;
}

/** A value as a list of objects. */
export function bags(value: unknown): readonly Bag[] {
  return Array.isArray(value) ? value.map(revealed).filter(isBag) : [];
}

/** A value inside an object, by its path; undefined where it is absent, unknown or a secret. */
export function plain(value: unknown, path: readonly (string | number)[]): unknown {
  let found = revealed(value);
  for (const key of path) {
    if (Array.isArray(found)) found = (found as readonly unknown[])[Number(key)];
    else found = isBag(found) ? found[key] : undefined;
    found = revealed(found);
  }
  return found;
}

function revealed(value: unknown): unknown {
  if (typeof value === "string") return unknownMarks.has(value) ? undefined : value;
  if (!isBag(value) || value[secretKey] !== secretSignature) return value;
  const written = value["plaintext"];
  return typeof written === "string" ? jsonOrNothing(written) : undefined;
}

function jsonOrNothing(written: string): unknown {
  try {
    return JSON.parse(written);
  } catch {
    return undefined;
  }
}
