import type { GramsPerKilowattHour, PowerUsageEffectiveness } from "../units/quantities";
import type { Range } from "../units/range";

/** What a region's grid emits, location-based. */
export interface GridIntensity extends Range<GramsPerKilowattHour> {
  /** The likely value, gCO2e/kWh. */
  readonly value: GramsPerKilowattHour;
  readonly year: number;
  readonly basis: string;
  /** Zone of the grid, named as Electricity Maps does. */
  readonly zone: string;
  readonly source: string;
}

/** A region's overhead for cooling and power supply. */
export interface RegionPue extends Range<PowerUsageEffectiveness> {
  /** The likely value, ratio. */
  readonly value: PowerUsageEffectiveness;
  readonly year: number;
  /** "aws-published", or the average that stands in for it. */
  readonly basis: string;
}

/** What SageMaker offers in a region. */
export interface RegionFeatures {
  readonly sagemaker: boolean;
  readonly serverless: boolean;
  readonly neo: boolean;
  readonly xgboost: boolean;
  readonly mlflowApp: boolean;
  /** Families with accelerators that EC2 offers there, such as "g5"; a hint, not a SageMaker quota. */
  readonly acceleratorFamilies: ReadonlySet<string>;
  /** Month of the observation, such as "2026-08". */
  readonly asOf: string;
}

/** One AWS region. */
export interface Region {
  readonly id: string;
  readonly name: string;
  readonly place: string;
  readonly country: string;
  /** "aws", "aws-cn", "aws-us-gov" or "aws-eusc". */
  readonly partition: string;
  readonly intensity: GridIntensity | undefined;
  readonly pue: RegionPue;
  readonly features: RegionFeatures;
  readonly source: string;
}
