import type { Estimate } from "../units/estimate";
import { joinEstimates } from "../units/join-estimates";
import { addGrams, cost, embodiedEmissions, emissions, energy, facilityEnergy } from "../units/operations";
import type { Hours } from "../units/quantities";
import type { Footprint } from "./footprint";
import type { MachineRates } from "./machine-rates";

/**
 * Footprint of machines that run for some hours together: energy = power x hours x PUE; operational = energy x grid;
 * embodied = rate x hours; emissions = both, their common hours combined once (SCI, ISO/IEC 21031:2024: E x I + M).
 */
export function runFootprint(functionalUnit: string, rates: MachineRates, time: Estimate<Hours>): Footprint {
  const { power, pue, intensity, embodied, price } = rates;
  const figures = {
    energy: joinEstimates([power, time, pue], (watts, hours, overhead) =>
      facilityEnergy(energy(watts, hours), overhead),
    ),
    operational: joinEstimates([power, time, pue, intensity], (watts, hours, overhead, grid) =>
      emissions(facilityEnergy(energy(watts, hours), overhead), grid),
    ),
    embodied: joinEstimates([embodied, time], embodiedEmissions),
    emissions: joinEstimates([power, time, pue, intensity, embodied], (watts, hours, overhead, grid, rate) =>
      addGrams(emissions(facilityEnergy(energy(watts, hours), overhead), grid), embodiedEmissions(rate, hours)),
    ),
    cost: joinEstimates([price, time], cost),
  };
  return { functionalUnit, ...figures, unknowns: unknownsOf(Object.values(figures)) };
}

/** What is missing in some estimates, one clause each. */
export function unknownsOf(estimates: readonly Estimate<number>[]): readonly string[] {
  const clauses = estimates.flatMap((one) => (one.kind === "known" ? [] : one.missing.split("; ")));
  return [...new Set(clauses)];
}
