import type { Footprint } from "../estimate/footprint";
import type { ServerlessUsage } from "../estimate/usage";
import type { Estimate } from "../units/estimate";
import type { Fraction, Gibibytes, Gigabytes, Grams, Hours, Usd } from "../units/quantities";
import type { Spread } from "../units/range";

/** What a region must offer. */
export type RegionFeature = "serverless" | "neo" | "xgboost" | "mlflowApp";

/** The kinds of work that can be placed. */
export type PlacedUse = "training" | "tuning" | "transform" | "endpoint" | "serverless" | "processing";

/** What a machine and its region must have. */
export interface PlacementNeeds {
  /** At least this many vCPU. */
  readonly vcpu?: number;
  /** At least this much memory. */
  readonly memoryGib?: Gibibytes;
  /**
   * At least this many accelerators.
   * @defaultValue 0: machines without accelerators only
   */
  readonly acceleratorCount?: number;
  /** At least this much memory on each accelerator. */
  readonly acceleratorMemoryGib?: Gibibytes;
  /**
   * Processor architectures that the container image runs on.
   * @defaultValue x86_64 alone
   */
  readonly architectures?: readonly ("x86_64" | "arm64")[];
  /** Neo target that the model was compiled for, such as "ml_c5"; the host must be of that family. */
  readonly neoTarget?: string;
  /** What the region must offer besides SageMaker itself. */
  readonly feature?: readonly RegionFeature[];
}

/** How much work there is. */
export interface PlacementWork {
  /**
   * Time of one run (of one trial for tuning) on one set of machines of the reference type. Undefined when nobody knows:
   * candidates are then compared on one hour of work and the emissions are bounded or unknown.
   */
  readonly hours?: Spread<Hours>;
  /**
   * The instance type that `hours` was measured or guessed on.
   * @defaultValue the owner's `instanceType`, else the smallest type that fits the needs
   */
  readonly referenceInstanceType?: string;
  /** The cap that stops one run (one trial for tuning). */
  readonly maxHours?: Hours;
  /**
   * Trials of a tuning run.
   * @defaultValue 1
   */
  readonly trials?: Spread<number>;
  /**
   * Machines at work at the same time.
   * @defaultValue 1
   */
  readonly instanceCount?: number;
  /**
   * Runs that one journey of the data serves.
   * @defaultValue 1
   */
  readonly runs?: number;
  /** Load of the machines; the default depends on the use. */
  readonly utilisation?: Spread<Fraction>;
  /** What a serverless endpoint will be asked for; needed for the use "serverless" and read for no other. */
  readonly serverless?: Omit<ServerlessUsage, "region">;
}

/** A question: where should this run, and on what? */
export interface PlacementRequest {
  readonly use: PlacedUse;
  /**
   * Regions to choose from.
   * @defaultValue every commercial region in which the work is possible
   */
  readonly allowedRegions?: readonly string[];
  /** The owner's own choice: kept and judged, never overruled. */
  readonly region?: string;
  /** The owner's own choice: kept and judged, never overruled; may be newer than the catalogue. */
  readonly instanceType?: string;
  readonly needs?: PlacementNeeds;
  readonly work: PlacementWork;
  /** Where the data is now; its journey is weighed against the gain. */
  readonly data?: { readonly gigabytes: Gigabytes; readonly region: string };
}

/** A place that could have been chosen. */
export interface RunnerUp {
  readonly region: string;
  /** Undefined for serverless. */
  readonly instanceType: string | undefined;
  /** Of the whole work, the journey of the data included. */
  readonly emissions: Estimate<Grams>;
  readonly cost: Estimate<Usd>;
}

/** A region, a type or a family of types ("ml.g5.*") that could not be chosen, and one reason. */
export interface Rejected {
  readonly region?: string;
  readonly instanceType?: string;
  readonly because: string;
}

/** The answer, with its grounds. The same request and the same catalogue version give the same answer. */
export interface Placement {
  readonly kind: "placed";
  readonly region: string;
  /** With the leading "ml."; undefined for serverless. */
  readonly instanceType: string | undefined;
  /** Of the whole work: all its runs, and the journey of the data once. */
  readonly emissions: Estimate<Grams>;
  /** Compute of the whole work; the journey of the data is not in it. */
  readonly cost: Estimate<Usd>;
  /** The journey of the data; undefined when it stays where it is, or none was named. */
  readonly dataTransfer: Footprint | undefined;
  /** Grid signal that the choice stands on. */
  readonly signal: "average";
  /** Plain sentences for people. */
  readonly reasons: readonly string[];
  /** The three next best: other regions with their best type, then other types in the same region, greenest first. */
  readonly runnersUp: readonly RunnerUp[];
  readonly rejected: readonly Rejected[];
  /** Above this much data, staying where the data is emits less than moving; absent when nothing is gained by moving. */
  readonly breakEvenGigabytes?: Gigabytes;
  readonly catalogVersion: string;
}
