import { onceEach } from "../catalog/once";
import type { GridIntensity, Region } from "../catalog/region";
import { findRegion } from "../catalog/regions";
import type { Estimate } from "../units/estimate";
import { known } from "../units/join-estimates";
import type { GramsPerKilowattHour, LitresPerKilowattHour, PowerUsageEffectiveness } from "../units/quantities";
import type { GridSignal } from "./footprint";

/** What a region adds to the computers in it. */
export interface Site {
  readonly region: Region | undefined;
  readonly signal: GridSignal;
  readonly pue: Estimate<PowerUsageEffectiveness>;
  readonly intensity: Estimate<GramsPerKilowattHour>;
  readonly wue: Estimate<LitresPerKilowattHour>;
}

/** The overhead, the grid and the water of a region; all unknown where the catalogue lacks it. */
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
    const unknown = { kind: "unknown", missing: `grid and overhead of region "${regionId}"` } as const;
    return { region, signal, pue: unknown, intensity: unknown, wue: unknown };
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
