import { unknown } from "../jobs/constraints/finding";

/** A resource's properties as the engine sends them, with its marks for secrets and unknown values. */
export type Properties = Readonly<Record<string, unknown>>;

/** What the engine writes for a value it does not know yet. */
export const unknownMark = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
// Older engines write one mark per type (sdk/go/common/resource/plugin/rpc.go).
const unknownMarks = new Set([
  unknownMark,
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);
const signatureMember = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";

/** A value without the engine's marks: secrets opened, unknown values as the one symbol that stands for them. */
export function plain(value: unknown): unknown {
  if (typeof value === "string") return unknownMarks.has(value) ? unknown : value;
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  if (isSecret(value)) return plain(value.value);
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, plain(part)]));
}

/** The text there, or nothing when it is absent or not known yet. */
export function text(properties: Properties, name: string): string | undefined {
  const value = plain(properties[name]);
  return typeof value === "string" ? value : undefined;
}

/** Whether a value that must not be shown stands at this path or around it. */
export function touchesSecret(properties: Properties, path: string): boolean {
  let value: unknown = properties;
  for (const step of path.split(/[.[\]]+/).filter((one) => one !== "")) {
    if (typeof value !== "object" || value === null) return false;
    if (isSecret(value)) return true;
    value = (value as Record<string, unknown>)[step];
  }
  return holdsSecret(value);
}

function holdsSecret(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  return isSecret(value) || Object.values(value).some(holdsSecret);
}

function isSecret(value: object): value is { readonly value: unknown } {
  return (value as Record<string, unknown>)[signatureMember] === secretSignature;
}
