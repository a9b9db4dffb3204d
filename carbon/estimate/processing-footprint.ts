import type { Footprint } from "./footprint";
import type { RunUsage } from "./usage";

/** What a processing run costs. */
export function processingFootprint(_usage: RunUsage): Footprint {
  throw new Error("Cannot estimate because the formula is not there yet");
}
