import { combine } from "../units/combine";
import type { Estimate } from "../units/estimate";
import { known } from "../units/join-estimates";
import { requestHours } from "../units/operations";
import { milliseconds, type Hours, type Milliseconds } from "../units/quantities";
import { spread, type Range, type Spread } from "../units/range";
import type { Requests } from "./endpoint-month-footprint";
import { measuredOf, type Measurement } from "./measurement";

/** Machine-hours at full work that requests take; unknown while either their number or the time of one is. */
export function busyHours(
  usage: Requests & { readonly instanceType: string; readonly measured?: readonly Measurement[] },
): Estimate<Hours> {
  const each = timeOfOne(usage);
  if (each === undefined) return { kind: "unknown", missing: "time of a request" };
  if (usage.requestsPerMonth === undefined) return { kind: "unknown", missing: "requests of a month" };
  const requests = requestsOf(usage.requestsPerMonth);
  return known(combine([each, requests] as const, requestHours), each.basis ?? "requests and time of one as stated");
}

/** A number of requests. Throws RangeError unless finite and at least 0. */
export function requestsOf(requests: Spread<number>, name = "requestsPerMonth"): Range {
  const between = spread(requests);
  if (between.low >= 0 && Number.isFinite(between.high)) return between;
  throw new RangeError(`Expected ${name} that are finite and at least 0, got ${between.low}`);
}

function timeOfOne({
  measured,
  instanceType,
  millisecondsPerRequest,
}: Parameters<typeof busyHours>[0]): (Range<Milliseconds> & { readonly basis?: string }) | undefined {
  const rate = measuredOf<number>(measured, instanceType, "inferencesPerSecond");
  if (rate === undefined) return millisecondsPerRequest === undefined ? undefined : spread(millisecondsPerRequest);
  const time = (perSecond: number): Milliseconds => milliseconds(1000 / perSecond);
  return { low: time(rate.high), likely: time(rate.likely), high: time(rate.low), basis: rate.basis };
}
