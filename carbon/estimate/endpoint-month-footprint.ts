import type { Footprint } from "./footprint";
import type { MachineUsage } from "./usage";

/** What an always-on endpoint costs in a month of 730 hours. */
export function endpointMonthFootprint(_usage: MachineUsage): Footprint {
  throw new Error("Cannot estimate because the formula is not there yet");
}
