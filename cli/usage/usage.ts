import type { StackResource } from "../stack/stack-resource";
import type { Knob, Knobs } from "./amount";

/** What is known of the use of resources. */
export interface Usage {
  /** What the file says about a resource; refuses a knob that means nothing for it. */
  of(resource: StackResource, allowed: readonly Knob[]): Knobs;
}

const none: Knobs = {};

/** No usage file: nothing is known. */
export const noUsage: Usage = { of: () => none };
