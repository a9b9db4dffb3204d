import type { Gigabytes, Hours } from "../units/quantities";
import type { Spread } from "../units/range";
import type { Footprint } from "./footprint";
import { footprintOf } from "./footprint-of";
import { hoursOfMonth } from "./machine-hours";
import { machineRates } from "./machine-rates";
import { workOf } from "./single-run";
import type { MachineUsage } from "./usage";
import { volumeMonth } from "./volume-work";
import { addWork } from "./work";

/** A notebook instance, or an app of a Studio domain, during one month. */
export interface NotebookUsage extends MachineUsage {
  /** Hours of the month that it runs, whether anybody works or not; undefined when nobody knows yet. */
  readonly hoursPerMonth: Spread<Hours> | undefined;
  /**
   * Its volume (EBS), which is there all month.
   * @defaultValue none
   */
  readonly volumeGigabytes?: Spread<Gigabytes>;
}

/** What a notebook or a Studio app costs in a month; while nobody knows its hours, the whole month is the most. */
export function notebookMonthFootprint(usage: NotebookUsage): Footprint {
  const rates = machineRates("notebook", usage);
  const work = workOf("month", rates, usage, hoursOfMonth(usage));
  if (usage.volumeGigabytes === undefined) return footprintOf(work);
  return footprintOf(addWork(work, volumeMonth(rates.site, usage.volumeGigabytes)));
}
