import { findNeoTarget, neoTargets } from "../catalog/neo-targets";
import type { Region } from "../catalog/region";
import { findRegion, regions } from "../catalog/regions";
import type { PlacementRequest, RegionFeature, Rejected } from "./placement";

/** Regions that could do the work, and those that could not. */
export interface JudgedRegions {
  readonly fitting: readonly Region[];
  readonly rejected: readonly Rejected[];
}

/** Judges the regions that the request leaves open, by id. Throws one sentence for a region that the catalogue lacks. */
export function judgeRegions(request: PlacementRequest): JudgedRegions {
  const judged = openRegions(request).map((region) => ({ region, because: faultOf(region, request) }));
  return {
    fitting: judged.filter(({ because }) => because === undefined).map(({ region }) => region),
    rejected: judged.flatMap(({ region, because }) => (because === undefined ? [] : [{ region: region.id, because }])),
  };
}

/** The region; throws one sentence naming the argument when the catalogue lacks it. */
export function namedRegion(id: string, argument: string): Region {
  const found = findRegion(id);
  if (found === undefined) throw new Error(`Unknown region "${id}" in ${argument}: the catalogue holds no such region`);
  return found;
}

function openRegions({ region, allowedRegions }: PlacementRequest): readonly Region[] {
  if (allowedRegions?.length === 0) throw new Error("Expected allowedRegions of at least one region, got none");
  const allowed = allowedRegions?.map((id) => namedRegion(id, "allowedRegions").id);
  if (region !== undefined) {
    const own = namedRegion(region, "region");
    if (allowed === undefined || allowed.includes(own.id)) return [own];
    throw new Error(`Expected region among allowedRegions (${allowed.join(", ")}), got "${region}"`);
  }
  return regions().filter((one) => allowed?.includes(one.id) ?? one.partition === "aws");
}

const featureNames: Readonly<Record<RegionFeature, string>> = {
  serverless: "serverless inference",
  neo: "SageMaker Neo",
  xgboost: "the XGBoost image",
  mlflowApp: "MLflow Apps",
};

function faultOf(region: Region, { use, needs }: PlacementRequest): string | undefined {
  if (!region.features.sagemaker) return "SageMaker is not offered there";
  const features = new Set<RegionFeature>(needs?.feature);
  if (use === "serverless") features.add("serverless");
  if (needs?.neoTarget !== undefined) features.add("neo");
  const lacking = [...features].find((feature) => !region.features[feature]);
  if (lacking !== undefined) return `${featureNames[lacking]} is not offered there (${region.features.asOf})`;
  if (region.intensity === undefined) return "the catalogue holds no grid intensity for it";
  return neoFault(region, needs?.neoTarget);
}

function neoFault(region: Region, target: string | undefined): string | undefined {
  if (target === undefined) return undefined;
  const found = findNeoTarget(target);
  if (found === undefined) {
    const names = neoTargets().map((one) => one.target);
    throw new Error(`Unknown neoTarget "${target}". Known: ${names.join(", ")}`);
  }
  if (found.onlyRegions.length === 0 || found.onlyRegions.includes(region.id)) return undefined;
  return `Neo compiles for ${target} in ${found.onlyRegions.join(", ")} alone`;
}
