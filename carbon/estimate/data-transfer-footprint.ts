import { coefficient } from "../catalog/coefficients";
import type { Estimate } from "../units/estimate";
import { formulaOf, variable } from "../units/formula";
import { joinEstimates, known } from "../units/join-estimates";
import { transferEnergy } from "../units/operations";
import {
  grams,
  gramsPerKilowattHour,
  kilowattHours,
  kilowattHoursPerGigabyte,
  powerUsageEffectiveness,
  usd,
  type Gigabytes,
  type GramsPerKilowattHour,
  type Usd,
} from "../units/quantities";
import { exactly } from "../units/range";
import type { Footprint, GridSignal } from "./footprint";
import { footprintOf } from "./footprint-of";
import { siteOf, type Site } from "./site";
import { transferPrice } from "./transfer-price";

/** Data on its way from one region to another, inside AWS's network. */
export interface TransferUsage {
  /** Amount that travels once, 10^9 bytes each. */
  readonly gigabytes: Gigabytes;
  /** Id of the region that sends, such as "us-east-1". */
  readonly from: string;
  /** Id of the region that receives; the same as `from` emits and costs nothing. */
  readonly to: string;
  /**
   * Emissions of the grids that count.
   * @defaultValue "average"
   */
  readonly signal?: GridSignal;
}

/**
 * What moving data once between two regions costs: gigabytes x energy per gigabyte inside AWS's network (Cloud Carbon
 * Footprint 2024), at a grid between the two ends. A second copy's storage is not in it.
 */
export function dataTransferFootprint({ gigabytes, from, to, signal }: TransferUsage): Footprint {
  if (from === to) return nothingMoves(from, signal);
  const [sender, receiver] = [siteOf(from, signal), siteOf(to, signal)];
  const site = networkSite(sender, gridBetween(sender, receiver));
  return networkFootprint("transfer", site, gigabytes, {
    energy: "ccf",
    basis: "energy per gigabyte after Cloud Carbon Footprint",
    price: transferPrice(sender.region, to, gigabytes),
  });
}

/** Which figures a network goes by. */
export interface NetworkFigures {
  readonly energy: "ccf" | "public";
  readonly basis: string;
  /** What the sender pays for all of it. */
  readonly price: Estimate<Usd>;
}

/** Footprint of data in a network: energy per gigabyte, and making the network as a share of running it. */
export function networkFootprint(
  functionalUnit: string,
  site: Site,
  gigabytes: Gigabytes,
  figures: NetworkFigures,
): Footprint {
  const rate = known(coefficient("network", figures.energy), figures.basis);
  const making = known(coefficient("network", "embodied_share"), "making the network as a share of running it");
  const used = (each: number) => transferEnergy(kilowattHoursPerGigabyte(each), gigabytes);
  return footprintOf({
    functionalUnit,
    site,
    computers: formulaOf([rate], used),
    making: formulaOf([rate, site.intensity, making], (each, intensity, share) =>
      grams(used(each) * intensity * share),
    ),
    price: variable(figures.price),
    split: [["network", 1]],
  });
}

/** A network as a place: its overhead is inside the energy per gigabyte, and nobody has published its water. */
export function networkSite(sender: Site, intensity: Estimate<GramsPerKilowattHour>): Site {
  return {
    region: sender.region,
    signal: sender.signal,
    pue: known(exactly(powerUsageEffectiveness(1)), "overhead inside the energy per gigabyte"),
    intensity,
    wue: { kind: "unknown", missing: "water of the network's sites" },
  };
}

function gridBetween(sender: Site, receiver: Site): Estimate<GramsPerKilowattHour> {
  const ends = [sender.intensity, receiver.intensity] as const;
  const middle = joinEstimates(ends, (one, other) => gramsPerKilowattHour((one + other) / 2));
  if (middle.kind !== "known") return middle;
  const bounds = ends.filter((end) => end.kind === "known").flatMap(({ low, high }) => [low, high]);
  return { ...middle, low: gramsPerKilowattHour(Math.min(...bounds)), high: gramsPerKilowattHour(Math.max(...bounds)) };
}

function nothingMoves(region: string, signal: GridSignal | undefined): Footprint {
  const basis = "the data stays where it is";
  const none = known(exactly(grams(0)), basis);
  return {
    ...footprintOf({
      functionalUnit: "transfer",
      site: siteOf(region, signal),
      computers: variable(known(exactly(kilowattHours(0)), basis)),
      making: variable(none),
      price: variable(known(exactly(usd(0)), basis)),
      split: [],
    }),
  };
}
