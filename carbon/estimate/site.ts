import { onceEach } from "../catalog/once";
import type { GridIntensity, Region } from "../catalog/region";
import { findRegion, regions } from "../catalog/regions";
import type { Estimate } from "../units/estimate";
import { bounded, known } from "../units/join-estimates";
import {
  powerUsageEffectiveness,
  type GramsPerKilowattHour,
  type LitresPerKilowattHour,
  type PowerUsageEffectiveness,
} from "../units/quantities";
import type { GridSignal } from "./footprint";

/** What a region adds to the computers in it. */
export interface Site {
  readonly region: Region | undefined;
  readonly signal: GridSignal;
  readonly pue: Estimate<PowerUsageEffectiveness>;
  readonly intensity: Estimate<GramsPerKilowattHour>;
  readonly wue: Estimate<LitresPerKilowattHour>;
}

/**
 * The overhead, the grid and the water of a region. Where the catalogue lacks it the overhead is bounded by those of all
 * regions, and grid and water are unknown.
 */
export function siteOf(regionId: string, signal: GridSignal = "average"): Site {
  return sites[signal](regionId);
}

const sites: Readonly<Record<GridSignal, (regionId: string) => Site>> = {
  average: onceEach((regionId) => siteBy("average", regionId)),
  marginal: onceEach((regionId) => siteBy("marginal", regionId)),
};

function siteBy(signal: GridSignal, regionId: string): Site {
  const region = findRegion(regionId);
  if (region === undefined) {
    const unknown = { kind: "unknown", missing: `grid of region "${regionId}"` } as const;
    return { region, signal, pue: anyOverhead(regionId), intensity: unknown, wue: unknown };
  }
  const { pue, wue } = region;
  return {
    region,
    signal,
    pue: known(pue, `PUE ${pue.value} (${pue.basis}, ${pue.year})`),
    intensity: signal === "average" ? average(regionId, region.intensity) : marginal(regionId, region.marginal),
    wue: known(wue, `WUE ${wue.value} L/kWh (${wue.basis}, ${wue.year})`),
  };
}

function anyOverhead(regionId: string): Estimate<PowerUsageEffectiveness> {
  const all = regions().map(({ pue }) => pue);
  const [low, high] = [Math.min(...all.map((pue) => pue.low)), Math.max(...all.map((pue) => pue.high))];
  const [least, most] = [powerUsageEffectiveness(low), powerUsageEffectiveness(high)];
  return bounded(least, most, "PUE between those of all regions", `overhead of region "${regionId}"`);
}

function average(regionId: string, intensity: GridIntensity | undefined): Estimate<GramsPerKilowattHour> {
  if (intensity === undefined) return { kind: "unknown", missing: `grid intensity of ${regionId}` };
  const { zone, value, year } = intensity;
  return known(intensity, `grid of ${zone}: ${value} gCO2e/kWh in ${year}`);
}

function marginal(regionId: string, intensity: Region["marginal"]): Estimate<GramsPerKilowattHour> {
  if (intensity === undefined) return { kind: "unknown", missing: `marginal grid intensity of ${regionId}` };
  const { value, year } = intensity;
  return known(intensity, `marginal grid intensity ${value} gCO2e/kWh in ${year}`);
}
