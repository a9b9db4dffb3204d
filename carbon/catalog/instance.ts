import type { Gibibytes, GramsPerHour, UsdPerHour, Watts } from "../units/quantities";
import type { Range } from "../units/range";

/** What SageMaker accepts a type for, after the enumerations of its API. */
export type InstanceUse = "training" | "endpoint" | "transform" | "processing" | "notebook" | "studio" | "hyperpod";

/** Watts of a machine at some loads; between them the curve is a straight line. */
export interface PowerCurve {
  /** Drawn without work, W. */
  readonly idle: Watts;
  /** At 10 % load; only measured curves have it. */
  readonly at10: Watts | undefined;
  /** At 50 % load, W. */
  readonly at50: Watts;
  /** At full load, W. */
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
  /** SageMaker's own price, USD per hour, from the AWS Price List; undefined where the catalogue holds none. */
  readonly sagemaker: UsdPerHour | undefined;
  /** EC2's list price of the same machine, USD per hour; with SageMaker's usual margin it stands in where `sagemaker` is missing. */
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
  /** Virtual CPUs of the whole machine. */
  readonly vcpu: number;
  /** Main memory, GiB; that of accelerators is not in it. */
  readonly memoryGib: Gibibytes;
  /** Name in the accelerators table. */
  readonly accelerator: string | undefined;
  /** Accelerators in the machine, as EC2 counts them; 0 for none. */
  readonly acceleratorCount: number;
  /** Processor, such as "Ice Lake". */
  readonly processor: string | undefined;
  /** Instruction set that container images must be built for. */
  readonly architecture: "x86_64" | "arm64";
  /** Calendar year in which EC2 first offered the type. */
  readonly launchYear: number;
  /** Empty for types that only EC2 has. */
  readonly uses: ReadonlySet<InstanceUse>;
  /** Watts by source; each is undefined where that source lacks the type. */
  readonly power: HostPower;
  /** gCO2e per hour of its life, by source; each is undefined where that source lacks the type. */
  readonly embodied: HostEmbodied;
  /** USD per hour on demand in us-east-1; estimates for elsewhere add the usual spread between regions. */
  readonly price: InstancePrice;
  /** How the derived figures came about. */
  readonly derivation: string | undefined;
  /** Publications the row was read from, with their dates. */
  readonly source: string;
}
