import type { Estimate } from "../units/estimate";
import type { Grams, KilowattHours, Usd } from "../units/quantities";

/** What one functional unit of work costs the planet and the owner. */
export interface Footprint {
  /** The unit that the figures are for: "training run", "tuning run", "batch run", "month", "transfer". */
  readonly functionalUnit: string;
  /** Electricity drawn, the facility's overhead included. */
  readonly energy: Estimate<KilowattHours>;
  /** Emissions of that electricity, location-based yearly average. */
  readonly operational: Estimate<Grams>;
  /** Share of the emissions of making the machines. */
  readonly embodied: Estimate<Grams>;
  /** Operational and embodied together. */
  readonly emissions: Estimate<Grams>;
  /** On-demand price of the compute; storage, requests and data transfer are not in it. */
  readonly cost: Estimate<Usd>;
  /** What is missing, one clause each; empty when every figure is known. */
  readonly unknowns: readonly string[];
}
