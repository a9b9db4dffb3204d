import { endpointMonthFootprint } from "../estimate/endpoint-month-footprint";
import type { Footprint, GridSignal } from "../estimate/footprint";
import { processingFootprint } from "../estimate/processing-footprint";
import { serverlessMonthFootprint } from "../estimate/serverless-month-footprint";
import { trainingFootprint } from "../estimate/training-footprint";
import { transformFootprint } from "../estimate/transform-footprint";
import { tuningFootprint } from "../estimate/tuning-footprint";
import type { MachineUsage, RunUsage } from "../estimate/usage";
import type { Hours } from "../units/quantities";
import type { Range } from "../units/range";
import type { PlacedUse, PlacementWork } from "./placement-request";

/** A machine at a place, and how long one run (one trial) takes on it. */
export interface WorkPlace {
  readonly region: string;
  readonly signal: GridSignal | undefined;
  readonly instanceType: string;
  readonly hours: Range<Hours> | undefined;
}

/** Footprint of one run of the work at a place. */
export function workFootprint(use: Exclude<PlacedUse, "serverless">, work: PlacementWork, at: WorkPlace): Footprint {
  const machines = machinesOf(work, at);
  const caps = work.maxHours === undefined ? {} : { maxHours: work.maxHours };
  const run: RunUsage = { ...machines, ...caps, hours: at.hours };
  switch (use) {
    case "endpoint":
      return endpointMonthFootprint(machines);
    case "tuning":
      return tuningFootprint({
        ...machines,
        trials: work.trials ?? 1,
        hoursPerTrial: at.hours,
        ...(work.maxHours === undefined ? {} : { maxHoursPerTrial: work.maxHours }),
      });
    case "training":
      return trainingFootprint(run);
    case "transform":
      return transformFootprint(run);
    case "processing":
      return processingFootprint(run);
  }
}

/** Footprint of a month of serverless inference in a region. */
export function serverlessFootprint(work: PlacementWork, region: string, signal: GridSignal | undefined): Footprint {
  if (work.serverless === undefined) throw new Error('Expected work.serverless for the use "serverless", got none');
  return serverlessMonthFootprint({ ...work.serverless, region, ...(signal && { signal }) });
}

function machinesOf(work: PlacementWork, at: WorkPlace): MachineUsage {
  return {
    region: at.region,
    ...(at.signal && { signal: at.signal }),
    instanceType: at.instanceType,
    ...(work.instanceCount === undefined ? {} : { instanceCount: work.instanceCount }),
    ...(work.utilisation === undefined ? {} : { utilisation: work.utilisation }),
    ...(work.measured === undefined ? {} : { measured: work.measured }),
  };
}
