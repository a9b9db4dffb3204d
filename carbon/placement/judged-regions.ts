import { location, locations } from "../catalog/locations";
import { neoTarget } from "../catalog/neo-targets";
import type { Region } from "../catalog/region";
import { findRegion, regions } from "../catalog/regions";
import type { Rejected } from "./placement";
import type { GridSignal } from "../estimate/footprint";
import type { PlacementRequest, RegionFeature } from "./placement-request";

/** A region whose grid the catalogue knows by the signal of the request, so that it can be compared. */
export interface ComparableRegion extends Region {
  readonly grid: NonNullable<Region["intensity"] | Region["marginal"]>;
}

/** A region that could not be chosen. */
export interface RejectedRegion extends Rejected {
  readonly region: string;
}

/** Regions that could do the work, and those that could not. */
export interface JudgedRegions {
  readonly fitting: readonly ComparableRegion[];
  readonly rejected: readonly RejectedRegion[];
}

/** Judges the regions that the request leaves open, by id. Throws one sentence for a region that the catalogue lacks. */
export function judgeRegions(request: PlacementRequest): JudgedRegions {
  checkPlaces(request);
  const { signal = "average" } = request;
  const open = openRegions(request);
  const comparable = open.map((region) => withGrid(region, signal)).filter((region) => region !== undefined);
  const judged = comparable.map((region) => ({ region, because: faultOf(region, request) }));
  const faulty = judged.flatMap(({ region, because }) =>
    because === undefined ? [] : [{ region: region.id, because }],
  );
  const seen = new Set(comparable.map(({ id }) => id));
  const blind = open.filter(({ id }) => !seen.has(id));
  return {
    fitting: judged.filter(({ because }) => because === undefined).map(({ region }) => region),
    rejected: [...faulty, ...blind.map(({ id }) => ({ region: id, because: noGrid[signal] }))],
  };
}

/** Throws one sentence for a country, a group of countries or a latency group that no region of the catalogue is in. */
function checkPlaces({ residency, latencyGroups }: PlacementRequest): void {
  const codes = locations().flatMap(({ countryCode, residencyGroups }) => [countryCode, ...residencyGroups]);
  checkNames("residency", residency, [...codes, ...regions().map(({ country }) => country)]);
  checkNames(
    "latencyGroups",
    latencyGroups,
    locations().map(({ latencyGroup }) => latencyGroup),
  );
}

function checkNames(argument: string, named: readonly string[] = [], names: readonly string[]): void {
  const known = new Set(names);
  const strange = named.find((one) => !known.has(one));
  if (strange === undefined) return;
  throw new Error(`Unknown name "${strange}" in ${argument}. Known: ${[...known].toSorted().join(", ")}`);
}

const noGrid: Readonly<Record<GridSignal, string>> = {
  average: "the catalogue holds no grid intensity for it",
  marginal: "the catalogue holds no marginal grid intensity for it",
};

function withGrid(region: Region, signal: GridSignal): ComparableRegion | undefined {
  const grid = signal === "average" ? region.intensity : region.marginal;
  return grid && { ...region, grid };
}

/** The region; throws one sentence naming the argument when the catalogue lacks it. */
export function namedRegion(id: string, argument: string): Region {
  const found = findRegion(id);
  if (found === undefined) throw new Error(`Unknown region "${id}" in ${argument}: the catalogue holds no such region`);
  return found;
}

function openRegions({ region, allowedRegions, forbiddenRegions }: PlacementRequest): readonly Region[] {
  if (allowedRegions?.length === 0) throw new Error("Expected allowedRegions of at least one region, got none");
  const allowed = allowedRegions?.map((id) => namedRegion(id, "allowedRegions").id);
  const forbidden = new Set(forbiddenRegions?.map((id) => namedRegion(id, "forbiddenRegions").id));
  if (region === undefined) {
    return regions().filter((one) => (allowed?.includes(one.id) ?? one.partition === "aws") && !forbidden.has(one.id));
  }
  const own = namedRegion(region, "region");
  if (forbidden.has(own.id)) throw new Error(`Expected region that is none of forbiddenRegions, got "${region}"`);
  if (allowed === undefined || allowed.includes(own.id)) return [own];
  throw new Error(`Expected region among allowedRegions (${allowed.join(", ")}), got "${region}"`);
}

const featureNames: Readonly<Record<RegionFeature, string>> = {
  serverless: "serverless inference",
  neo: "SageMaker Neo",
  xgboost: "the XGBoost image",
  mlflowApp: "MLflow Apps",
  scaleToZero: "scaling an endpoint to zero machines",
};

function faultOf(region: Region, request: PlacementRequest): string | undefined {
  if (!region.features.sagemaker) return "SageMaker is not offered there";
  return locationFault(region, request) ?? featureFault(region, request);
}

function locationFault({ id, country }: Region, { residency, latencyGroups }: PlacementRequest): string | undefined {
  const { countryCode, residencyGroups, latencyGroup } = location(id);
  if (residency !== undefined) {
    const bounds = [country, countryCode, ...residencyGroups];
    if (!residency.some((one) => bounds.includes(one))) return `it is in ${country}, not in ${residency.join(" or ")}`;
  }
  if (latencyGroups === undefined || latencyGroups.includes(latencyGroup)) return undefined;
  return `it is not near ${latencyGroups.join(" or ")}`;
}

function featureFault(region: Region, { use, needs }: PlacementRequest): string | undefined {
  const features = new Set<RegionFeature>(needs?.feature);
  if (use === "serverless") features.add("serverless");
  if (needs?.neoTarget !== undefined) features.add("neo");
  const lacking = [...features].find((feature) => !region.features[feature]);
  if (lacking !== undefined) return `${featureNames[lacking]} is not offered there (${region.features.asOf})`;
  return neoFault(region, needs?.neoTarget);
}

function neoFault(region: Region, target: string | undefined): string | undefined {
  if (target === undefined) return undefined;
  const { onlyRegions } = neoTarget(target);
  if (onlyRegions.length === 0 || onlyRegions.includes(region.id)) return undefined;
  return `Neo compiles for ${target} in ${onlyRegions.join(", ")} alone`;
}
