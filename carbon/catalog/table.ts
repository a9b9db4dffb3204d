import { readFileSync } from "node:fs";
import { join } from "node:path";

import type { Columns, RowOf } from "./cells";
import { cellsOf } from "./csv";
import { replacementOf, tableForms } from "./replaced-tables";
import { once } from "./once";

/**
 * A table of the catalogue, read from its CSV file (or the text that replaces it) on the first call and kept. Throws one
 * sentence naming file, line and column when a cell is wrong.
 */
export function table<Table extends Columns, Entry>(
  file: string,
  columns: Table,
  entry: (row: RowOf<Table>) => Entry,
  key: readonly (keyof Table & string)[] = Object.keys(columns).slice(0, 1),
): () => readonly Entry[] {
  const read = once(() =>
    rowsOf(replacementOf(file) ?? shippedText(file), columns, file).map((row, index) => {
      try {
        return entry(row);
      } catch (fault) {
        // A figure that fits its column and not the row, as a low above the high.
        throw fault instanceof RangeError ? unreadable(file, `line ${index + 2} is wrong: ${fault.message}`) : fault;
      }
    }),
  );
  tableForms.set(file, { columns, key, read });
  return read;
}

/** The text of the catalogue's own table. */
export function shippedText(file: string): string {
  return readFileSync(join(__dirname, "data", file), "utf8");
}

/** The rows of a CSV text by the columns that a table must have; more columns are left out. */
export function rowsOf<Table extends Columns>(content: string, columns: Table, file: string): readonly RowOf<Table>[] {
  const [first = [], ...lines] = cellsIn(content, file);
  const header = first.map((name) => name.trim());
  const missing = Object.keys(columns).filter((name) => !header.includes(name));
  if (missing.length > 0) throw unreadable(file, `it lacks the columns ${missing.join(", ")}`);
  if (lines.length === 0) throw unreadable(file, "it holds no rows");
  const readers = Object.entries(columns).map(([name, read]) => ({ name, read, place: header.indexOf(name) }));
  return lines.map((cells, index) => {
    if (cells.length > header.length && cells.slice(header.length).some((one) => one.trim() !== "")) {
      throw unreadable(file, `line ${index + 2} has ${cells.length} cells under ${header.length} columns`);
    }
    const row: Record<string, unknown> = {};
    for (const { name, read, place } of readers) {
      try {
        row[name] = read((cells[place] ?? "").trim());
      } catch (fault) {
        throw unreadable(file, `line ${index + 2} has ${name}: ${(fault as Error).message}`, fault);
      }
    }
    return row as RowOf<Table>;
  });
}

function cellsIn(content: string, file: string): ReturnType<typeof cellsOf> {
  try {
    return cellsOf(content);
  } catch (fault) {
    throw unreadable(file, (fault as Error).message, fault);
  }
}

function unreadable(file: string, because: string, cause?: unknown): Error {
  return new Error(`Cannot read ${file} because ${because}`, { cause });
}
