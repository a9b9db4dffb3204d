import type { StackIndex } from "../stack/stack-index";
import type { StackResource } from "../stack/stack-resource";
import type { Amount, Knob, Knobs } from "../usage/amount";
import type { Measurable } from "../usage/measured";
import type { Figures } from "./figures";
import type { Footprints } from "./footprints";
import type { FunctionalUnit } from "./functional-units";

/** What the command has to say about a resource. */
export type Finding = Estimated | Unestimated;

/** Something that uses machines, with its figures. */
export interface Estimated {
  readonly kind: "estimated";
  /** What runs, such as "2 x ml.m5.large". */
  readonly what: string;
  readonly region: string;
  /** What the figures are for: a month of something that stays, or one run of a job. */
  readonly per: "month" | "run";
  readonly figures: Figures;
  /** Runs in a month; one where nobody said. */
  readonly runsPerMonth: Amount;
  /** What the figures are shared among besides the run or month; absent where no such unit means anything. */
  readonly units?: readonly FunctionalUnit[];
  /** Set where the data's journey is what is estimated: inside AWS, or over the public internet. */
  readonly network?: "aws" | "internet";
}

/** Something without figures. */
export interface Unestimated {
  readonly kind: "unestimated";
  /** Whether it may use energy or cost money, so that a total without it is not whole. */
  readonly matters: boolean;
  readonly because: string;
}

/** What a recogniser may look at besides the resource. */
export interface Surroundings {
  readonly index: StackIndex;
  readonly footprints: Footprints;
  /** What the usage file says about the resource. */
  readonly knobs: Knobs;
  readonly region: string;
}

/** Knows one type of resource. */
export interface Recogniser {
  /** What a usage file may say about it. */
  readonly knobs: readonly Knob[];
  /** What can be measured of it, where "measured" is a knob. */
  readonly measurable?: readonly Measurable[];
  find(resource: StackResource, around: Surroundings): Finding;
}

/** A resource that uses something, but not in a way that can be told. */
export function untold(because: string): Unestimated {
  return { kind: "unestimated", matters: true, because };
}

/** A resource that uses nothing itself. */
export function nothing(because: string): Unestimated {
  return { kind: "unestimated", matters: false, because };
}
