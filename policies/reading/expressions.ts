import { type Fields, isFields } from "./request-fields";
import { RunTimeValue } from "./run-time-value";

/** What a text, or a part that is an expression, stands for; nothing where it stands for itself. */
export interface Expressions {
  readonly ofText?: (text: string) => unknown;
  readonly ofFields?: (fields: Fields, workedOut: (value: unknown) => unknown) => unknown;
}

/** Deeper than any request; what is nested deeper is not read, so that no definition can exhaust the stack. */
const MAX_DEPTH = 40;

/** A copy of a part of a definition in which every expression is replaced by what it stands for. */
export function workedOut(value: unknown, expressions: Expressions, depth = 0): unknown {
  if (depth > MAX_DEPTH) return new RunTimeValue("nested too deep to be read");
  const inner = (one: unknown) => workedOut(one, expressions, depth + 1);
  if (Array.isArray(value)) return value.map(inner);
  if (typeof value === "string") return expressions.ofText?.(value) ?? value;
  if (!isFields(value)) return value;
  const made = expressions.ofFields?.(value, inner);
  return made ?? Object.fromEntries(Object.entries(value).map(([name, one]) => [name, inner(one)]));
}

/** A reading of texts that does the work once for each text: every rule of a pack reads the same definitions. */
export function oncePerText<Value>(read: (text: string) => Value): (text: string) => Value {
  const known = new Map<string, Value>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const value = read(text);
    known.set(text, value);
    return value;
  };
}
