import type { Footprint, GridSignal } from "../estimate/footprint";
import type { Measurable } from "../estimate/measurement";
import type { Estimate } from "../units/estimate";
import type { Gigabytes, Grams, Usd } from "../units/quantities";
import type { Pin } from "./pins";

/** A place that could have been chosen. */
export interface RunnerUp {
  /** Region id, such as "eu-north-1". */
  readonly region: string;
  /** Undefined for serverless. */
  readonly instanceType: string | undefined;
  /** Of the whole work, the journey of the data included. */
  readonly emissions: Estimate<Grams>;
  /** Machines at work at the same time; absent for serverless. */
  readonly instanceCount?: number;
  /** On-demand price of the whole work, the journey of the data included. */
  readonly cost: Estimate<Usd>;
}

/** A place that none is both greener and cheaper than. */
export interface ParetoPlace extends RunnerUp {
  /** What a tonne costs that this place emits less than the next cheaper one of the set; absent for the cheapest. */
  readonly usdPerTonne?: number;
}

/** What moves with the data, over the whole work. */
export interface DataJourney {
  /** Moving the data there, once. */
  readonly there: Estimate<Grams>;
  /** Keeping a second copy there for the stated months. */
  readonly secondCopy: Estimate<Grams>;
  /** Going back with the results of all runs. */
  readonly back: Estimate<Grams>;
  /** All of these. */
  readonly together: Estimate<Grams>;
  /** The same in dollars: what AWS lists for traffic between regions and for storing in S3, requests left out. */
  readonly cost: JourneyCost;
}

/** What the journey of the data costs, over the whole work. */
export interface JourneyCost {
  /** Moving the data there, once. */
  readonly there: Estimate<Usd>;
  /** Keeping a second copy there for the stated months. */
  readonly secondCopy: Estimate<Usd>;
  /** Going back with the results of all runs. */
  readonly back: Estimate<Usd>;
  /** All of these. */
  readonly together: Estimate<Usd>;
}

/** The place of a request whose pin was dropped. */
export interface Move extends RunnerUp {
  /** Likely grams that the whole work would emit less; absent while nobody says how much work there is. */
  readonly saves?: Grams;
  /** The same as a part of what the work emits where it is, 0 to 1; without the journey of the data where `saves` is absent. */
  readonly share: number;
}

/** A pin that was kept. */
export interface KeptPin extends Pin {
  /** Where the work would go without the pin; absent when it would stay or save nothing. */
  readonly move?: Move;
}

/** What the other signal would choose. */
export interface OtherSignal extends RunnerUp {
  /** The signal that the request did not choose by; `emissions` are counted by it. */
  readonly signal: GridSignal;
}

/** What decided how fast one type is against another. */
export interface Evidence {
  /**
   * "measured": benchmarks or measurements, of some types at least; "peak": dense fp16 throughput by the vendors' sheets; "vcpu": equal vCPU-hours; "none": nothing had
   * to be compared.
   */
  readonly kind: "measured" | "peak" | "vcpu" | "none";
  /** In words, with date and source of what was measured. */
  readonly basis: string;
  /** Every measurement of the request, and whether it entered; absent where nobody measured. */
  readonly measurements?: readonly MeasuredFact[];
}

/** A figure that somebody measured of a type. It holds for that type in every region, and for no other type. */
export interface MeasuredFact {
  /** With the leading "ml.". */
  readonly instanceType: string;
  /** What was measured, as the measurement names it, such as "watts". */
  readonly quantity: Measurable;
  /** As stated, in the unit of the quantity; a meter's error is not in it. */
  readonly low: number;
  /** As stated. */
  readonly likely: number;
  /** As stated. */
  readonly high: number;
  /** Day of the measurement. */
  readonly date: string;
  /** Who or what measured. */
  readonly source: string;
  /** Why it did not enter the decision; absent where it did. */
  readonly unused?: string;
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
  /** Machines at work at the same time; absent for serverless. */
  readonly instanceCount?: number;
  /** Of the whole work: all its runs, and the journey of the data once. */
  readonly emissions: Estimate<Grams>;
  /** On-demand price of the whole work: all its runs, and the journey of the data; unknown where a part of it is. */
  readonly cost: Estimate<Usd>;
  /** The journey of the data; undefined when it stays where it is, or none was named. */
  readonly dataTransfer: Footprint | undefined;
  /** Grid signal that the choice stands on. */
  readonly signal: GridSignal;
  /** What the other signal would choose; absent where it would choose the same, or the owner fixed the region. */
  readonly otherSignal?: OtherSignal;
  /** What decided how fast one type is against another. */
  readonly evidence: Evidence;
  /** The pin that was kept; absent without one. */
  readonly pinned?: KeptPin;
  /** Plain sentences for people. */
  readonly reasons: readonly string[];
  /** The three next best: other regions with their best type, then other types in the same region, greenest first. */
  readonly runnersUp: readonly RunnerUp[];
  /** What could not be chosen, each with one reason, regions first; a family of which no size fits takes one line. */
  readonly rejected: readonly Rejected[];
  /** Places that none is both greener and cheaper than, cheapest first; empty where no price or no emissions are known. */
  readonly pareto: readonly ParetoPlace[];
  /** What a tonne costs between the cheapest and the greenest place; absent where the cheapest is the greenest. */
  readonly usdPerTonne?: number;
  /** What moves with the data; absent when it stays where it is, or none was named. */
  readonly journey?: DataJourney;
  /** From this many runs on, moving the data emits less than staying; absent when nothing is gained by moving. */
  readonly breakEvenRuns?: number;
  /** Above this much data, staying where the data is emits less than moving; absent when nothing is gained by moving. */
  readonly breakEvenGigabytes?: Gigabytes;
  /** Version of the figures that the choice stands on, such as "2026.09-3". */
  readonly catalogVersion: string;
}
