import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { text } from "./cells";
import { decoded } from "./decoded";
import { findRegion, regions } from "./regions";
import { formOf, replacementOf, replaceTable, tableForms } from "./replaced-tables";
import { rowsOf, shippedText } from "./table";

/**
 * Puts every CSV file of a folder in the place of the catalogue's table of its name, such as "grid-intensity.csv", as
 * {@link replaceTable} does, and answers with the names. Each is read and checked before anything is worked out with it.
 *
 * @throws Error with one sentence when the folder cannot be read or has no table in it, or a file is no table or is broken;
 *   nothing is replaced then
 */
export function replaceTablesFrom(folder: string): readonly string[] {
  const texts = textsIn(folder);
  const before = new Map([...texts.keys()].map((file) => [file, replacementOf(file)]));
  try {
    for (const [file, own] of texts) replaceTable(file, own);
    for (const [file, own] of texts) check(file, own);
  } catch (error) {
    for (const [file, earlier] of before) replaceTable(file, earlier);
    throw new Error(`${messageOf(error)} (in ${folder})`, { cause: error });
  }
  return [...texts.keys()];
}

/** The texts of a folder's tables by their names; other files than CSV, and hidden ones, are nobody's business. */
function textsIn(folder: string): ReadonlyMap<string, string> {
  const files = orSentence(folder, () => readdirSync(folder)).filter((name) => /^[^.~].*\.csv$/i.test(name));
  const known = [...tableForms.keys()].toSorted().join(", ");
  if (files.length === 0) throw new Error(`Expected tables of the catalogue in ${folder}, got none. Known: ${known}`);
  for (const file of files) {
    if (!tableForms.has(file)) throw new Error(`Unknown table "${file}" in ${folder}. Known: ${known}`);
  }
  return new Map(
    files.toSorted().map((name) => {
      const file = join(folder, name);
      return [name, decoded(orSentence(file, () => readFileSync(file)))];
    }),
  );
}

/** Reads a table that was replaced, and holds it against what cells alone cannot tell. */
function check(file: string, own: string): void {
  const { key, read } = formOf(file);
  read();
  const keys = keysIn(file, own);
  keys.forEach((one, index) => {
    const earlier = keys.indexOf(one);
    if (earlier < index) throw broken(file, `lines ${earlier + 2} and ${index + 2} are both of "${one}"`);
    if (file !== "regions.csv" && key[0] === "region" && findRegion(one) === undefined) {
      const known = regions().map(({ id }) => id);
      throw broken(file, `line ${index + 2} is of the unknown region "${one}". Known: ${known.join(", ")}`);
    }
  });
  // Formulas ask for their constants by name; of other tables a row may be missing, and is unknown then.
  const lacking = file === "coefficients.csv" ? keysIn(file, shippedText(file)).find((one) => !keys.includes(one)) : "";
  if (lacking !== undefined && lacking !== "") throw broken(file, `it lacks the row "${lacking}", which formulas need`);
}

function keysIn(file: string, content: string): readonly string[] {
  const { key } = formOf(file);
  const columns = Object.fromEntries(key.map((name) => [name, text]));
  return rowsOf(content, columns, file).map((row) => key.map((name) => row[name]).join(" "));
}

function broken(file: string, because: string): Error {
  return new Error(`Cannot use ${file} because ${because}`);
}

function orSentence<Value>(path: string, read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const reasons: Readonly<Record<string, string>> = {
      ENOENT: "there is none",
      ENOTDIR: "it is no folder",
      EISDIR: "it is a folder",
    };
    const why = reasons[code ?? ""] ?? `of ${code ?? messageOf(error)}`;
    throw new Error(`Cannot read ${path} because ${why}`, { cause: error });
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
