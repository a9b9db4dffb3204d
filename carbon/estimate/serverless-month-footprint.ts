import type { Footprint } from "./footprint";
import type { ServerlessUsage } from "./usage";

/** What a serverless endpoint costs in a month. */
export function serverlessMonthFootprint(_usage: ServerlessUsage): Footprint {
  throw new Error("Cannot estimate because the formula is not there yet");
}
