import { readFileSync } from "node:fs";
import { CsvError, parse } from "csv-parse/sync";
import { decoded } from "../../carbon/catalog/decoded";
import { InputError } from "../input-error";

/** A row's cells by column. */
export type Cells = Readonly<Record<string, string>>;

/** A row, and what names its place. */
export interface CsvRecord {
  readonly cells: Cells;
  readonly where: string;
}

/** The rows of a CSV file under its header. */
export function csvRecords(file: string): readonly CsvRecord[] {
  const text = textOf(file);
  try {
    return parse<CsvRecord, Record<string, string>>(text, {
      delimiter: delimiterOf(text),
      relax_quotes: true,
      columns: (header: string[]) => columnsOf(header, file),
      on_record: (cells, { lines }) => ({ cells, where: `line ${lines} of ${file}` }),
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      trim: true,
    });
  } catch (error) {
    throw error instanceof CsvError ? refusalOf(error, file) : error;
  }
}

function textOf(file: string): string {
  try {
    return decoded(readFileSync(file));
  } catch (error) {
    throw new InputError(`Cannot read ${file} because of ${error instanceof Error ? error.message : String(error)}.`);
  }
}

/** What parts the header's columns: the most frequent of comma, semicolon and tab. */
function delimiterOf(text: string): string {
  const [header = ""] = text.split(/[\r\n]/, 1);
  const parts = (by: string): number => header.split(by).length;
  return [",", ";", "\t"].reduce((best, by) => (parts(by) > parts(best) ? by : best));
}

function columnsOf(header: readonly string[], file: string): string[] {
  const columns = header.map((name) => name.trim().toLowerCase());
  const twice = columns.find((name, index) => name !== "" && columns.indexOf(name) < index);
  if (twice !== undefined) throw new InputError(`Expected each column of ${file} once, got ${twice} twice.`);
  return columns;
}

function refusalOf(error: CsvError, file: string): InputError {
  const { columns, record, lines } = error;
  return Array.isArray(columns) && Array.isArray(record)
    ? new InputError(
        `Expected ${columns.length} cells, as in the header, on line ${String(lines)} of ${file}, got ${record.length}.`,
      )
    : new InputError(`Cannot read ${file} because of ${error.message}.`);
}
