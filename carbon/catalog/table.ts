import { readFileSync } from "node:fs";
import { join } from "node:path";

import type { Columns, RowOf } from "./cells";
import { cellsOf } from "./csv";
import { replacementOf, tableNames } from "./replaced-tables";
import { once } from "./once";

/**
 * A table of the catalogue, read from its CSV file (or the text that replaces it) on the first call and kept. Throws one
 * sentence naming file, line and column when a cell is wrong.
 */
export function table<Table extends Columns, Entry>(
  file: string,
  columns: Table,
  entry: (row: RowOf<Table>) => Entry,
): () => readonly Entry[] {
  tableNames.add(file);
  return once(() => {
    const content = replacementOf(file) ?? readFileSync(join(__dirname, "data", file), "utf8");
    return rowsOf(content, columns, file).map(entry);
  });
}

/** The rows of a CSV text by the columns that a table must have; more columns are left out. */
export function rowsOf<Table extends Columns>(content: string, columns: Table, file: string): readonly RowOf<Table>[] {
  const [header = [], ...lines] = cellsOf(content);
  const missing = Object.keys(columns).filter((name) => !header.includes(name));
  if (missing.length > 0) throw new Error(`Cannot read ${file} because it lacks the columns ${missing.join(", ")}`);
  if (lines.length === 0) throw new Error(`Cannot read ${file} because it holds no rows`);
  const readers = Object.entries(columns).map(([name, read]) => ({ name, read, place: header.indexOf(name) }));
  return lines.map((cells, index) => {
    const row: Record<string, unknown> = {};
    for (const { name, read, place } of readers) {
      try {
        row[name] = read(cells[place] ?? "");
      } catch (fault) {
        const sentence = `Cannot read ${file} because line ${index + 2} has ${name}: ${(fault as Error).message}`;
        throw new Error(sentence, { cause: fault });
      }
    }
    return row as RowOf<Table>;
  });
}
