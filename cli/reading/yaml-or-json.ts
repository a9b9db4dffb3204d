import { createRequire } from "node:module";

import { InputError } from "../input-error";

const load = createRequire(__filename);

/** The value in a text of JSON or YAML; throws one sentence when it is neither. */
export function yamlOrJson(text: string, file: string): unknown {
  if (text.trim() === "") throw new InputError(`Cannot use ${file} because it is empty`);
  if (/^\s*[[{]/.test(text)) {
    const value = jsonOf(text);
    if (value !== undefined) return value.value;
  }
  return yaml(text, file);
}

function jsonOf(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

function yaml(text: string, file: string): unknown {
  // A cut-off export may have megabytes: YAML's own reader would take minutes to say that it is broken.
  if (text.length > 1_000_000) throw new InputError(`Cannot use ${file} because it is broken or cut-off JSON`);
  const { parseDocument } = load("yaml") as typeof import("yaml");
  const document = parseDocument(text);
  const [fault] = document.errors;
  if (fault !== undefined) {
    const where = (fault.message.split("\n")[0] ?? "").replace(/:$/, "");
    throw new InputError(`Cannot use ${file} because it is broken or cut off: ${where}`);
  }
  try {
    return document.toJS();
  } catch (error) {
    // An alias of nothing, or one that would grow without end.
    if (!(error instanceof ReferenceError)) throw error;
    throw new InputError(`Cannot use ${file} because its aliases do not resolve: ${error.message}`);
  }
}
