import type { Instance } from "../catalog/instance";
import { findInstance, instance } from "../catalog/instances";
import type { Region } from "../catalog/region";
import type { Footprint } from "../estimate/footprint";
import type { Estimate } from "../units/estimate";
import { hours } from "../units/quantities";
import { exactly, spread } from "../units/range";
import { hoursPerReferenceHour, scaledHours } from "./equal-work";
import { judgeMachines, needsFault } from "./judged-machines";
import type { PlacedUse, PlacementRequest, Rejected } from "./placement";
import { serverlessFootprint, workFootprint } from "./work-footprint";

/** Something that the work could run on, wherever it is. */
export interface Contender {
  /** Undefined for serverless. */
  readonly instanceType: string | undefined;
  /** Undefined for serverless and for a type that the catalogue lacks. */
  readonly machine: Instance | undefined;
  /** Whether likely emissions can be told; else only grids are compared. */
  readonly weighable: boolean;
  /** Likely grams of one run in a region. */
  readonly gramsIn: (region: Region) => number;
  /** Footprint of one run in a region, its time as stated or unknown. */
  readonly footprintIn: (regionId: string) => Footprint;
}

/** What the request leaves open to run on. */
export interface Field {
  readonly contenders: readonly Contender[];
  readonly rejected: readonly Rejected[];
  /** The type that the stated time is for; undefined where no machine is chosen. */
  readonly reference: Instance | undefined;
}

/** Everything that could do the work. `anyRegion` is a region with a known grid; which one does not matter. */
export function fieldOf(request: PlacementRequest, anyRegion: Region): Field {
  const { use, instanceType, work } = request;
  if (use === "serverless") {
    return { contenders: [serverlessContender(request, anyRegion)], rejected: [], reference: undefined };
  }
  const named = work.referenceInstanceType;
  const stated = named === undefined ? undefined : instance(named);
  if (instanceType !== undefined) return ownersField(use, request, instanceType, stated, anyRegion);
  const { fitting, rejected } = judgeMachines(use, request.needs ?? {});
  const reference = stated ?? fitting[0];
  const judged = fitting.map((machine) => ({
    machine,
    contender: reference && machineContender(use, request, machine, reference, anyRegion),
  }));
  return {
    contenders: judged.map(({ contender }) => contender).filter((one) => one !== undefined),
    rejected: [
      ...rejected,
      ...judged
        .filter(({ contender }) => contender === undefined)
        .map(({ machine }) => ({ instanceType: machine.type, because: "its emissions or its speed are unknown" })),
    ],
    reference,
  };
}

function ownersField(
  use: Exclude<PlacedUse, "serverless">,
  request: PlacementRequest,
  instanceType: string,
  stated: Instance | undefined,
  anyRegion: Region,
): Field {
  const machine = findInstance(instanceType);
  const fault = machine === undefined ? undefined : needsFault(machine, request.needs ?? {});
  if (fault !== undefined) {
    throw new Error(`Expected instanceType that meets the needs, got "${instanceType}": ${fault}`);
  }
  const reference = stated ?? machine;
  const known =
    machine === undefined || reference === undefined
      ? undefined
      : machineContender(use, request, machine, reference, anyRegion);
  const type = machine?.type ?? instanceType;
  return { contenders: [known ?? blindContender(use, request, type)], rejected: [], reference };
}

function machineContender(
  use: Exclude<PlacedUse, "serverless">,
  request: PlacementRequest,
  machine: Instance,
  reference: Instance,
  anyRegion: Region,
): Contender | undefined {
  const { work } = request;
  const factor = hoursPerReferenceHour(machine, reference);
  if (factor === undefined) return undefined;
  const footprint = (region: string, time = work.hours): Footprint =>
    workFootprint(use, work, {
      region,
      instanceType: machine.type,
      hours: time === undefined ? undefined : scaledHours(time, factor),
    });
  const gramsIn = likelyGrams(footprint(anyRegion.id, work.hours ?? exactly(hours(1))), anyRegion);
  if (gramsIn === undefined) return undefined;
  return {
    instanceType: machine.type,
    machine,
    weighable: true,
    gramsIn,
    footprintIn: (region) => footprint(region),
  };
}

function serverlessContender({ work }: PlacementRequest, anyRegion: Region): Contender {
  const gramsIn = likelyGrams(serverlessFootprint(work, anyRegion.id), anyRegion);
  return {
    instanceType: undefined,
    machine: undefined,
    weighable: true,
    gramsIn: gramsIn ?? gridAlone,
    footprintIn: (region) => serverlessFootprint(work, region),
  };
}

function blindContender(
  use: Exclude<PlacedUse, "serverless">,
  { work }: PlacementRequest,
  instanceType: string,
): Contender {
  const ownHours =
    work.hours === undefined || work.referenceInstanceType !== undefined ? undefined : spread(work.hours);
  return {
    instanceType,
    machine: findInstance(instanceType),
    weighable: false,
    gramsIn: gridAlone,
    footprintIn: (region) => workFootprint(use, work, { region, instanceType, hours: ownHours }),
  };
}

/** Moves a footprint of one region to any other: its energy by overhead and grid, its embodied part as it is. */
function likelyGrams(footprint: Footprint, there: Region): ((region: Region) => number) | undefined {
  const energy = representative(footprint.energy);
  const embodied = representative(footprint.embodied);
  if (energy === undefined || embodied === undefined) return undefined;
  const computers = energy / there.pue.value;
  return (region) => computers * gridAlone(region) + embodied;
}

function representative(estimate: Estimate<number>): number | undefined {
  if (estimate.kind === "unknown") return undefined;
  return estimate.kind === "known" ? estimate.likely : estimate.high;
}

/** Grams per kilowatt-hour of the computers: the grid with the building's overhead. */
function gridAlone({ intensity, pue }: Region): number {
  return (intensity?.value ?? Infinity) * pue.value;
}
