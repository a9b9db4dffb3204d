import {
  formatEmissions,
  gigabytes,
  hours,
  place,
  range,
  tuningFootprint,
  type Footprint,
  type Pin,
  type Placement,
  type PlacementNeeds,
  type PlacementRequest,
  type Range,
} from "../../carbon";
import { hoursOf } from "../guess";
import { placementNeeds } from "../placement-needs";
import { imageRegion } from "../trained-model";
import { isBound } from "../regional";
import type { Goal } from "./builtin";
import { checkSearch, goalOf, staticHyperParameters } from "./search-plan";
import type { PlannedTraining } from "./tuned-training-args";

/** What a tuned training comes to, decided before anything is created. */
export interface TuningPlan {
  readonly placement: Placement;
  readonly footprint: Footprint;
  readonly instanceType: string;
  readonly goal: Goal;
  readonly staticHyperParameters: Readonly<Record<string, string>>;
  readonly spot: boolean;
  readonly keepsCheckpoints: boolean;
}

/**
 * Decides where and how a tuned training runs; `pin` is the place that was chosen before and stays.
 *
 * @throws Error with one sentence on what does not fit together
 */
export function planTuning(args: PlannedTraining, pin?: Pin): TuningPlan {
  checkSearch(args);
  const goal = goalOf(args);
  const keepsCheckpoints = "image" in args.algorithm && args.algorithm.checkpointsPerTrial;
  const spot = spotOf(args, keepsCheckpoints);
  const placement = placementOf(args, pin);
  if (placement.instanceType === undefined) throw new Error("Expected a placement of tuning to name an instance type");
  return {
    placement,
    footprint: footprintOf(args, placement.region, placement.instanceType),
    instanceType: placement.instanceType,
    goal,
    staticHyperParameters: staticHyperParameters(args),
    spot,
    keepsCheckpoints,
  };
}

/** An interrupted trial starts anew unless it keeps checkpoints: past an hour, spare capacity may cost more than it spares. */
function spotOf({ spot, trials }: PlannedTraining, keepsCheckpoints: boolean): boolean {
  const resumable = keepsCheckpoints || trials.maxHours <= 1;
  if (spot === true && !resumable) {
    throw new Error(
      `Cannot use spot capacity for trials of up to ${trials.maxHours} hours because an interrupted one would start anew: ` +
        "set trials.maxHours to at most 1, keep checkpoints per trial (algorithm.checkpointsPerTrial), or set spot to false",
    );
  }
  return spot ?? resumable;
}

function placementOf(args: PlannedTraining, pin: Pin | undefined): Placement {
  const home = homeOf(args);
  const request = requestOf(args);
  if (home === undefined || args.region !== undefined) return place(request, { pin });
  const placement = place({ ...request, allowedRegions: [home.region] }, { pin });
  const free = place(request);
  const hint =
    free.region === home.region
      ? `The work stays in ${home.region}, where ${home.because}; no allowed region would emit less.`
      : `The work stays in ${home.region}, where ${home.because}: in ${free.region} it would emit ${formatEmissions(free.emissions)}; ` +
        "give data addresses and image as functions of the region to let it move.";
  return { ...placement, reasons: [...placement.reasons, hint] };
}

/** The region that fixed addresses or a fixed image bind the work to. */
function homeOf(args: PlannedTraining): { readonly region: string; readonly because: string } | undefined {
  const home = imageHome(args) ?? dataHome(args);
  if (home === undefined) return undefined;
  const { region, allowedRegions } = args;
  if (region !== undefined && region !== home.region) {
    throw new Error(
      `Cannot train in ${region} because ${home.because} in ${home.region}, and SageMaker reads from its own region alone`,
    );
  }
  if (allowedRegions !== undefined && !allowedRegions.includes(home.region)) {
    throw new Error(
      `Cannot train in ${allowedRegions.join(", ")} because ${home.because} in ${home.region}, and SageMaker reads from its own region alone: ` +
        "give data addresses and image as functions of the region, or allow that region",
    );
  }
  return home;
}

function imageHome({ algorithm }: PlannedTraining) {
  if (!("image" in algorithm) || typeof algorithm.image !== "string") return undefined;
  const region = imageRegion(algorithm.image);
  return region === undefined ? undefined : { region, because: "the image is" };
}

function dataHome(args: PlannedTraining) {
  const { data } = args;
  const bound = isBound(data.train) || isBound(data.validation);
  if (bound && data.region !== undefined) return { region: data.region, because: "the data is" };
  checkRegionSaid(args, bound);
  return undefined;
}

function checkRegionSaid({ algorithm, region, allowedRegions }: PlannedTraining, boundData: boolean): void {
  const bound = boundData || ("image" in algorithm && isBound(algorithm.image));
  if (!bound || region !== undefined || allowedRegions?.length === 1) return;
  const what = boundData ? "data.region" : "region";
  throw new Error(
    `Expected ${what}, because fixed addresses are of one region and SageMaker reads from its own region alone`,
  );
}

function requestOf(args: PlannedTraining): PlacementRequest {
  const { allowedRegions, region, instanceType, instanceCount, expectedHoursPerTrial, trials, data } = args;
  return {
    use: "tuning",
    ...(allowedRegions && { allowedRegions }),
    ...(region !== undefined && { region }),
    ...(instanceType !== undefined && { instanceType }),
    needs: needsOf(args),
    work: {
      ...(expectedHoursPerTrial !== undefined && { hours: hoursOf(expectedHoursPerTrial) }),
      maxHours: hours(trials.maxHours),
      trials: trialsOf(args),
      instanceCount,
    },
    ...(data.region !== undefined &&
      data.gigabytes !== undefined && { data: { gigabytes: gigabytes(data.gigabytes), region: data.region } }),
  };
}

function needsOf({ needs, algorithm, data }: PlannedTraining): PlacementNeeds {
  if (!("builtin" in algorithm)) return placementNeeds({ ...needs });
  // XGBoost holds all data in memory, beside what it computes from it; twice the size on disk is our working figure.
  const inMemory = data.gigabytes === undefined ? undefined : data.gigabytes * 2;
  return { ...placementNeeds({ ...needs, memoryGib: needs?.memoryGib ?? inMemory }), feature: ["xgboost"] };
}

/** Trials that may run: all of them, or fewer when a criterion ends the search; nobody knows by how many fewer. */
function trialsOf(args: PlannedTraining): Range {
  const most = args.strategy === "Grid" ? gridSize(args) : args.trials.max;
  if (args.strategy === "Grid") return range(most, most, most);
  const fewest = args.objective.target === undefined ? Math.min(most, args.trials.notImproving + 1) : 1;
  return range(fewest, most, most);
}

function gridSize({ search }: PlannedTraining): number {
  return Object.values(search).reduce((size, one) => size * (one.kind === "categorical" ? one.values.length : 1), 1);
}

function footprintOf(args: PlannedTraining, region: string, instanceType: string): Footprint {
  const { instanceCount, expectedHoursPerTrial, trials, maxRuntimeHours } = args;
  return tuningFootprint({
    region,
    instanceType,
    instanceCount,
    trials: trialsOf(args),
    hoursPerTrial: expectedHoursPerTrial === undefined ? undefined : hoursOf(expectedHoursPerTrial),
    maxHoursPerTrial: hours(trials.maxHours),
    // The cap is on wall-clock time, in which `parallel` trials run beside each other.
    maxHours: hours(maxRuntimeHours * trials.parallel),
  });
}
