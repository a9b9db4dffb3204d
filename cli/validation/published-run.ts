import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import type { Range } from "../../carbon";
import { InputError } from "../input-error";
import { numberCell, type Bounds } from "./number-cell";

/** One published run: what an estimate may use, and apart from it what was published. */
export interface PublishedRun {
  readonly id: string;
  readonly model: string;
  readonly phase: string;
  readonly hardware: string;
  readonly count: Range | undefined;
  readonly days: Range | undefined;
  readonly acceleratorHours: Range | undefined;
  readonly powerBasis: string;
  readonly pue: Range | undefined;
  readonly gramsPerKwh: Range | undefined;
  readonly emissionsScope: string;
  readonly notes: string;
  readonly published: PublishedFigures;
}

/** What was published; no estimate may read it. */
export interface PublishedFigures {
  readonly energyMwh: Range | undefined;
  readonly emissionsTonnes: Range | undefined;
}

const textColumns = ["id", "model", "phase", "hardware", "power_basis", "tco2e_scope", "notes"] as const;
/** Figures by column, and what they may lie between; beyond it is a slip of the pen. */
const numberColumns = {
  accelerator_count: { least: 0, most: 1e7 },
  days: { least: 0, most: 36525 },
  accelerator_hours: { least: 0, most: 1e12 },
  pue: { least: 1, most: 10 },
  grid_g_kwh: { least: 0, most: 5000 },
  energy_mwh: { least: 0, most: 1e12 },
  tco2e: { least: 0, most: 1e12 },
} as const satisfies Record<string, Bounds>;
type TextColumn = (typeof textColumns)[number];
type NumberColumn = keyof typeof numberColumns;
type Cells = Readonly<Record<string, string>>;

/** The runs of a CSV file with the columns of the reference table. Watts and source are not read at all. */
export function readPublishedRuns(file: string): readonly PublishedRun[] {
  const lines = recordsOf(file, textOf(file));
  const [first] = lines;
  if (first === undefined) throw new InputError(`Expected at least one row under the header of ${file}, got none.`);
  const missing = [...textColumns, ...Object.keys(numberColumns)].filter((column) => !(column in first.cells));
  if (missing.length > 0) throw new InputError(`Expected the columns ${missing.join(", ")} in ${file}, got none.`);
  return lines.map(({ cells, line }) => runOf(cells, `line ${line} of ${file}`));
}

function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new InputError(`Cannot read ${file} because of ${error instanceof Error ? error.message : String(error)}.`);
  }
}

function recordsOf(file: string, text: string): readonly { readonly cells: Cells; readonly line: number }[] {
  try {
    const records = parse<{ record: Record<string, string>; info: { lines: number } }>(text, {
      bom: true,
      columns: (header: string[]) => header.map((name) => name.trim().toLowerCase()),
      info: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      trim: true,
    });
    return records.map(({ record, info }) => ({ cells: record, line: info.lines }));
  } catch (error) {
    throw new InputError(`Cannot read ${file} because of ${error instanceof Error ? error.message : String(error)}.`);
  }
}

function runOf(cells: Cells, where: string): PublishedRun {
  const text = (column: TextColumn): string => cells[column] ?? "";
  const figure = (column: NumberColumn): Range | undefined =>
    numberCell(cells[column] ?? "", `${column} on ${where}`, numberColumns[column]);
  return {
    id: text("id"),
    model: text("model"),
    phase: text("phase"),
    hardware: text("hardware"),
    count: figure("accelerator_count"),
    days: figure("days"),
    acceleratorHours: figure("accelerator_hours"),
    powerBasis: text("power_basis"),
    pue: figure("pue"),
    gramsPerKwh: figure("grid_g_kwh"),
    emissionsScope: text("tco2e_scope"),
    notes: text("notes"),
    published: { energyMwh: figure("energy_mwh"), emissionsTonnes: figure("tco2e") },
  };
}
