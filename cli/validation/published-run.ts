import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import type { Range } from "../../carbon";
import { InputError } from "../input-error";
import { numberCell, type Column, type NumberCell } from "./number-cell";

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
  /** The first figure an estimate would need that is no number, as `pue "high"`. */
  readonly unreadable: string | undefined;
  readonly published: PublishedFigures;
}

/** What was published; no estimate may read it. */
export interface PublishedFigures {
  readonly energyMwh: Range | undefined;
  readonly emissionsTonnes: Range | undefined;
}

const textColumns = ["id", "model", "phase", "hardware", "power_basis", "tco2e_scope", "notes"] as const;
const perHour = { h: 1, hr: 1, hrs: 1, hour: 1, hours: 1, "gpu-hours": 1, "gpu hours": 1, "accelerator-hours": 1 };
const inEnergy = { wh: 1e-6, kwh: 1e-3, mwh: 1, gwh: 1e3 };
const inTonnes = {
  g: 1e-6,
  kg: 1e-3,
  t: 1,
  tons: 1,
  tonnes: 1,
  tco2e: 1,
  tco2eq: 1,
  "t co2e": 1,
  "t co2eq": 1,
  kt: 1e3,
};
const inGrams = { "g/kwh": 1, "gco2/kwh": 1, "gco2e/kwh": 1, "gco2eq/kwh": 1, "kg/kwh": 1e3 };
/** Figures by column, what they may lie between, beyond which is a slip of the pen, and units that may stand behind them. */
const numberColumns = {
  accelerator_count: { least: 0, most: 1e7, units: { gpus: 1, gpu: 1, chips: 1 } },
  days: {
    least: 0,
    most: 36525,
    units: { d: 1, day: 1, days: 1, h: 1 / 24, hours: 1 / 24, weeks: 7, months: 365 / 12 },
  },
  accelerator_hours: { least: 0, most: 1e12, units: perHour },
  pue: { least: 1, most: 10, units: {} },
  grid_g_kwh: { least: 0, most: 5000, units: inGrams },
  energy_mwh: { least: 0, most: 1e12, units: inEnergy },
  tco2e: { least: 0, most: 1e12, units: inTonnes },
} as const satisfies Record<string, Column>;
const needed = ["accelerator_count", "days", "accelerator_hours", "pue", "grid_g_kwh"] as const;
type TextColumn = (typeof textColumns)[number];
type NumberColumn = keyof typeof numberColumns;
type Cells = Readonly<Record<string, string>>;

/** The runs of a CSV file with the columns of the reference table, in any order. Watts and source are not read at all. */
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
      delimiter: delimiterOf(text),
      relax_quotes: true,
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

/** What parts the header's columns: the most frequent of comma, semicolon and tab. */
function delimiterOf(text: string): string {
  const [header = ""] = text.split(/[\r\n]/, 1);
  const parts = (by: string): number => header.split(by).length;
  return [",", ";", "\t"].reduce((best, by) => (parts(by) > parts(best) ? by : best));
}

function runOf(cells: Cells, where: string): PublishedRun {
  const text = (column: TextColumn): string => cells[column] ?? "";
  const read = (column: NumberColumn): NumberCell =>
    numberCell(cells[column] ?? "", `${column} on ${where}`, numberColumns[column]);
  const figure = (column: NumberColumn): Range | undefined => {
    const found = read(column);
    return found === "unreadable" ? undefined : found;
  };
  const unreadable = needed.find((column) => read(column) === "unreadable");
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
    unreadable: unreadable === undefined ? undefined : `${unreadable} "${cells[unreadable] ?? ""}"`,
    published: { energyMwh: figure("energy_mwh"), emissionsTonnes: figure("tco2e") },
  };
}
