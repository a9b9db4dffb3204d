import type { Gibibytes, GramsPerHour, UsdPerHour, Watts } from "../units/quantities";
import type { Range } from "../units/range";

/** What SageMaker accepts a type for, after the enumerations of its API. */
export type InstanceUse = "training" | "endpoint" | "transform" | "processing" | "notebook" | "studio" | "hyperpod";

/** Watts of a machine at some loads; between them the curve is a straight line. */
export interface PowerCurve {
  readonly idle: Watts;
  /** At 10 % load; only measured curves have it. */
  readonly at10: Watts | undefined;
  readonly at50: Watts;
  readonly at100: Watts;
}

/** What is known of a machine's power. */
export interface HostPower {
  /** Teads: the whole machine, measured; for types with accelerators their share is modelled. */
  readonly measured: PowerCurve | undefined;
  /** Boavizta: the host without accelerators, modelled. */
  readonly modelled: PowerCurve | undefined;
  /** From a sibling type: the host without accelerators. */
  readonly derived: PowerCurve | undefined;
}

/** What is known of the emissions of making a machine, spread over its life. */
export interface HostEmbodied {
  /** Cloud Carbon Footprint, four years, accelerators left out. */
  readonly ccf: GramsPerHour | undefined;
  /** Boavizta, six years, accelerators inside. */
  readonly boavizta: Range<GramsPerHour> | undefined;
  /** From a sibling type, accelerators left out. */
  readonly derived: GramsPerHour | undefined;
}

/** On-demand prices in us-east-1. */
export interface InstancePrice {
  readonly sagemaker: UsdPerHour | undefined;
  readonly ec2: UsdPerHour | undefined;
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
  readonly power: HostPower;
  readonly embodied: HostEmbodied;
  readonly price: InstancePrice;
  /** How the derived figures came about. */
  readonly derivation: string | undefined;
  readonly source: string;
}
