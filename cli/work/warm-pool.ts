import { hours, range, type Hours, type Range } from "../../carbon";
import { positiveOr } from "../stack/property";
import type { Knobs } from "../usage/amount";
import { rangeOf } from "./figures";
import { key, type Casing } from "./machines";

/** As long as AWS keeps machines warm (SageMaker API reference, ResourceConfig, KeepAlivePeriodInSeconds). */
const LONGEST_SECONDS = 3600;

/**
 * How long the machines of some resource configurations wait after a job, as stated; else from no time, because a next job may
 * take them over at once, up to the whole period that they are kept. That upper bound is all that is known: likely stays without.
 */
export function waitOf(
  configs: readonly unknown[],
  casing: Casing,
  { warmHours }: Pick<Knobs, "warmHours">,
): Range<Hours> | undefined {
  if (warmHours !== undefined) return rangeOf(warmHours, hours);
  const path = [key("keepAlivePeriodInSeconds", casing)];
  const longest = Math.max(0, ...configs.map((one) => positiveOr(0, one, path) ?? LONGEST_SECONDS));
  return longest === 0 ? undefined : range(hours(0), hours(0), hours(longest / 3600));
}
