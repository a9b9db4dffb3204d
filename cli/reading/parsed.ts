import type { z } from "zod";

import { InputError } from "../input-error";

/** A value of a file, checked by a schema; throws one sentence that names file and key when it does not fit. */
export function parsed<Value>(schema: z.ZodType<Value>, value: unknown, file: string): Value {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [fault] = result.error.issues;
  const key = fault === undefined ? "" : fault.path.join(".");
  const came = shown(at(value, fault?.path ?? []));
  const places = new Set(result.error.issues.map(({ path }) => path.join("."))).size;
  const more = places > 1 ? `, and ${places - 1} more` : "";
  throw new InputError(
    `Cannot use ${file} because of ${key === "" ? "its content" : key}: ${fault?.message ?? ""} (got ${came}${more})`,
  );
}

function at(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (one, key) => (typeof one === "object" && one !== null ? (one as Record<PropertyKey, unknown>)[key] : undefined),
    value,
  );
}

function shown(value: unknown): string {
  if (value === undefined) return "nothing";
  // JSON has no such number, and would say null.
  if (typeof value === "number") return String(value);
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
