import type { GramsPerKilowattHour, LitresPerKilowattHour, PowerUsageEffectiveness } from "../units/quantities";
import type { Range } from "../units/range";

/** What a region's grid emits, location-based. */
export interface GridIntensity extends Range<GramsPerKilowattHour> {
  /** The likely value, gCO2e/kWh. */
  readonly value: GramsPerKilowattHour;
  /** Calendar year that the likely value is the average of. */
  readonly year: number;
  /** In words: how emissions are counted, such as "location average; consumption (flow-traced); lifecycle factors". */
  readonly basis: string;
  /** Zone of the grid, named as Electricity Maps does. */
  readonly zone: string;
  /** Publication the yearly averages were read from, with its licence. */
  readonly source: string;
}

/** A region's overhead for cooling and power supply. */
export interface RegionPue extends Range<PowerUsageEffectiveness> {
  /** The likely value, ratio. */
  readonly value: PowerUsageEffectiveness;
  /** Calendar year that the figure is for. */
  readonly year: number;
  /** "aws-published", or the average that stands in for it. */
  readonly basis: string;
}

/** Water that a region's cooling takes. */
export interface RegionWue extends Range<LitresPerKilowattHour> {
  /** The likely value, litres per kilowatt-hour of the computers. */
  readonly value: LitresPerKilowattHour;
  /** Calendar year that the figure is for. */
  readonly year: number;
  /** "aws-published", or the average that stands in for it. */
  readonly basis: string;
}

/** What one more kilowatt-hour makes a region's grid emit, location-based. */
export interface MarginalIntensity extends Range<GramsPerKilowattHour> {
  /** The likely value, gCO2e/kWh. */
  readonly value: GramsPerKilowattHour;
  /** Calendar year that the likely value is the mean of. */
  readonly year: number;
  /** Publication the yearly mean was read from. */
  readonly source: string;
}

/** What SageMaker offers in a region. */
export interface RegionFeatures {
  /** Whether SageMaker is there at all; without it no work is placed there. */
  readonly sagemaker: boolean;
  /** Whether endpoints can be serverless. */
  readonly serverless: boolean;
  /** Whether AWS keeps images of Neo there, which is taken to mean that models can be compiled and served. */
  readonly neo: boolean;
  /** Whether AWS keeps the image of built-in XGBoost there. */
  readonly xgboost: boolean;
  /** Whether MLflow Apps, which record experiments, can be created. */
  readonly mlflowApp: boolean;
  /** Whether an endpoint with inference components may have no machine at all while nobody asks. */
  readonly scaleToZero: boolean;
  /** How `scaleToZero` is known: a field note with its month, or the documentation alone. */
  readonly scaleToZeroBasis: string;
  /** Families with accelerators that EC2 offers there, such as "g5"; a hint, not a SageMaker quota. */
  readonly acceleratorFamilies: ReadonlySet<string>;
  /** Month of the observation, such as "2026-08". */
  readonly asOf: string;
}

/** One AWS region. */
export interface Region {
  /** AWS's own id, such as "eu-north-1". */
  readonly id: string;
  /** AWS's own words for people, such as "US East (N. Virginia)". */
  readonly name: string;
  /** Where the machines stand, as a city or district, such as "Montreal QC". */
  readonly place: string;
  /** In English words, such as "Canada". */
  readonly country: string;
  /** "aws", "aws-cn", "aws-us-gov" or "aws-eusc". */
  readonly partition: string;
  /**
   * What the grid under the machines emits, gCO2e/kWh; undefined where the catalogue holds no figure, which keeps work
   * from being placed there.
   */
  readonly intensity: GridIntensity | undefined;
  /** What one more kilowatt-hour makes that grid emit; undefined where nobody has published it. */
  readonly marginal: MarginalIntensity | undefined;
  /** Whether AWS states that it matched the region's electricity with clean electricity of the same grid. */
  readonly matchedInGrid: boolean;
  /** Energy of the whole facility over that of its computers, at least 1, with its range. */
  readonly pue: RegionPue;
  /** Water that cooling takes per kilowatt-hour of the computers, with its range. */
  readonly wue: RegionWue;
  /** Calendar year in which AWS opened the region. */
  readonly launchYear: number;
  /** What can run there, as far as the catalogue knows. */
  readonly features: RegionFeatures;
  /** Publications that names and overhead were read from, with their year. */
  readonly source: string;
}
