import type { Measurement } from "../../carbon";
import type { StackResource } from "../stack/stack-resource";
import type { Knob, Knobs } from "./amount";
import type { Measurable } from "./measured";

/** What may be said about a resource, and what may have been measured of it. */
export interface Sayable {
  readonly knobs: readonly Knob[];
  readonly measurable?: readonly Measurable[];
}

/** What is known of the use of resources. */
export interface Usage {
  /** What the file says about a resource; refuses a knob that means nothing for it. */
  of(resource: StackResource, allowed: Sayable): Knobs;
  /** What was measured of instance types, whatever runs on them. */
  readonly measured: readonly Measurement[];
}

const none: Knobs = {};

/** No usage file: nothing is known. */
export const noUsage: Usage = { of: () => none, measured: [] };
