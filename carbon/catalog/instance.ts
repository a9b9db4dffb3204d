import type { Gibibytes, GramsPerHour, UsdPerHour, Watts } from "../units/quantities";
import type { Range } from "../units/range";

/** What SageMaker accepts a type for, after the enumerations of its API. */
export type InstanceUse = "training" | "endpoint" | "transform" | "processing" | "notebook" | "studio" | "hyperpod";

/** Watts of a machine at four loads; a curve between them is a straight line. */
export interface PowerCurve {
  readonly idle: Watts;
  readonly at10: Watts | undefined;
  readonly at50: Watts;
  readonly at100: Watts;
}

/** Emissions of making a machine, spread over its life. */
export interface EmbodiedRate extends Range<GramsPerHour> {
  /** Whether the accelerators are inside the figure. */
  readonly includesAccelerators: boolean;
  readonly basis: string;
}

/** One instance type. */
export interface Instance {
  /** With the leading "ml.", such as "ml.m5.large". */
  readonly type: string;
  /** Such as "m5". */
  readonly family: string;
  /** Such as "large". */
  readonly size: string;
  readonly vcpu: number;
  readonly memoryGib: Gibibytes;
  /** Name in the accelerators table. */
  readonly accelerator: string | undefined;
  readonly acceleratorCount: number;
  /** Processor, such as "Ice Lake". */
  readonly processor: string | undefined;
  readonly architecture: "x86_64" | "arm64";
  readonly launchYear: number;
  /** Empty for types that only EC2 has. */
  readonly uses: ReadonlySet<InstanceUse>;
  /** Host without accelerators. */
  readonly hostPower: (PowerCurve & { readonly basis: "measured" | "modelled" | "derived" }) | undefined;
  readonly hostEmbodied: EmbodiedRate | undefined;
  /** On-demand price in us-east-1. */
  readonly price: (Range<UsdPerHour> & { readonly basis: string }) | undefined;
  readonly source: string;
}
