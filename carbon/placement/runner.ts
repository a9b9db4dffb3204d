import type { Instance } from "../catalog/instance";
import type { Hours } from "../units/quantities";
import type { Range } from "../units/range";
import type { Contender } from "./contender";
import { sizeKeys } from "./judged-machines";
import { likelyPrice, likelyRates, likelyUnits, ratesOf, type LikelyRates } from "./likely-rates";
import { measuredFor } from "./measured-work";
import type { PlacedUse, PlacementRequest, PlacementWork } from "./placement-request";
import { unweighed, weighed, type LikelyFigures } from "./weighed";
import type { WorkClock } from "./work-clock";
import { workFootprint } from "./work-footprint";

type MachineUse = Exclude<PlacedUse, "serverless">;

/** A type on some machines, and what speaks against it. */
export interface Runner {
  readonly type: string;
  readonly family: string;
  readonly contender: Contender;
  /** Why it cannot be compared. */
  readonly because: string;
  /** By how much it misses the deadline, or what it is asked for. */
  readonly late: string | undefined;
}

/** What a type, on some machines, would take for one run of the work. */
export function runnerOf(
  use: MachineUse,
  { work: whole, signal }: PlacementRequest,
  { type, machine }: TypeOf,
  instanceCount: number,
  clock: WorkClock,
): Runner {
  const timed = clock.timeOn(type, machine, instanceCount);
  const load = clock.loadOn?.(type, instanceCount);
  const time = typeof timed === "string" || typeof load === "string" ? undefined : timed;
  const work = workOn(whole, type, instanceCount, load);
  const hours = clock.isStated ? time : undefined;
  return {
    type,
    family: machine?.family ?? type,
    contender: {
      instanceType: type,
      machine,
      instanceCount,
      rank: machine ? [-machine.launchYear, ...sizeKeys(machine), instanceCount] : [instanceCount],
      stated: clock.isStated,
      ...likelyFigures(use, work, machine, time, clock.isStated),
      footprintIn: (region) => workFootprint(use, work, { region, signal, instanceType: type, hours }),
    },
    because: typeof timed === "string" ? timed : "the catalogue holds no figures for its power",
    late: typeof load === "string" ? load : latenessOf(time, work),
  };
}

/** The work as some machines of a type do it: with what was measured of them, at the load that it makes. */
function workOn(
  whole: PlacementWork,
  type: string,
  instanceCount: number,
  load: ReturnType<NonNullable<WorkClock["loadOn"]>>,
): PlacementWork {
  const own = measuredFor(whole, type, instanceCount);
  return {
    ...modelled(whole),
    instanceCount,
    ...(own.length > 0 && { measured: own }),
    ...(typeof load === "object" && { utilisation: load }),
  };
}

function modelled({ measured: _, ...work }: PlacementWork): PlacementWork {
  return work;
}

/** A type, and what the catalogue holds of it. */
export interface TypeOf {
  readonly type: string;
  readonly machine: Instance | undefined;
}

function likelyFigures(
  use: MachineUse,
  work: PlacementWork,
  machine: Instance | undefined,
  time: Range<Hours> | undefined,
  isStated: boolean,
): LikelyFigures {
  if (machine === undefined || time === undefined) return unweighed;
  const units = likelyUnits(use, work, time);
  return {
    ...(work.measured === undefined
      ? weighed(likelyRates(use, work, machine), units)
      : weighed(measuredRates(use, work, machine, time), 1)),
    usdIn: (region) => {
      const price = isStated ? likelyPrice(use, machine, region) : undefined;
      return price === undefined ? undefined : price * units;
    },
  };
}

/** Of one run of measured work: its energy may be what was measured, and then no longer follows from its time. */
function measuredRates(
  use: MachineUse,
  work: PlacementWork,
  { type }: Instance,
  hours: Range<Hours>,
): LikelyRates | undefined {
  return ratesOf((region) => workFootprint(use, work, { region, signal: undefined, instanceType: type, hours }));
}

function latenessOf(time: Range<Hours> | undefined, { deadline, instanceCount }: PlacementWork): string | undefined {
  if (deadline === undefined || time === undefined || time.likely <= deadline) return undefined;
  const many = instanceCount === 1 ? "" : ` on ${instanceCount} machines`;
  return `it likely needs ${rounded(time.likely)} h${many}, the deadline is ${rounded(deadline)} h`;
}

function rounded(value: Hours): number {
  return Number(value.toPrecision(2));
}
