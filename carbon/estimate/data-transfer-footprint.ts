import { coefficient } from "../catalog/coefficients";
import { combine } from "../units/combine";
import type { Estimate, Known } from "../units/estimate";
import { joinEstimates, known } from "../units/join-estimates";
import { addGrams, emissions, transferEnergy } from "../units/operations";
import {
  grams,
  gramsPerKilowattHour,
  kilowattHours,
  kilowattHoursPerGigabyte,
  usd,
  type GramsPerKilowattHour,
  type KilowattHours,
} from "../units/quantities";
import { exactly } from "../units/range";
import type { Footprint } from "./footprint";
import { unknownsOf } from "./run-footprint";
import { siteOf } from "./site";
import type { TransferUsage } from "./usage";

/**
 * What moving data once between two regions costs: gigabytes x energy per gigabyte inside AWS's network (Cloud Carbon
 * Footprint 2024), at a grid between the two ends. A second copy's storage and the price are not in it.
 */
export function dataTransferFootprint({ gigabytes, from, to }: TransferUsage): Footprint {
  if (from === to) return nothingMoves();
  const energy = transferEnergyOf(gigabytes);
  const grid = gridBetween(from, to);
  const making = known(coefficient("network", "embodied_share"), "making the network as a share of running it");
  const figures = {
    energy,
    operational: joinEstimates([energy, grid], emissions),
    embodied: joinEstimates([energy, grid, making], (used, intensity, share) =>
      grams(emissions(used, intensity) * share),
    ),
    emissions: joinEstimates([energy, grid, making], (used, intensity, share) =>
      addGrams(emissions(used, intensity), grams(emissions(used, intensity) * share)),
    ),
    cost: { kind: "unknown", missing: "price of data transfer between regions" } as const,
  };
  return { functionalUnit: "transfer", ...figures, unknowns: unknownsOf(Object.values(figures)) };
}

function transferEnergyOf(gigabytes: TransferUsage["gigabytes"]): Known<KilowattHours> {
  const used = combine([coefficient("network", "ccf")] as const, (rate) =>
    transferEnergy(kilowattHoursPerGigabyte(rate), gigabytes),
  );
  return known(used, "energy per gigabyte after Cloud Carbon Footprint");
}

function gridBetween(from: string, to: string): Estimate<GramsPerKilowattHour> {
  const ends = [siteOf(from).intensity, siteOf(to).intensity] as const;
  const middle = joinEstimates(ends, (one, other) => gramsPerKilowattHour((one + other) / 2));
  if (middle.kind !== "known") return middle;
  const bounds = ends.filter((end) => end.kind === "known").flatMap(({ low, high }) => [low, high]);
  return { ...middle, low: gramsPerKilowattHour(Math.min(...bounds)), high: gramsPerKilowattHour(Math.max(...bounds)) };
}

function nothingMoves(): Footprint {
  const basis = "the data stays where it is";
  const none = known(exactly(grams(0)), basis);
  return {
    functionalUnit: "transfer",
    energy: known(exactly(kilowattHours(0)), basis),
    operational: none,
    embodied: none,
    emissions: none,
    cost: known(exactly(usd(0)), basis),
    unknowns: [],
  };
}
