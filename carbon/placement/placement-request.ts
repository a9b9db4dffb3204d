import type { GridSignal } from "../estimate/footprint";
import type { Measurement } from "../estimate/measurement";
import type { ServerlessUsage } from "../estimate/usage";
import type { Fraction, Gibibytes, Gigabytes, Hours, Usd } from "../units/quantities";
import type { Spread } from "../units/range";

/** What a region must offer. */
export type RegionFeature = "serverless" | "neo" | "xgboost" | "mlflowApp" | "scaleToZero";

/** The kinds of work that can be placed. */
export type PlacedUse = "training" | "tuning" | "transform" | "endpoint" | "serverless" | "processing";

/** What code drives accelerators with: CUDA those of NVIDIA, the Neuron SDK those of AWS, SynapseAI those of Habana. */
export type AcceleratorLibrary = "cuda" | "neuron" | "synapse";

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
  /** Families with accelerators to choose from, such as "g6"; the machine must be of one of them. */
  readonly acceleratorFamilies?: readonly string[];
  /**
   * What the code drives accelerators with; the machine's must be one of them.
   * @defaultValue any
   */
  readonly libraries?: readonly AcceleratorLibrary[];
  /** Neo target that the model was compiled for, such as "ml_c5"; the host must be of that family. */
  readonly neoTarget?: string;
  /** What the region must offer besides SageMaker itself. */
  readonly feature?: readonly RegionFeature[];
}

/** How fast one machine of a type did this kind of work. */
export interface Benchmark {
  /** With or without the leading "ml.". */
  readonly instanceType: string;
  /** Rows (examples, images, tokens) per second of one machine, above 0. */
  readonly rowsPerSecond: Spread<number>;
  /** Day of the measurement, such as "2026-11-24". */
  readonly date: string;
  /** Who measured it or where it is published, in words for people. */
  readonly source: string;
}

/** How many times as fast a type does this kind of work as another one. */
export interface PerformanceRatio {
  /** The type whose speed follows, with or without the leading "ml.". */
  readonly instanceType: string;
  /** The type that it is compared with; it needs a benchmark or a measured speed, or is the one that `hours` are for. */
  readonly of: string;
  /** Speed of the one over speed of the other, above 0. */
  readonly ratio: Spread<number>;
  /** Day of the comparison, such as "2026-11-24". */
  readonly date: string;
  /** Who compared them or where it is published, in words for people. */
  readonly source: string;
}

/** Work that several machines can share. */
export interface Scaling {
  /** Numbers of machines to compare, such as [1, 2, 4, 8]. */
  readonly instanceCounts: readonly number[];
  /**
   * Part of the speed that is kept with each doubling of machines: n machines are n x efficiency ^ log2(n) times as fast as one.
   * Several accelerators inside one machine are taken to lose nothing.
   */
  readonly efficiency: Fraction;
}

/** Data that the work needs, and where it is now. */
export interface PlacedData {
  /** Amount that has to travel once. */
  readonly gigabytes: Gigabytes;
  /** Id of the region where it is. */
  readonly region: string;
  /**
   * Months that a second copy is kept where the work is.
   * @defaultValue 0: deleted when the work is done
   */
  readonly copyMonths?: number;
  /**
   * Results that go back with each run.
   * @defaultValue 0
   */
  readonly resultGigabytes?: Gigabytes;
}

/** How much work there is. */
export interface PlacementWork {
  /**
   * Time of one run (of one trial for tuning) on one set of machines of the reference type. Undefined when nobody knows:
   * candidates are then compared on one hour of work and the emissions are bounded or unknown. Refused for an endpoint, which
   * counts by the month.
   */
  readonly hours?: Spread<Hours>;
  /**
   * The instance type that `hours` was measured or guessed on.
   * @defaultValue the owner's `instanceType`, else the smallest type that fits the needs
   */
  readonly referenceInstanceType?: string;
  /**
   * Floating-point operations of one run (of one trial for tuning), instead of `hours`: time is then what machines take at the
   * usual share of their dense fp16 peak. Types without accelerators cannot be compared so.
   */
  readonly flops?: Spread<number>;
  /**
   * Rows (examples, images, tokens) of one run, instead of `hours`; of an endpoint, what it is asked for in a month. Needs
   * `benchmarks`, or measured inferences per second, in the same unit.
   */
  readonly rows?: Spread<number>;
  /** Measured speeds. Where there are any, only types in this list are compared, and types with accelerators may win. */
  readonly benchmarks?: readonly Benchmark[];
  /**
   * Stated ratios of speed, by which the speed of one type follows from that of another; the only way in which a measured speed
   * counts for a type that it was not measured on. Types without a speed of their own are then not compared.
   */
  readonly ratios?: readonly PerformanceRatio[];
  /**
   * What was measured of this work on a type, on `instanceCount` machines; it goes before what is stated or modelled. Measured
   * hours and inferences per second (the rows of this work) decide how fast the type is; load, power and energy how much it draws.
   * It holds for the type in every region, and for no other type, with one exception: hours of the reference type are hours of
   * the reference.
   */
  readonly measured?: readonly Measurement[];
  /** Numbers of machines to compare, and what working together costs; instead of `instanceCount`, which stays the reference's. */
  readonly scaling?: Scaling;
  /** One run must likely be done within this time; types that are too slow are rejected. */
  readonly deadline?: Hours;
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
  readonly serverless?: Omit<ServerlessUsage, "region" | "signal">;
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
  /** Regions that may not be chosen. */
  readonly forbiddenRegions?: readonly string[];
  /** Where the work may be by law or contract: groups ("EU", "EEA"), countries by name ("Sweden") or code ("SE"). */
  readonly residency?: readonly string[];
  /** Groups of regions near the users, such as "europe": by geography, see docs/data.md. */
  readonly latencyGroups?: readonly string[];
  /**
   * Emissions of the grid to choose by: "average", or "marginal" for what one more kilowatt-hour causes.
   * @defaultValue "average"
   */
  readonly signal?: GridSignal;
  /** The whole work must likely cost no more; a place whose price is unknown is then rejected. */
  readonly maxUsd?: Usd;
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
  readonly data?: PlacedData;
}
