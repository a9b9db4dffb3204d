import { type Footprint, formatEmissions, formatEnergy, formatUsd } from "../../../carbon";

/** How a message tells what something costs. */
export function costWords({ energy, emissions, cost }: Footprint): string {
  return `energy ${formatEnergy(energy)}; emissions (CO2e) ${formatEmissions(emissions)}; cost ${formatUsd(cost)}.`;
}
