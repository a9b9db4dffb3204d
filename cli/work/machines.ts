import {
  gigabytes,
  hours,
  fraction,
  type Gigabytes,
  type Hours,
  type Fraction,
  type Measurement,
  type Range,
} from "../../carbon";
import { bags, plain, positive, positiveOr, text } from "../stack/property";
import type { Bag } from "../stack/stack-resource";
import type { Knobs } from "../usage/amount";
import { bareType } from "../usage/measured";
import { rangeOf } from "./figures";
import { measurementsOf } from "./measured-usage";

/** Machines of one type that work together. */
export interface Machines {
  readonly instanceType: string;
  readonly instanceCount: number;
  /** The volume of each, where the configuration says it. */
  readonly volumeGigabytes?: Gigabytes;
  /** Set where the size of the volume is known only later, so that it does not count. */
  readonly volume?: "later";
}

/** How AWS spells the keys of a request: the provider's camel case or the API's own. */
export type Casing = "camel" | "pascal";

/** A key in the casing of the source. */
export function key(name: string, casing: Casing): string {
  return casing === "camel" ? name : `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}

/** The machines of a job's resource configuration; empty where their type or their number is not known yet. */
export function machinesOf(config: unknown, casing: Casing): readonly Machines[] {
  const at = (bag: unknown, name: string): unknown => plain(bag, [key(name, casing)]);
  const volume = volumeOf(config, casing);
  const groups = bags(at(config, "instanceGroups")).map((group) => machine(group, casing, volume));
  const several = groups.filter((one) => one !== undefined);
  if (groups.length > 0) return several.length === groups.length ? several : [];
  const one = machine(config, casing, volume);
  return one === undefined ? [] : [one];
}

type Volume = Pick<Machines, "volumeGigabytes" | "volume">;

/** The API writes GB where the provider has Gb. */
function volumeOf(config: unknown, casing: Casing): Volume {
  const size = positiveOr(0, config, [casing === "camel" ? "volumeSizeInGb" : "VolumeSizeInGB"]);
  if (size === undefined) return { volume: "later" };
  return size === 0 ? {} : { volumeGigabytes: gigabytes(size) };
}

function machine(bag: unknown, casing: Casing, volume: Volume): Machines | undefined {
  const instanceType = text(plain(bag, [key("instanceType", casing)]));
  const instanceCount = positiveOr(1, bag, [key("instanceCount", casing)]);
  return instanceType === undefined || instanceCount === undefined
    ? undefined
    : { instanceType, instanceCount, ...volume };
}

/** For people: "2 x ml.m5.large", and that a volume which is known only later does not count. */
export function machinesText(machines: readonly Machines[]): string {
  const names = machines
    .map(({ instanceType, instanceCount }) =>
      instanceCount === 1 ? instanceType : `${instanceCount} x ${instanceType}`,
    )
    .join(" and ");
  return machines.some(({ volume }) => volume === "later") ? `${names} (volume not known yet)` : names;
}

/** The cap that a request names, or AWS's own where it names none; undefined where it is not known yet. */
export function capOf(request: unknown, casing: Casing, otherwise: number): Hours | undefined {
  return hoursOfSeconds(
    positiveOr(otherwise, request, [key("stoppingCondition", casing), key("maxRuntimeInSeconds", casing)]),
  );
}

/** Seconds of a stopping condition as hours. */
export function hoursOfSeconds(seconds: unknown): Hours | undefined {
  const value = positive(seconds);
  return value === undefined ? undefined : hours(value / 3600);
}

/** A stated load, and what was measured on machines of a type, for the estimates. */
export function stated(
  { utilisation, measured }: Pick<Knobs, "utilisation" | "measured">,
  instanceType: string,
): { readonly utilisation?: Range<Fraction>; readonly measured?: readonly Measurement[] } {
  const here = measured?.filter((one) => bareType(one.instanceType ?? instanceType) === bareType(instanceType)) ?? [];
  return {
    ...(utilisation === undefined ? {} : { utilisation: rangeOf(utilisation, fraction) }),
    ...(here.length === 0 ? {} : { measured: measurementsOf(here, instanceType) }),
  };
}

/** A cap, for the estimates. */
export function capped(maxHours: Hours | undefined): { readonly maxHours?: Hours } {
  return maxHours === undefined ? {} : { maxHours };
}

/** An object inside an object. */
export function inside(bag: unknown, ...path: readonly string[]): Bag {
  return (plain(bag, path) ?? {}) as Bag;
}
