import { gibibytes, gramsPerHour, usdPerHour, watts, type Watts } from "../units/quantities";
import { range } from "../units/range";
import {
  aboveZero,
  bare,
  matching,
  notNegative,
  oneOf,
  optionalQuantity,
  optionalText,
  quantity,
  text,
  type RowOf,
} from "./cells";
import type { HostEmbodied, HostPower, Instance, InstanceUse, PowerCurve } from "./instance";
import { once } from "./once";
import { table } from "./table";

const uses: readonly (readonly [letter: string, use: InstanceUse])[] = [
  ["T", "training"],
  ["E", "endpoint"],
  ["B", "transform"],
  ["P", "processing"],
  ["N", "notebook"],
  ["S", "studio"],
  ["H", "hyperpod"],
];

const columns = {
  type: matching(/^ml\.[a-z0-9-]+\.[a-z0-9]+$/, 'expected a type such as "ml.m5.large"'),
  uses: matching(/^[TEBPNSH]*$/, "expected letters of TEBPNSH"),
  vcpu: quantity(aboveZero),
  memory_gib: quantity(gibibytes),
  accelerator: optionalText,
  accelerator_count: optionalQuantity(notNegative),
  processor: optionalText,
  architecture: oneOf("x86_64", "arm64"),
  launch_year: quantity(bare),
  measured_idle_w: optionalQuantity(watts),
  measured_10_w: optionalQuantity(watts),
  measured_50_w: optionalQuantity(watts),
  measured_100_w: optionalQuantity(watts),
  modelled_idle_w: optionalQuantity(watts),
  modelled_50_w: optionalQuantity(watts),
  modelled_100_w: optionalQuantity(watts),
  derived_idle_w: optionalQuantity(watts),
  derived_50_w: optionalQuantity(watts),
  derived_100_w: optionalQuantity(watts),
  ccf_embodied_g_h: optionalQuantity(gramsPerHour),
  boavizta_embodied_low_g_h: optionalQuantity(gramsPerHour),
  boavizta_embodied_g_h: optionalQuantity(gramsPerHour),
  boavizta_embodied_high_g_h: optionalQuantity(gramsPerHour),
  derived_embodied_g_h: optionalQuantity(gramsPerHour),
  derivation: optionalText,
  ec2_usd_h: optionalQuantity(usdPerHour),
  sagemaker_usd_h: optionalQuantity(usdPerHour),
  source: text,
};
type Row = RowOf<typeof columns>;

const rows = table("instances.csv", columns, instanceOf);
const byType = once(() => new Map(rows().map((row) => [row.type, row])));

/** Every instance type of the catalogue, those that only EC2 has included. */
export function instances(): readonly Instance[] {
  return rows();
}

/** The type, with or without the leading "ml."; undefined when the catalogue lacks it. */
export function findInstance(type: string): Instance | undefined {
  return byType().get(type.startsWith("ml.") ? type : `ml.${type}`);
}

/** The type; throws one sentence when the catalogue lacks it. */
export function instance(type: string): Instance {
  const found = findInstance(type);
  if (found === undefined) throw new Error(`Unknown instance type "${type}": the catalogue holds no such type`);
  return found;
}

function instanceOf(row: Row): Instance {
  const dot = row.type.lastIndexOf(".");
  return {
    type: row.type,
    family: row.type.slice("ml.".length, dot),
    size: row.type.slice(dot + 1),
    vcpu: row.vcpu,
    memoryGib: row.memory_gib,
    accelerator: row.accelerator,
    acceleratorCount: row.accelerator_count ?? 0,
    processor: row.processor,
    architecture: row.architecture,
    launchYear: row.launch_year,
    uses: usesOf(row.uses),
    power: powerOf(row),
    embodied: embodiedOf(row),
    price: { sagemaker: row.sagemaker_usd_h, ec2: row.ec2_usd_h },
    derivation: row.derivation,
    source: row.source,
  };
}

function usesOf(letters: string): ReadonlySet<InstanceUse> {
  return new Set(uses.filter(([letter]) => letters.includes(letter)).map(([, use]) => use));
}

function powerOf(row: Row): HostPower {
  return {
    measured: curve(row.measured_idle_w, row.measured_10_w, row.measured_50_w, row.measured_100_w),
    modelled: curve(row.modelled_idle_w, undefined, row.modelled_50_w, row.modelled_100_w),
    derived: curve(row.derived_idle_w, undefined, row.derived_50_w, row.derived_100_w),
  };
}

function curve(
  idle: Watts | undefined,
  at10: Watts | undefined,
  at50: Watts | undefined,
  at100: Watts | undefined,
): PowerCurve | undefined {
  if (idle === undefined || at50 === undefined || at100 === undefined) return undefined;
  return { idle, at10, at50, at100 };
}

function embodiedOf(row: Row): HostEmbodied {
  const [low, likely, high] = [
    row.boavizta_embodied_low_g_h,
    row.boavizta_embodied_g_h,
    row.boavizta_embodied_high_g_h,
  ];
  const known = low !== undefined && likely !== undefined && high !== undefined;
  return {
    ccf: row.ccf_embodied_g_h,
    boavizta: known ? range(low, likely, high) : undefined,
    derived: row.derived_embodied_g_h,
  };
}
