import type { Estimate } from "../units/estimate";
import type { Fraction, Grams, KilowattHours, Litres, Usd } from "../units/quantities";

/**
 * Which emissions of a grid count: the yearly average answers "what share of the grid's emissions is mine", the marginal one
 * "what does one more kilowatt-hour cause".
 */
export type GridSignal = "average" | "marginal";

/** A cause of emissions whose share can be told. */
export type Term =
  | "hostIdle"
  | "hostDynamic"
  | "acceleratorIdle"
  | "acceleratorDynamic"
  | "fansAndSwitches"
  | "measured"
  | "storage"
  | "requests"
  | "network"
  | "facilityOverhead"
  | "embodied";

/** Part of the likely emissions by cause; the parts add up to 1. */
export type Shares = Readonly<Partial<Record<Term, Fraction>>>;

/** Water that the work takes. */
export interface Water {
  /** Taken by the site for cooling: energy of the computers x the region's WUE. */
  readonly onSite: Estimate<Litres>;
  /** Taken by the power stations behind the grid; unknown, because the catalogue holds no water factor of grids. */
  readonly offSite: Estimate<Litres>;
}

/** What one functional unit of work costs the planet and the owner. */
export interface Footprint {
  /** The unit that the figures are for: "training run", "tuning run", "batch run", "month", "transfer", "1,000 inferences". */
  readonly functionalUnit: string;
  /** Which emissions of the grid `operational` and `emissions` count; both are location-based. */
  readonly signal: GridSignal;
  /** Electricity drawn, the facility's overhead included. */
  readonly energy: Estimate<KilowattHours>;
  /** Emissions of that electricity, location-based. */
  readonly operational: Estimate<Grams>;
  /** Share of the emissions of making the machines. */
  readonly embodied: Estimate<Grams>;
  /** Operational and embodied together. */
  readonly emissions: Estimate<Grams>;
  /** Operational emissions by AWS's own claim of bought electricity; shown beside, never used for choosing. */
  readonly marketBased: Estimate<Grams>;
  /** Water taken. */
  readonly water: Water;
  /** On-demand price of what the estimate covers. */
  readonly cost: Estimate<Usd>;
  /** Part of the likely emissions by cause; empty where the emissions have no likely value or are nothing. */
  readonly shares: Shares;
  /** What is missing of energy, emissions and cost, one clause each; empty when all of them are known. */
  readonly unknowns: readonly string[];
}
