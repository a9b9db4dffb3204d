import type { Footprint } from "./footprint";
import type { RunUsage } from "./usage";

/** What a batch transform run costs. */
export function transformFootprint(_usage: RunUsage): Footprint {
  throw new Error("Cannot estimate because the formula is not there yet");
}
