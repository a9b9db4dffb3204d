import { findInstance } from "../catalog/instances";
import { checkMeasurements } from "../estimate/check-measurements";
import { measuredOf, type Measurable, type Measurement } from "../estimate/measurement";
import type { Known } from "../units/estimate";
import { hours, kilowattHours, type Hours } from "../units/quantities";
import { spread, type Range, type Spread } from "../units/range";
import { fullName } from "./full-name";
import type { PlacementRequest, PlacementWork } from "./placement-request";
import { speedup } from "./speedup";

/** Quantities of a measurement, in the order in which they are told. */
export const measurables = [
  "hours",
  "utilisation",
  "watts",
  "acceleratorWatts",
  "kilowattHours",
  "inferencesPerSecond",
] as const satisfies readonly Measurable[];

/**
 * What was measured of a type, for some number of machines. A run was measured on `work.instanceCount` of them; on others it
 * takes the time, and with it the energy, that the scaling of the work gives. Power, load and speed are of one machine anyway.
 */
export function measuredFor(work: PlacementWork, type: string, machines: number): readonly Measurement[] {
  const { measured = [], scaling, instanceCount = 1 } = work;
  const own = measured.filter((one) => fullName(one.instanceType) === type);
  if (machines === instanceCount) return own;
  const longer = speedup(instanceCount, scaling) / speedup(machines, scaling);
  const more = (longer * machines) / instanceCount;
  return own.map((one) => ({
    ...one,
    ...(one.hours !== undefined && { hours: times(one.hours, longer, hours) }),
    ...(one.kilowattHours !== undefined && { kilowattHours: times(one.kilowattHours, more, kilowattHours) }),
  }));
}

/** Time of one run as it was measured on a type; undefined where nobody did. */
export function measuredTime(work: PlacementWork, type: string, machines: number): Known<Hours> | undefined {
  return measuredOf<Hours>(measuredFor(work, type, machines), type, "hours");
}

/** The types of which a quantity was measured. */
export function typesWith({ measured = [] }: PlacementWork, quantity: Measurable): ReadonlySet<string> {
  return new Set(measured.filter((one) => one[quantity] !== undefined).map((one) => fullName(one.instanceType)));
}

/** Days and sources of what was measured of a type, in words. */
export function evidenceFor(measured: PlacementWork["measured"], type: string, quantity: Measurable): string {
  const own = measured?.filter((one) => one[quantity] !== undefined && fullName(one.instanceType) === type);
  return [...new Set(own?.map(({ date, source }) => `${date}, ${source}`))].toSorted().join("; ");
}

/** Throws one sentence where a measurement cannot be, or two contradict. `pinned` is a type that a pin keeps. */
export function checkMeasured({ use, work, instanceType }: PlacementRequest, pinned: string | undefined): void {
  const { measured = [] } = work;
  if (measured.length === 0) return;
  if (use === "serverless")
    throw new Error("Cannot take work.measured because serverless inference has no instance type");
  const own = new Set([instanceType, pinned].filter((type) => type !== undefined).map(fullName));
  for (const one of measured) {
    const type = fullName(one.instanceType);
    if (findInstance(type) === undefined && !own.has(type))
      throw new Error(`Unknown instance type "${one.instanceType}" in work.measured`);
    if (measurables.every((quantity) => one[quantity] === undefined))
      throw new Error(`Expected something measured of ${type} in work.measured, got none of ${measurables.join(", ")}`);
    for (const quantity of measurables) checkFigure(one, quantity);
  }
  checkMeasurements(measured);
}

function checkFigure(one: Measurement, quantity: Measurable): void {
  const value = one[quantity];
  if (value === undefined) return;
  const { low, high } = spread<number>(value);
  const isFine = low >= 0 && Number.isFinite(high) && (quantity !== "inferencesPerSecond" || low > 0);
  if (isFine) return;
  throw new RangeError(
    `Expected ${quantity} of ${fullName(one.instanceType)} that can be measured, got ${low}-${high}`,
  );
}

function times<Q extends number>(figure: Spread<Q>, factor: number, make: (value: number) => Q): Range<Q> {
  const { low, likely, high } = spread(figure);
  return { low: make(low * factor), likely: make(likely * factor), high: make(high * factor) };
}
