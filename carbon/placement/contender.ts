import type { Instance } from "../catalog/instance";
import { findInstance, instance } from "../catalog/instances";
import type { OrderKeys } from "../catalog/order";
import type { Footprint } from "../estimate/footprint";
import type { Estimate } from "../units/estimate";
import { hours, type Hours } from "../units/quantities";
import { exactly, type Spread } from "../units/range";
import { hoursPerReferenceHour, scaledHours } from "./equal-work";
import { judgeMachines, needsFault, sizeKeys, type RejectedMachine } from "./judged-machines";
import type { ComparableRegion } from "./judged-regions";
import type { PlacedUse, PlacementRequest } from "./placement";
import { serverlessFootprint, workFootprint } from "./work-footprint";

/** Something that the work could run on, wherever it is. */
export interface Contender {
  /** Undefined for serverless. */
  readonly instanceType: string | undefined;
  /** Undefined for serverless and for a type that the catalogue lacks. */
  readonly machine: Instance | undefined;
  /** Newest generation first, then the smallest. */
  readonly rank: OrderKeys;
  /** Whether likely emissions can be told; else only grids are compared. */
  readonly weighable: boolean;
  /** Likely grams of one run in a region. */
  readonly gramsIn: (region: ComparableRegion) => number;
  /** Footprint of one run in a region, its time as stated or unknown. */
  readonly footprintIn: (regionId: string) => Footprint;
}

/** What the request leaves open to run on. */
export interface Field {
  readonly contenders: readonly Contender[];
  readonly rejected: readonly RejectedMachine[];
  /** The type that the stated time is for; undefined where no machine is chosen. */
  readonly reference: Instance | undefined;
}

type MachineUse = Exclude<PlacedUse, "serverless">;

/** Everything that could do the work. `anyRegion` may be any region: emissions are moved from it to the others. */
export function fieldOf(request: PlacementRequest, anyRegion: ComparableRegion): Field {
  const { use, instanceType, work } = request;
  if (use === "serverless") {
    const footprint = (region: string): Footprint => serverlessFootprint(work, region);
    const one = { instanceType: undefined, machine: undefined, footprint, assumed: footprint };
    return { contenders: [contender(one, anyRegion)], rejected: [], reference: undefined };
  }
  const stated = work.referenceInstanceType === undefined ? undefined : instance(work.referenceInstanceType);
  if (instanceType === undefined) return openField(use, request, stated, anyRegion);
  const machine = findInstance(instanceType);
  const fault = machine && needsFault(machine, request.needs ?? {});
  if (fault !== undefined) {
    throw new Error(`Expected instanceType that meets the needs, got "${instanceType}": ${fault}`);
  }
  const reference = stated ?? machine;
  const owners = runner(use, request, machine ?? instanceType, reference);
  return { contenders: [contender(owners, anyRegion)], rejected: [], reference };
}

function openField(
  use: MachineUse,
  request: PlacementRequest,
  stated: Instance | undefined,
  anyRegion: ComparableRegion,
): Field {
  const { fitting, rejected } = judgeMachines(use, request.needs ?? {});
  const reference = stated ?? fitting[0];
  const all = fitting.map((machine) => contender(runner(use, request, machine, reference), anyRegion));
  const incomparable = all
    .filter(({ weighable }) => !weighable)
    .map(({ instanceType }) => instanceType)
    .filter((type) => type !== undefined);
  return {
    contenders: all.filter(({ weighable }) => weighable),
    rejected: [
      ...incomparable.map((instanceType) => ({
        instanceType,
        because: "its figures, or its speed against the reference type, are unknown",
      })),
      ...rejected,
    ],
    reference,
  };
}

interface Runner {
  readonly instanceType: string | undefined;
  readonly machine: Instance | undefined;
  readonly footprint: (region: string) => Footprint;
  /** The footprint that is compared: of one hour where nobody knows the time. */
  readonly assumed: (region: string) => Footprint;
}

function runner(
  use: MachineUse,
  { work }: PlacementRequest,
  on: Instance | string,
  reference: Instance | undefined,
): Runner {
  const machine = typeof on === "string" ? undefined : on;
  const instanceType = typeof on === "string" ? on : on.type;
  const factor = reference === undefined ? 1 : machine && hoursPerReferenceHour(machine, reference);
  const at = (region: string, time: Spread<Hours> | undefined): Footprint => {
    const known = time === undefined || factor === undefined ? undefined : scaledHours(time, factor);
    return workFootprint(use, work, { region, instanceType, hours: known });
  };
  return {
    instanceType,
    machine,
    footprint: (region) => at(region, work.hours),
    assumed: (region) => at(region, factor === undefined ? undefined : (work.hours ?? exactly(hours(1)))),
  };
}

function contender({ instanceType, machine, footprint, assumed }: Runner, anyRegion: ComparableRegion): Contender {
  const gramsIn = likelyGrams(assumed(anyRegion.id), anyRegion);
  return {
    instanceType,
    machine,
    rank: machine === undefined ? [] : [-machine.launchYear, ...sizeKeys(machine)],
    weighable: gramsIn !== undefined,
    gramsIn: gramsIn ?? gridAlone,
    footprintIn: footprint,
  };
}

/** Moves a footprint of one region to any other: its energy by overhead and grid, its embodied part as it is. */
function likelyGrams(
  footprint: Footprint,
  there: ComparableRegion,
): ((region: ComparableRegion) => number) | undefined {
  const [energy, embodied] = [representative(footprint.energy), representative(footprint.embodied)];
  if (energy === undefined || embodied === undefined) return undefined;
  const computers = energy / there.pue.value;
  return (region) => computers * gridAlone(region) + embodied;
}

function representative(estimate: Estimate<number>): number | undefined {
  if (estimate.kind === "unknown") return undefined;
  return estimate.kind === "known" ? estimate.likely : estimate.high;
}

/** Grams per kilowatt-hour of the computers: the grid with the building's overhead. */
function gridAlone({ intensity, pue }: ComparableRegion): number {
  return intensity.value * pue.value;
}
