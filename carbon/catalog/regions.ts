import {
  gramsPerKilowattHour,
  litresPerKilowattHour,
  powerUsageEffectiveness,
  type GramsPerKilowattHour,
} from "../units/quantities";
import { range } from "../units/range";
import { bare, quantity, text, yesOrNo } from "./cells";
import { coefficient } from "./coefficients";
import { findCountryIntensity } from "./country-intensity";
import { findGrid, type GridRow } from "./grid-intensity";
import { findImageRegistry, type ImageRegistry } from "./image-registries";
import { findMarginal, type MarginalRow } from "./marginal-intensity";
import { inOrder } from "./order";
import type { GridIntensity, MarginalIntensity, Region, RegionFeatures, RegionPue, RegionWue } from "./region";
import { findRegionFeatures, type RegionFeatureRow } from "./region-features";
import { once } from "./once";
import { table } from "./table";

const rows = table(
  "regions.csv",
  {
    region: text,
    name: text,
    place: text,
    country: text,
    partition: text,
    launch_year: quantity(bare),
    pue: quantity(powerUsageEffectiveness),
    pue_year: quantity(bare),
    pue_basis: text,
    wue_l_kwh: quantity(litresPerKilowattHour),
    wue_year: quantity(bare),
    wue_basis: text,
    market_matched_in_grid: yesOrNo,
    source: text,
  },
  (row): Region => ({
    id: row.region,
    name: row.name,
    place: row.place,
    country: row.country,
    partition: row.partition,
    intensity: gridIntensity(findGrid(row.region), findCountryIntensity(row.region)),
    marginal: marginalIntensity(findMarginal(row.region)),
    matchedInGrid: row.market_matched_in_grid,
    pue: regionPue(row.pue, row.pue_year, row.pue_basis),
    wue: regionWue(row.wue_l_kwh, row.wue_year, row.wue_basis),
    launchYear: row.launch_year,
    features: regionFeatures(findRegionFeatures(row.region), findImageRegistry(row.region)),
    source: row.source,
  }),
);

const sorted = once(() => rows().toSorted(inOrder((one) => [one.id])));
const byId = once(() => new Map(sorted().map((one) => [one.id, one])));

/** Every region of the catalogue, by id. */
export function regions(): readonly Region[] {
  return sorted();
}

/** The region, or undefined when the catalogue lacks it. */
export function findRegion(id: string): Region | undefined {
  return byId().get(id);
}

/** The region; throws one sentence when the catalogue lacks it. */
export function region(id: string): Region {
  const found = findRegion(id);
  if (found === undefined) throw new Error(`Unknown region "${id}". Known: ${[...byId().keys()].join(", ")}`);
  return found;
}

/**
 * A grid's intensity with its range: the yearly averages of three years, a second plausible zone, and a second source where
 * the zone is the whole country; never narrower than the floor in the coefficients table.
 */
export function gridIntensity(
  grid: GridRow | undefined,
  country: GramsPerKilowattHour | undefined,
): GridIntensity | undefined {
  if (grid?.g_kwh === undefined) return undefined;
  const value = grid.g_kwh;
  const floor = coefficient("grid", "floor");
  const wholeCountry = !grid.zone.includes("-");
  const seen = [grid.g_kwh_2024, grid.g_kwh_2023, grid.alternative_g_kwh, wholeCountry ? country : undefined]
    .filter((one) => one !== undefined)
    .concat(gramsPerKilowattHour(value * floor.low), gramsPerKilowattHour(value * floor.high));
  return {
    ...range(gramsPerKilowattHour(Math.min(...seen)), value, gramsPerKilowattHour(Math.max(...seen))),
    value,
    year: grid.year,
    basis: grid.basis,
    zone: grid.zone,
    source: grid.source,
  };
}

function regionPue(value: RegionPue["value"], year: number, basis: string): RegionPue {
  const around = coefficient("pue", basis === "aws-published" ? basis : "average");
  const low = powerUsageEffectiveness(Math.max(1, value + around.low));
  return { ...range(low, value, powerUsageEffectiveness(value + around.high)), value, year, basis };
}

function regionWue(value: RegionWue["value"], year: number, basis: string): RegionWue {
  const around = coefficient("wue", basis === "aws-published" ? basis : "average");
  const [low, high] = [litresPerKilowattHour(value * around.low), litresPerKilowattHour(value * around.high)];
  return { ...range(low, value, high), value, year, basis };
}

/** A grid's marginal intensity with its range; undefined where nobody has published it. */
function marginalIntensity(row: MarginalRow | undefined): MarginalIntensity | undefined {
  if (row?.g_kwh === undefined) return undefined;
  const { g_kwh: value, year, source } = row;
  const around = coefficient("grid", "marginal");
  const [low, high] = [gramsPerKilowattHour(value * around.low), gramsPerKilowattHour(value * around.high)];
  return { ...range(low, value, high), value, year, source };
}

/** What a region offers; nothing where no row says that it does. */
export function regionFeatures(row: RegionFeatureRow | undefined, registry: ImageRegistry | undefined): RegionFeatures {
  const images = { neo: registry?.neo !== undefined, xgboost: registry?.xgboost !== undefined };
  if (row === undefined) {
    const nothing = { sagemaker: false, serverless: false, mlflowApp: false, scaleToZero: false };
    return { ...nothing, ...images, scaleToZeroBasis: "no row", acceleratorFamilies: new Set(), asOf: "never" };
  }
  return {
    ...images,
    sagemaker: row.sagemaker,
    serverless: row.serverless,
    mlflowApp: row.mlflow_app,
    scaleToZero: row.scale_to_zero,
    scaleToZeroBasis: row.scale_to_zero_basis,
    acceleratorFamilies: new Set(row.accelerator_families),
    asOf: row.as_of,
  };
}
