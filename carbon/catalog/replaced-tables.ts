import type { Columns } from "./cells";
import { CATALOG_VERSION } from "./version";

/** What there is to know of a table beside its rows. */
export interface TableForm {
  readonly columns: Columns;
  /** The columns that no two rows have alike. */
  readonly key: readonly string[];
  /** Reads it, or what replaces it, unless that was done. */
  readonly read: () => unknown;
}

/** The catalogue's tables by the names of their files. */
export const tableForms = new Map<string, TableForm>();

const replacements = new Map<string, string>();
let generations = 0;

/**
 * Puts a table of your own in the place of one of the catalogue's, such as "grid-intensity.csv", for every later lookup and
 * estimate of this process; undefined puts the catalogue's own back. Takes the CSV text, reads no file. The columns must be
 * those of the table that it replaces; a wrong cell is told by the first lookup that reads it.
 */
export function replaceTable(file: string, text: string | undefined): void {
  formOf(file);
  if (text === undefined) replacements.delete(file);
  else replacements.set(file, text);
  generations += 1;
}

/** What is known of a table; throws one sentence when the catalogue has none of the name. */
export function formOf(file: string): TableForm {
  const form = tableForms.get(file);
  if (form === undefined) {
    throw new Error(`Unknown table "${file}". Known: ${[...tableForms.keys()].toSorted().join(", ")}`);
  }
  return form;
}

/** The version of the catalogue with the tables that were replaced, so that a different answer can be explained. */
export function catalogVersion(): string {
  const own = [...replacements].toSorted().map(([file, text]) => {
    return `+${file}@${digestOf(text)}`;
  });
  return `${CATALOG_VERSION}${own.join("")}`;
}

/** The text that replaces a table, or undefined where none does. */
export function replacementOf(file: string): string | undefined {
  return replacements.get(file);
}

/** Rises whenever a table is replaced. */
export function generation(): number {
  return generations;
}

/** Tells texts apart (FNV-1a, 32 bits); no protection against anybody. */
function digestOf(text: string): string {
  let digest = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) digest = Math.imul(digest ^ text.charCodeAt(at), 0x01000193);
  return (digest >>> 0).toString(16).padStart(8, "0");
}
