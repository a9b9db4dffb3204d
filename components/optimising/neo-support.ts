import { findRegion } from "../../carbon";
import { findNeoTarget, neoTargets } from "../../carbon/catalog/neo-targets";
import type { ModelFramework } from "../trained-model";

/** Framework versions that Neo compiles for cloud targets (SageMaker Developer Guide, "neo-supported-cloud", 2026-08). */
const supported: Readonly<
  Partial<Record<ModelFramework, { readonly upTo: string } | { readonly only: readonly string[] }>>
> = {
  XGBOOST: { upTo: "1.3.3" },
  MXNET: { upTo: "1.8.0" },
  ONNX: { upTo: "1.7.0" },
  KERAS: { upTo: "2.2.4" },
  PYTORCH: { only: ["1.4", "1.5", "1.6", "1.7", "1.8", "1.12", "1.13", "2.0"] },
  TENSORFLOW: { only: ["1.15.3", "2.9"] },
};

/**
 * Checks that Neo compiles a framework's version for a target in a region.
 *
 * @throws Error with one sentence
 */
export function checkNeo(
  framework: { readonly name: ModelFramework; readonly version: string },
  target: string,
  region: string,
  allowUnlistedVersion: boolean,
): void {
  checkTarget(target, region);
  if (allowUnlistedVersion || isSupported(framework.name, framework.version)) return;
  throw new Error(
    `Cannot compile ${framework.name} ${framework.version} because SageMaker Neo lists ${listed(framework.name)}: ` +
      "train with a listed version, or set allowUnlistedVersion and try",
  );
}

/** The version as Neo wants to hear it: the listed one that it belongs to; nothing for frameworks that Neo asks no version of. */
export function versionForNeo({ name, version }: { readonly name: ModelFramework; readonly version: string }) {
  if (name === "MXNET") return version.split(".").slice(0, 2).join(".");
  const range = supported[name];
  if (range === undefined || !("only" in range)) return undefined;
  return range.only.find((one) => belongsTo(version, one)) ?? version;
}

/** Whether a framework's models can be compiled only with the shapes of their inputs. */
export function needsInputShapes(framework: ModelFramework): boolean {
  return framework !== "XGBOOST" && framework !== "SKLEARN";
}

function checkTarget(target: string, region: string): void {
  const known = findNeoTarget(target);
  if (known === undefined) {
    const targets = neoTargets().map((one) => one.target);
    throw new Error(`Unknown target "${target}" of SageMaker Neo. Known: ${targets.join(", ")}`);
  }
  if (findRegion(region)?.features.neo !== true) {
    throw new Error(`Cannot compile in ${region} because SageMaker Neo is not offered there`);
  }
  if (known.onlyRegions.length > 0 && !known.onlyRegions.includes(region)) {
    throw new Error(
      `Cannot compile for ${target} in ${region} because Neo does so in ${known.onlyRegions.join(", ")} alone`,
    );
  }
}

function isSupported(name: ModelFramework, version: string): boolean {
  const range = supported[name];
  if (range === undefined) return false;
  if ("upTo" in range) return compareVersions(version, range.upTo) <= 0;
  return range.only.some((one) => belongsTo(version, one));
}

function belongsTo(version: string, listedVersion: string): boolean {
  return version === listedVersion || version.startsWith(`${listedVersion}.`);
}

function listed(name: ModelFramework): string {
  const range = supported[name];
  if (range === undefined) return "no version of it";
  return "upTo" in range ? `${range.upTo} and earlier` : range.only.join(", ");
}

function compareVersions(left: string, right: string): number {
  const [a, b] = [left, right].map((version) => version.split(".").map(Number)) as [number[], number[]];
  for (let index = 0; index < Math.max(a.length, b.length); index++) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
