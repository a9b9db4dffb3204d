import type { GridIntensity, Region } from "../catalog/region";
import { findRegion } from "../catalog/regions";
import type { Estimate } from "../units/estimate";
import { known } from "../units/join-estimates";
import type { GramsPerKilowattHour, PowerUsageEffectiveness } from "../units/quantities";

/** What a region adds to the computers in it. */
export interface Site {
  readonly region: Region | undefined;
  readonly pue: Estimate<PowerUsageEffectiveness>;
  readonly intensity: Estimate<GramsPerKilowattHour>;
}

/** The overhead and the grid of a region; both unknown where the catalogue lacks it. */
export function siteOf(regionId: string): Site {
  const region = findRegion(regionId);
  if (region === undefined) {
    const missing = `grid and overhead of region "${regionId}"`;
    return { region, pue: { kind: "unknown", missing }, intensity: { kind: "unknown", missing } };
  }
  const { pue, intensity } = region;
  return {
    region,
    pue: known(pue, `PUE ${pue.value} (${pue.basis}, ${pue.year})`),
    intensity: gridOf(regionId, intensity),
  };
}

function gridOf(regionId: string, intensity: GridIntensity | undefined): Estimate<GramsPerKilowattHour> {
  if (intensity === undefined) return { kind: "unknown", missing: `grid intensity of ${regionId}` };
  const { zone, value, year } = intensity;
  return known(intensity, `grid of ${zone}: ${value} gCO2e/kWh in ${year}`);
}
