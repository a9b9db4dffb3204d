import { gibibytes, kilograms, watts, type Gibibytes, type Kilograms, type Watts } from "../units/quantities";
import { range, type Range } from "../units/range";
import { aboveZero, bare, oneOf, optionalQuantity, quantity, text } from "./cells";
import type { Instance } from "./instance";
import { once } from "./once";
import { table } from "./table";

/** One accelerator card or chip, as EC2 counts them. */
export interface Accelerator {
  /** Key of the table, such as "A100-80GB"; `accelerator` of an instance type refers to it. */
  readonly name: string;
  /** Maker of the chip, such as "NVIDIA" or "AWS". */
  readonly vendor: string;
  /** Generation of the chip in its maker's words, such as "Ampere". */
  readonly architecture: string;
  /** Calendar year in which the chip came out. */
  readonly releaseYear: number;
  /** Memory of one accelerator, GiB. */
  readonly memoryGib: Gibibytes;
  /** A module on a common board, or a PCIe card. */
  readonly form: "module" | "card";
  /** Dense fp16 throughput by the vendor's sheet; an upper bound of what work reaches. */
  readonly denseFp16Tflops: number | undefined;
  /** Power at full load; undefined where nothing bounds it. */
  readonly maximum: Range<Watts> | undefined;
  /** In words: where the power at full load comes from, such as "spec". */
  readonly maximumBasis: string;
  /** Power without work; undefined where nobody has read it. */
  readonly idle: Range<Watts> | undefined;
  /** Emissions of making one. */
  readonly embodied: Range<Kilograms>;
  /** In words: where the emissions of making one come from and how their range came about. */
  readonly embodiedBasis: string;
  /** Publications the row was read from, with their years. */
  readonly source: string;
}

const rows = table(
  "accelerators.csv",
  {
    name: text,
    vendor: text,
    architecture: text,
    release_year: quantity(bare),
    memory_gib: quantity(gibibytes),
    form: oneOf("module", "card"),
    dense_fp16_tflops: optionalQuantity(aboveZero),
    max_low_w: optionalQuantity(watts),
    max_w: optionalQuantity(watts),
    max_high_w: optionalQuantity(watts),
    max_basis: text,
    idle_low_w: optionalQuantity(watts),
    idle_w: optionalQuantity(watts),
    idle_high_w: optionalQuantity(watts),
    embodied_low_kg: quantity(kilograms),
    embodied_kg: quantity(kilograms),
    embodied_high_kg: quantity(kilograms),
    embodied_basis: text,
    source: text,
  },
  (row): Accelerator => ({
    name: row.name,
    vendor: row.vendor,
    architecture: row.architecture,
    releaseYear: row.release_year,
    memoryGib: row.memory_gib,
    form: row.form,
    denseFp16Tflops: row.dense_fp16_tflops,
    maximum: optionalRange(row.max_low_w, row.max_w, row.max_high_w),
    maximumBasis: row.max_basis,
    idle: optionalRange(row.idle_low_w, row.idle_w, row.idle_high_w),
    embodied: range(row.embodied_low_kg, row.embodied_kg, row.embodied_high_kg),
    embodiedBasis: row.embodied_basis,
    source: row.source,
  }),
);

const byName = once(() => new Map(rows().map((row) => [row.name, row])));

/** Every accelerator of the catalogue. */
export function accelerators(): readonly Accelerator[] {
  return rows();
}

/** The accelerator, or undefined when the catalogue lacks it. */
export function findAccelerator(name: string): Accelerator | undefined {
  return byName().get(name);
}

/** The accelerators in a machine, or undefined when it has none or the catalogue lacks them. */
export function acceleratorOf({ accelerator }: Pick<Instance, "accelerator">): Accelerator | undefined {
  return accelerator === undefined ? undefined : findAccelerator(accelerator);
}

function optionalRange<Q extends number>(
  low: Q | undefined,
  likely: Q | undefined,
  high: Q | undefined,
): Range<Q> | undefined {
  if (low === undefined || likely === undefined || high === undefined) return undefined;
  return range(low, likely, high);
}
