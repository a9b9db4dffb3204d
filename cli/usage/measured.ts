import type { Amount } from "./amount";

/** What a file says that somebody measured; its quantities are named as in carbon's Measurement. */
export interface Measured {
  /** The day, such as "2026-08-01". */
  readonly date: string;
  /** Who or what measured. */
  readonly source: string;
  /** The type that it was measured on; left out where the thing runs on one type. */
  readonly instanceType?: string | undefined;
  readonly hours?: Amount | undefined;
  readonly utilisation?: Amount | undefined;
  readonly watts?: Amount | undefined;
  readonly acceleratorWatts?: Amount | undefined;
  readonly kilowattHours?: Amount | undefined;
  readonly inferencesPerSecond?: Amount | undefined;
}
export type Measurable = Exclude<keyof Measured, "date" | "source" | "instanceType">;

/** Every quantity that can be measured, with its unit as people write it. */
export const measurables: Readonly<Record<Measurable, string>> = {
  hours: "h",
  utilisation: "load",
  watts: "W",
  acceleratorWatts: "W of the accelerators",
  kilowattHours: "kWh",
  inferencesPerSecond: "inferences a second",
};

/** The quantities that a measurement holds. */
export function quantitiesOf(measured: Readonly<Partial<Record<Measurable, unknown>>>): readonly Measurable[] {
  return (Object.keys(measurables) as Measurable[]).filter((name) => measured[name] !== undefined);
}

/** An instance type without its "ml.", as measurements are compared. */
export function bareType(instanceType: string): string {
  return instanceType.replace(/^ml\./, "");
}
