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
  /** What kind of work it is; decides which instance types SageMaker accepts and how the emissions are counted. */
  readonly use: PlacedUse;
  /**
   * Regions to choose from.
   * @defaultValue every commercial region in which the work is possible
   */
  readonly allowedRegions?: readonly string[];
  /** The owner's own choice: kept and judged, never overruled. */
  readonly region?: string;
  /**
   * Why `region` is fixed, as the end of a sentence that starts with the region.
   * @defaultValue "is the owner's choice"
   */
  readonly regionBecause?: string;
  /** The owner's own choice: kept and judged, never overruled; may be newer than the catalogue. */
  readonly instanceType?: string;
  /**
   * What machine and region must have.
   * @defaultValue any x86_64 machine without accelerators; an `instanceType` of the owner's may have them
   */
  readonly needs?: PlacementNeeds;
  /** How much there is to do, so that machines of different speed compare. */
  readonly work: PlacementWork;
  /** Where the data is now; its journey is weighed against the gain. */
  readonly data?: { readonly gigabytes: Gigabytes; readonly region: string };
}

/** A place that could have been chosen. */
export interface RunnerUp {
  /** Region id, such as "eu-north-1". */
  readonly region: string;
  /** Undefined for serverless. */
  readonly instanceType: string | undefined;
  /** Of the whole work, the journey of the data included. */
  readonly emissions: Estimate<Grams>;
  /** Compute of the whole work, USD; the journey of the data is not in it. */
  readonly cost: Estimate<Usd>;
}

/** A region, a type or a family of types ("ml.g5.*") that could not be chosen, and one reason. */
export interface Rejected {
  /** Region id; absent when a type or a family is meant. */
  readonly region?: string;
  /** With the leading "ml."; "ml.g5.*" stands for a whole family. Absent when a region is meant. */
  readonly instanceType?: string;
  /** What speaks against it, in words for people, such as "SageMaker is not offered there". */
  readonly because: string;
}

/** The answer, with its grounds. The same request and the same catalogue version give the same answer. */
export interface Placement {
  /** Always "placed": a request that nothing fits throws instead. */
  readonly kind: "placed";
  /** Id of the chosen region, such as "eu-north-1". */
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
  /** What could not be chosen, each with one reason, regions first; a family of which no size fits takes one line. */
  readonly rejected: readonly Rejected[];
  /** Above this much data, staying where the data is emits less than moving; absent when nothing is gained by moving. */
  readonly breakEvenGigabytes?: Gigabytes;
  /** Version of the figures that the choice stands on, such as "2026.09-3". */
  readonly catalogVersion: string;
}
