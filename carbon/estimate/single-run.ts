import type { LoadedUse } from "./default-load";
import type { Footprint } from "./footprint";
import { machineHours } from "./machine-hours";
import { machineRates } from "./machine-rates";
import { runFootprint } from "./run-footprint";
import type { RunUsage } from "./usage";

/** Footprint of machines that run once and stop. */
export function singleRun(functionalUnit: string, use: LoadedUse, usage: RunUsage): Footprint {
  const rates = machineRates(use, usage);
  const time = machineHours({
    each: usage.hours,
    maxEach: usage.maxHours,
    instanceCount: usage.instanceCount,
  });
  return runFootprint(functionalUnit, rates, time);
}
