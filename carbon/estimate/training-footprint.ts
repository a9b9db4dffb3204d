import type { Footprint } from "./footprint";
import { singleRun } from "./single-run";
import type { RunUsage } from "./usage";

/** What a training run costs, on one or many machines. */
export function trainingFootprint(usage: RunUsage): Footprint {
  return singleRun("training run", "training", usage);
}
