import { readFileSync } from "node:fs";
import { join } from "node:path";

import { parse } from "csv-parse/sync";
import type { z } from "zod";

/**
 * A table of the catalogue, read from its CSV file on the first call and kept. Throws one sentence naming file, line and
 * column when a cell is wrong.
 */
export function table<Row, Entry>(
  file: string,
  schema: () => z.ZodType<Row>,
  entry: (row: Row) => Entry,
): () => readonly Entry[] {
  return once(() => {
    const row = schema();
    return cellsOf(readFileSync(join(__dirname, "data", file), "utf8")).map((cells, index) =>
      entry(checked(row, cells, file, index)),
    );
  });
}

/** A value that is worked out on the first call and kept. */
export function once<Value>(make: () => Value): () => Value {
  let kept: { readonly value: Value } | undefined;
  return () => (kept ??= { value: make() }).value;
}

/** The rows of a CSV text, each cell under its column's name. */
export function cellsOf(text: string): readonly Record<string, string>[] {
  return parse(text, { columns: true, skip_empty_lines: true });
}

/** One row, parsed by its schema. */
export function checked<Row>(
  schema: z.ZodType<Row>,
  cells: Readonly<Record<string, string>>,
  file: string,
  index: number,
): Row {
  const result = schema.safeParse(cells);
  if (result.success) return result.data;
  const faults = result.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  throw new Error(`Cannot read ${file} because line ${index + 2} has ${faults.join("; ")}`);
}
