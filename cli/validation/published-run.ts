import type { Range } from "../../carbon";
import { InputError } from "../input-error";
import { csvRecords, type Cells } from "./csv-records";
import { numberCell, rounded, type Column } from "./number-cell";

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
  /** The first figure that is no number, as `pue "high"`. */
  readonly unreadable: string | undefined;
  readonly published: PublishedFigures;
}

/** What was published, each figure with all that rounds to it; no estimate may read it. */
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
const numberNames = Object.keys(numberColumns);
/** Watts are of no use to an estimate, but fewer than none are a slip of the pen as well. */
const wattsName = "avg_w_per_accelerator";
const wattsColumn: Column = { least: 0, most: 1e9, units: {} };
type TextColumn = (typeof textColumns)[number];
type NumberColumn = keyof typeof numberColumns;

/** The runs of a CSV file with the columns of the reference table, in any order. Watts are only checked, the source is not read. */
export function readPublishedRuns(file: string): readonly PublishedRun[] {
  const records = csvRecords(file);
  const [first] = records;
  if (first === undefined) throw new InputError(`Expected at least one row under the header of ${file}, got none.`);
  const missing = [...textColumns, ...numberNames].filter((column) => !(column in first.cells));
  if (missing.length > 0) {
    throw new InputError(
      `Expected the column${missing.length > 1 ? "s" : ""} ${missing.join(", ")} in ${file}, got none.`,
    );
  }
  return records.map(({ cells, where }) => runOf(cells, where));
}

function runOf(cells: Cells, where: string): PublishedRun {
  const text = (column: TextColumn): string => cells[column] ?? "";
  const cellOf = (column: NumberColumn): string => cells[column] ?? "";
  const unreadable: string[] = [];
  const figure = (column: NumberColumn): Range | undefined => {
    const found = numberCell(cellOf(column), `${column} on ${where}`, numberColumns[column]);
    if (found !== "unreadable") return found;
    unreadable.push(`${column} "${cellOf(column)}"`);
    return undefined;
  };
  numberCell(cells[wattsName] ?? "", `${wattsName} on ${where}`, wattsColumn);
  const figures = {
    count: figure("accelerator_count"),
    days: figure("days"),
    acceleratorHours: figure("accelerator_hours"),
    pue: figure("pue"),
    gramsPerKwh: figure("grid_g_kwh"),
    published: {
      energyMwh: rounded(figure("energy_mwh"), cellOf("energy_mwh")),
      emissionsTonnes: rounded(figure("tco2e"), cellOf("tco2e")),
    },
  };
  return {
    id: text("id"),
    model: text("model"),
    phase: text("phase"),
    hardware: text("hardware"),
    powerBasis: text("power_basis"),
    emissionsScope: text("tco2e_scope"),
    notes: text("notes"),
    ...figures,
    unreadable: unreadable[0],
  };
}
