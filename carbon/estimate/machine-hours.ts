import { combine } from "../units/combine";
import type { Estimate } from "../units/estimate";
import { bounded, known } from "../units/join-estimates";
import { together } from "../units/operations";
import { count, hours, type Hours } from "../units/quantities";
import { exactly, spread, type Range, type Spread } from "../units/range";
import { hoursPerMonth } from "./month";

/** How long some machines run, and what stops them. */
export interface RunTime {
  /** Time of one run; undefined when nobody knows. */
  readonly each: Spread<Hours> | undefined;
  /** The cap on one run. */
  readonly maxEach: Hours | undefined;
  /** How many runs there are. */
  readonly runs?: Range;
  /** The cap on all runs together. */
  readonly maxTotal?: Hours | undefined;
  readonly instanceCount: number | undefined;
  /** In words: where the time comes from, when it was not stated. */
  readonly basis?: string | undefined;
}

/**
 * Hours of all machines and all runs together: stated hours, cut at the caps; else the bounds between nothing and the caps;
 * else unknown.
 */
export function machineHours({ each, maxEach, runs, maxTotal, instanceCount, basis }: RunTime): Estimate<Hours> {
  const machines = count(instanceCount ?? 1, "instanceCount");
  const times = runs ?? exactly(1);
  if (each !== undefined) {
    const stated = combine([cut(spread(each), maxEach), times] as const, together);
    const total = cut(stated, maxTotal);
    return known(
      combine([total] as const, (time) => together(time, machines)),
      basis ?? "time as stated",
    );
  }
  const caps = [maxEach === undefined ? undefined : together(maxEach, times.high), maxTotal];
  const least = caps.filter((cap) => cap !== undefined).toSorted((one, other) => one - other)[0];
  if (least === undefined) return { kind: "unknown", missing: "run time" };
  return bounded(hours(0), together(least, machines), "run time under its cap", "run time");
}

/** Machine-hours of a month with stated hours; while nobody states them, the whole month is the most. */
export function hoursOfMonth({
  hoursPerMonth: stated,
  instanceCount,
}: {
  readonly hoursPerMonth: Spread<Hours> | undefined;
  readonly instanceCount?: number;
}): Estimate<Hours> {
  const month = hoursPerMonth();
  if (stated !== undefined) return machineHours({ each: stated, maxEach: month, instanceCount });
  const most = together(month, count(instanceCount ?? 1, "instanceCount"));
  return bounded(hours(0), most, "at most the whole month", "hours that it runs");
}

function cut(time: Range<Hours>, cap: Hours | undefined): Range<Hours> {
  if (cap === undefined) return time;
  const under = (one: Hours): Hours => (one < cap ? one : cap);
  return { low: under(time.low), likely: under(time.likely), high: under(time.high) };
}
