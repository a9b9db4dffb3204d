import { fraction, hours, kilowattHours, watts, type Measurement } from "../../carbon";
import type { Measurable, Measured } from "../usage/measured";
import { bareType, quantitiesOf } from "../usage/measured";
import { rangeOf } from "./figures";

/** What a kind of work can be measured by. */
export const measurableOf = {
  run: ["hours", "utilisation", "watts", "acceleratorWatts", "kilowattHours"],
  batch: ["hours", "utilisation", "watts", "acceleratorWatts", "kilowattHours", "inferencesPerSecond"],
  endpoint: ["utilisation", "watts", "acceleratorWatts", "kilowattHours", "inferencesPerSecond"],
  machine: ["utilisation", "watts", "acceleratorWatts", "kilowattHours"],
} as const satisfies Readonly<Record<string, readonly Measurable[]>>;

/** Measurements of instance types, which hold for whatever runs on them. */
export interface TypeMeasurements {
  /** Those of a type that say something about a kind of work which nothing closer says. */
  of(instanceType: string, kind: readonly Measurable[], closer: readonly Measurement[]): readonly Measurement[];
  /** A type that was measured and that nothing has asked for; undefined when all were asked for. */
  unused(): string | undefined;
}

/** Remembers which of the types were asked for. */
export function typeMeasurements(all: readonly Measurement[]): TypeMeasurements {
  const asked = new Set<string>();
  return {
    of: (instanceType, kind, closer) => {
      if (all.length === 0) return [];
      const type = bareType(instanceType);
      asked.add(type);
      const said = new Set(closer.flatMap(quantitiesOf));
      return all
        .filter((one) => bareType(one.instanceType) === type)
        .map((one) => only(one, (name) => kind.includes(name) && !said.has(name)))
        .filter((one) => quantitiesOf(one).length > 0);
    },
    unused: () => all.map((one) => one.instanceType).find((type) => !asked.has(bareType(type))),
  };
}

function only(measured: Measurement, keep: (name: Measurable) => boolean): Measurement {
  const { date, source, instanceType } = measured;
  const kept = quantitiesOf(measured).filter(keep);
  return { date, source, instanceType, ...Object.fromEntries(kept.map((name) => [name, measured[name]])) };
}

/** Measurements of a file as the estimates take them; one that names no type was made on this one. */
export function measurementsOf(measured: readonly Measured[], instanceType: string): readonly Measurement[] {
  return measured.map((one) => ({
    instanceType: one.instanceType ?? instanceType,
    date: one.date,
    source: one.source,
    ...(one.hours === undefined ? {} : { hours: rangeOf(one.hours, hours) }),
    ...(one.utilisation === undefined ? {} : { utilisation: rangeOf(one.utilisation, fraction) }),
    ...(one.watts === undefined ? {} : { watts: rangeOf(one.watts, watts) }),
    ...(one.acceleratorWatts === undefined ? {} : { acceleratorWatts: rangeOf(one.acceleratorWatts, watts) }),
    ...(one.kilowattHours === undefined ? {} : { kilowattHours: rangeOf(one.kilowattHours, kilowattHours) }),
    ...(one.inferencesPerSecond === undefined ? {} : { inferencesPerSecond: rangeOf(one.inferencesPerSecond, Number) }),
  }));
}
