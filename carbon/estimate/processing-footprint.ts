import type { Footprint } from "./footprint";
import { singleRun } from "./single-run";
import type { RunUsage } from "./usage";

/** What a processing run costs. */
export function processingFootprint(usage: RunUsage): Footprint {
  return singleRun("processing run", "processing", usage);
}
