import { combine } from "../units/combine";
import type { Known } from "../units/estimate";
import { known } from "../units/join-estimates";
import { count, hours, type Hours } from "../units/quantities";
import type { Spread } from "../units/range";
import { busyHours, requestsOf } from "./busy-hours";
import type { Footprint } from "./footprint";
import { measuredHours, singleRun } from "./single-run";
import type { RunUsage } from "./usage";

/** A batch transform run. */
export interface TransformUsage extends RunUsage {
  /** Inferences to make; with measured inferences per second they give the time while `hours` is undefined. */
  readonly rows?: Spread<number>;
}

/** What a batch transform run costs. */
export function transformFootprint(usage: TransformUsage): Footprint {
  return singleRun("batch run", "transform", usage, measuredHours(usage) ?? hoursOfRows(usage));
}

function hoursOfRows({ rows, ...usage }: TransformUsage): Known<Hours> | undefined {
  if (rows === undefined || usage.hours !== undefined) return undefined;
  const busy = busyHours({ ...usage, requestsPerMonth: requestsOf(rows, "rows") });
  if (busy.kind !== "known") return undefined;
  const machines = count(usage.instanceCount ?? 1, "instanceCount");
  return known(
    combine([busy] as const, (all) => hours(all / machines)),
    busy.basis,
  );
}
