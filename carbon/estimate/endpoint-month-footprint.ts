import { combine } from "../units/combine";
import type { Estimate } from "../units/estimate";
import { fraction, type Fraction, type Hours, type Milliseconds } from "../units/quantities";
import { range, type Range, type Spread } from "../units/range";
import { busyHours } from "./busy-hours";
import type { Footprint } from "./footprint";
import { footprintOf } from "./footprint-of";
import { machineHours } from "./machine-hours";
import { machineRates } from "./machine-rates";
import { hoursPerMonth } from "./month";
import { workOf } from "./single-run";
import type { MachineUsage } from "./usage";

/** Requests in a month, and how long one of them keeps one machine at full work. */
export interface Requests {
  /** Invocations in one month, at least 0; a range where traffic is not certain. */
  readonly requestsPerMonth?: Spread<number>;
  /** Time of one request on one machine at full work; a measurement of inferences per second takes its place. */
  readonly millisecondsPerRequest?: Spread<Milliseconds>;
}

/** A real-time endpoint during one month. Its load is stated, or follows from requests and the time of one. */
export interface EndpointUsage extends MachineUsage, Requests {
  /**
   * Hours that it is there.
   * @defaultValue 730, a whole month
   */
  readonly hoursPerMonth?: Spread<Hours>;
}

/** What a real-time endpoint costs in a month; it draws power while nobody asks. */
export function endpointMonthFootprint(usage: EndpointUsage): Footprint {
  const time = machineHours({
    each: usage.hoursPerMonth ?? hoursPerMonth(),
    maxEach: hoursPerMonth(),
    instanceCount: usage.instanceCount,
    basis: usage.hoursPerMonth === undefined ? "a whole month" : undefined,
  });
  const load = loadOfRequests(usage, time);
  const rates = machineRates("endpoint", load === undefined ? usage : { ...usage, utilisation: load });
  const certain = usage.hoursPerMonth === undefined ? time : undefined;
  return footprintOf(workOf("month", rates, usage, time, undefined, certain));
}

function loadOfRequests(usage: EndpointUsage, there: Estimate<Hours>): Range<Fraction> | undefined {
  const busy = busyHours(usage);
  if (busy.kind !== "known" || there.kind !== "known" || there.likely === 0) return undefined;
  if (busy.likely > there.likely)
    throw new RangeError(
      `Too many requests: they take ${Math.round(busy.likely)} machine-hours, maximum ${Math.round(there.likely)}`,
    );
  const share = range(busy.low / there.likely, busy.likely / there.likely, busy.high / there.likely);
  return combine([share] as const, (part) => fraction(Math.min(1, part)));
}
