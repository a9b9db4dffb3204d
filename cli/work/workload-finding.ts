import { InputError } from "../input-error";
import type { Estimated } from "./finding";
import { refuseUnfitMeasurements } from "./fitting-measurements";
import type { Footprints } from "./footprints";
import {
  unitsInProportion,
  unitsOfBatch,
  unitsOfRequests,
  unitsOfTokens,
  type FunctionalUnit,
} from "./functional-units";
import { networkFindings } from "./network";
import type { Of, WorkloadEntry } from "./workload-kinds";
import { onMachines, type Described } from "./workload-machines";
import { emittedBy, ofService, type OfService } from "./workload-services";

/**
 * The figures of a piece of work; of data on its journey, one finding for each destination.
 * @public read on demand, which tools cannot see
 */
export function workloadFindings(entry: WorkloadEntry, footprints: Footprints): readonly Estimated[] {
  if (entry.kind === "transfer") return networkFindings(entry, entry.name, footprints);
  const { what, figures } = inBounds(entry.name, () =>
    isService(entry) ? ofService(entry, footprints) : onMachines(entry, footprints),
  );
  const units = unitsOf(entry, footprints);
  const finding: Estimated = {
    kind: "estimated",
    what,
    region: entry.region,
    per: "runsPerMonth" in entry ? "run" : "month",
    figures,
    runsPerMonth: "runsPerMonth" in entry ? entry.runsPerMonth : 1,
    ...(units.length === 0 ? {} : { units }),
  };
  if ("measured" in entry && entry.measured !== undefined) {
    refuseUnfitMeasurements(entry.name, entry.measured, finding);
  }
  return [finding];
}

const serviceKinds: ReadonlySet<WorkloadEntry["kind"]> = new Set<OfService["kind"]>([
  "serverless",
  "lambda",
  "storage",
  "dynamodb",
  "natGateway",
]);

function isService(entry: WorkloadEntry): entry is OfService {
  return serviceKinds.has(entry.kind);
}

function unitsOf(entry: Exclude<WorkloadEntry, Of<"transfer">>, footprints: Footprints): readonly FunctionalUnit[] {
  switch (entry.kind) {
    case "serverless":
    case "lambda":
      return unitsOfEnvironments(entry, footprints);
    case "endpoint":
    case "asynchronous":
    case "inferenceComponent":
      return unitsOfRequests(entry, entry.requestsPerMonth);
    case "transform":
      return unitsOfBatch(entry);
    case "training":
      return unitsOfTokens(entry);
    default:
      return [];
  }
}

/** Copies that are kept warm emit while nobody asks, so that requests share their month out. */
function unitsOfEnvironments(entry: Of<"serverless" | "lambda">, footprints: Footprints): readonly FunctionalUnit[] {
  const { memoryMib, requestsPerMonth, millisecondsPerRequest, provisionedConcurrency } = entry;
  const tokens = entry.kind === "serverless" ? entry : {};
  if (provisionedConcurrency !== undefined) return unitsOfRequests(tokens, requestsPerMonth);
  return unitsInProportion(tokens, requestsPerMonth, {
    memoryMib,
    millisecondsPerRequest,
    emit: (requests, each) => emittedBy(entry, requests, each, footprints),
  });
}

/** A copy that reserves more than a machine has, or more requests than machines can answer, is the author's mistake. */
function inBounds(name: string, make: () => Described): Described {
  try {
    return make();
  } catch (error) {
    if (error instanceof RangeError) throw new InputError(`Cannot use "${name}" because of ${lowered(error.message)}`);
    throw error;
  }
}

function lowered(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
