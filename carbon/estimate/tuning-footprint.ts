import { count } from "../units/quantities";
import { spread, type Range } from "../units/range";
import type { Footprint } from "./footprint";
import { machineHours } from "./machine-hours";
import { machineRates } from "./machine-rates";
import { runFootprint } from "./run-footprint";
import type { TuningUsage } from "./usage";

/** What a tuning run costs: trials x time of one trial, early stopping in the range of either. */
export function tuningFootprint(usage: TuningUsage): Footprint {
  const rates = machineRates("tuning", usage);
  const time = machineHours({
    each: usage.hoursPerTrial,
    maxEach: usage.maxHoursPerTrial,
    runs: trialsOf(usage.trials),
    maxTotal: usage.maxHours,
    instanceCount: usage.instanceCount,
  });
  return runFootprint("tuning run", rates, time);
}

function trialsOf(trials: TuningUsage["trials"]): Range {
  const between = spread(trials);
  count(between.low, "trials");
  count(between.high, "trials");
  return between;
}
