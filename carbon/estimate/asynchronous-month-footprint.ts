import type { Estimate } from "../units/estimate";
import { bounded } from "../units/join-estimates";
import { together } from "../units/operations";
import { count, hours, type Hours } from "../units/quantities";
import type { Spread } from "../units/range";
import { busyHours } from "./busy-hours";
import type { Requests } from "./endpoint-month-footprint";
import type { Footprint } from "./footprint";
import { footprintOf } from "./footprint-of";
import { machineHours } from "./machine-hours";
import { machineRates } from "./machine-rates";
import { hoursPerMonth } from "./month";
import { workOf } from "./single-run";
import type { MachineUsage } from "./usage";

/** An endpoint during one month whose machines go away while nobody asks. */
export interface AsynchronousUsage extends MachineUsage, Requests {
  /** Hours of the month in which its machines are there; undefined when nobody knows yet. */
  readonly hoursAwake: Spread<Hours> | undefined;
}

/**
 * What an asynchronous endpoint, or any that scales to zero, costs in a month: its machines for the hours they are awake.
 * While nobody knows these, the requests' own time is the least and the whole month the most.
 */
export function asynchronousMonthFootprint(usage: AsynchronousUsage): Footprint {
  return footprintOf(workOf("month", machineRates("asynchronous", usage), usage, awake(usage)));
}

/** Machine-hours of an endpoint that is awake at times. */
export function awake(usage: AsynchronousUsage): Estimate<Hours> {
  const month = hoursPerMonth();
  const most = together(month, count(usage.instanceCount ?? 1, "instanceCount"));
  const busy = busyHours(usage);
  if (usage.hoursAwake !== undefined) {
    const stated = machineHours({ each: usage.hoursAwake, maxEach: month, instanceCount: usage.instanceCount });
    if (stated.kind === "known") checkBusy(busy, stated.high);
    return stated;
  }
  checkBusy(busy, most);
  const least = busy.kind === "known" && busy.low < most ? busy.low : hours(0);
  return bounded(least, most, "between the requests' own time and the whole month", "hours awake");
}

/** Throws RangeError where machines cannot answer in the hours that they are awake. */
function checkBusy(busy: Estimate<Hours>, most: Hours): void {
  if (busy.kind !== "known" || busy.likely <= most) return;
  throw new RangeError(
    `Too many requests: they take ${Math.round(busy.likely)} machine-hours, maximum ${Math.round(most)}`,
  );
}
