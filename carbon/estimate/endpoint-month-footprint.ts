import { coefficient } from "../catalog/coefficients";
import { hours } from "../units/quantities";
import type { Footprint } from "./footprint";
import { machineHours } from "./machine-hours";
import { machineRates } from "./machine-rates";
import { runFootprint } from "./run-footprint";
import type { MachineUsage } from "./usage";

/** What an endpoint that is always on costs in a month of 730 hours. */
export function endpointMonthFootprint(usage: MachineUsage): Footprint {
  const rates = machineRates("endpoint", usage);
  const month = hours(coefficient("time", "hours_per_month").likely);
  const time = machineHours({ each: month, maxEach: undefined, instanceCount: usage.instanceCount });
  return runFootprint("month", rates, time);
}
