import type { Contender } from "./contender";
import type { ComparableRegion } from "./judged-regions";
import type { LikelyRates } from "./likely-rates";

/** What a comparison needs of a contender. */
export type LikelyFigures = Pick<Contender, "weighable" | "gramsIn" | "usdIn">;

/** Grams per kilowatt-hour of the computers: the grid with the building's overhead. */
const gridAlone = ({ grid, pue }: ComparableRegion): number => grid.value * pue.value;

/** Figures of something that nothing tells: only grids are compared. */
export const unweighed: LikelyFigures = { weighable: false, gramsIn: gridAlone, usdIn: () => undefined };

/** Moves likely figures to any region: energy by overhead and grid, the embodied part as it is. */
export function weighed(rates: LikelyRates | undefined, units: number): Pick<Contender, "weighable" | "gramsIn"> {
  if (rates === undefined) return unweighed;
  const { computers, embodied } = rates;
  return { weighable: true, gramsIn: (region) => units * (computers * gridAlone(region) + embodied) };
}
