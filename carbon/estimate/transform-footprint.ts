import type { Footprint } from "./footprint";
import { singleRun } from "./single-run";
import type { RunUsage } from "./usage";

/** What a batch transform run costs. */
export function transformFootprint(usage: RunUsage): Footprint {
  return singleRun("batch run", "transform", usage);
}
