import type { Instance } from "../catalog/instance";
import { findInstance, instance } from "../catalog/instances";
import { inOrder, type OrderKeys } from "../catalog/order";
import type { Region } from "../catalog/region";
import type { Footprint } from "../estimate/footprint";
import type { Hours } from "../units/quantities";
import type { Range } from "../units/range";
import { judgeMachines, needsFault, sizeKeys, type RejectedMachine } from "./judged-machines";
import type { ComparableRegion } from "./judged-regions";
import {
  anyRegion,
  knownLikely,
  likelyPrice,
  likelyRates,
  likelyUnits,
  ratesOf,
  type LikelyRates,
} from "./likely-rates";
import type { Evidence } from "./placement";
import type { PlacedUse, PlacementRequest, PlacementWork } from "./placement-request";
import { clockOf, type WorkClock } from "./work-clock";
import { serverlessFootprint, workFootprint } from "./work-footprint";

/** Something that the work could run on, wherever it is. */
export interface Contender {
  /** Undefined for serverless. */
  readonly instanceType: string | undefined;
  /** Undefined for serverless and for a type that the catalogue lacks. */
  readonly machine: Instance | undefined;
  /** Machines at work at the same time; undefined for serverless. */
  readonly instanceCount: number | undefined;
  /** Newest generation first, then the smallest, then the fewest. */
  readonly rank: OrderKeys;
  /** Whether likely emissions can be told; else only grids are compared. */
  readonly weighable: boolean;
  /** Whether the figures are of the whole work; else an hour of it, or the most it can be, stands in for what nobody stated. */
  readonly stated: boolean;
  /** Likely grams of one run in a region. */
  readonly gramsIn: (region: ComparableRegion) => number;
  /** Likely price of one run in a region; undefined where the price or the amount of work is unknown. */
  readonly usdIn: (region: Region) => number | undefined;
  /** Footprint of one run in a region, its time as stated or unknown. */
  readonly footprintIn: (regionId: string) => Footprint;
}

/** What the request leaves open to run on. */
export interface Field {
  readonly contenders: readonly Contender[];
  readonly rejected: readonly RejectedMachine[];
  /** The type that the stated time is for; undefined where no machine is chosen. */
  readonly reference: Instance | undefined;
  readonly evidence: Evidence;
}

type MachineUse = Exclude<PlacedUse, "serverless">;

/** Everything that could do the work, newest generation first, then the smallest, then the fewest machines. */
export function fieldOf(request: PlacementRequest): Field {
  const { use, instanceType, work } = request;
  if (use === "serverless") return serverlessField(request);
  const stated = work.referenceInstanceType === undefined ? undefined : instance(work.referenceInstanceType);
  if (instanceType === undefined) return openField(use, request, stated);
  const machine = findInstance(instanceType);
  const fault = machine && needsFault(machine, request.needs ?? {});
  if (fault !== undefined) {
    throw new Error(`Expected instanceType that meets the needs, got "${instanceType}": ${fault}`);
  }
  const reference = stated ?? machine;
  const clock = clockOf(request, reference, false);
  const runners = countsOf(use, request).map((many) =>
    runnerOf(use, request, { type: machine?.type ?? instanceType, machine }, many, clock),
  );
  const fit = runners.filter(({ late }) => late === undefined);
  const evidence = clock.evidence;
  if (fit.length > 0) return { contenders: fit.map(({ contender }) => contender), rejected: [], reference, evidence };
  throw new Error(
    `Expected work.deadline that "${instanceType}" can keep: ${runners.map(({ late }) => late).join("; ")}`,
  );
}

function serverlessField({ work, signal }: PlacementRequest): Field {
  const footprintIn = (region: string): Footprint => serverlessFootprint(work, region, signal);
  const none = { instanceType: undefined, machine: undefined, instanceCount: undefined, rank: [] };
  const stated = footprintIn(anyRegion).energy.kind === "known";
  const usdIn = ({ id }: Region): number | undefined => knownLikely(footprintIn(id).cost);
  return {
    contenders: [{ ...none, stated, usdIn, ...weighed(ratesOf(footprintIn), 1), footprintIn }],
    rejected: [],
    reference: undefined,
    evidence: { kind: "none", basis: "serverless inference leaves no type to choose" },
  };
}

function openField(use: MachineUse, request: PlacementRequest, stated: Instance | undefined): Field {
  const { fitting, rejected } = judgeMachines(use, request);
  const benchmarked = new Set(request.work.benchmarks?.map((one) => findInstance(one.instanceType)?.type));
  const reference = stated ?? fitting.find(({ type }) => benchmarked.has(type)) ?? fitting[0];
  const clock = clockOf(request, reference, fitting.length > 1);
  const counts = countsOf(use, request);
  const runners = fitting.flatMap((machine) =>
    counts.map((many) => runnerOf(use, request, { type: machine.type, machine }, many, clock)),
  );
  const fit = runners.filter(({ contender, late }) => contender.weighable && late === undefined);
  return {
    contenders: fit.map(({ contender }) => contender).toSorted(inOrder(({ rank }) => rank)),
    rejected: [...unfit(runners, fit), ...rejected],
    reference,
    evidence: clock.evidence,
  };
}

interface Runner {
  readonly type: string;
  readonly family: string;
  readonly contender: Contender;
  /** Why it cannot be compared. */
  readonly because: string;
  /** By how much it misses the deadline. */
  readonly late: string | undefined;
}

/** Types that nothing weighs or that are too slow: one line for a family of which none is left. */
function unfit(runners: readonly Runner[], fit: readonly Runner[]): readonly RejectedMachine[] {
  const [types, families] = [new Set(fit.map(({ type }) => type)), new Set(fit.map(({ family }) => family))];
  const out = runners.filter(({ type }) => !types.has(type));
  const lines = out.map(({ type, family, because, late }) => {
    const alone = families.has(family) || out.every((one) => one.family !== family || one.type === type);
    return [alone ? type : `ml.${family}.*`, late ?? because] as const;
  });
  return [...new Map(lines.toReversed())].toReversed().map(([instanceType, because]) => ({ instanceType, because }));
}

function countsOf(use: MachineUse, { work }: PlacementRequest): readonly number[] {
  const several = use === "endpoint" ? undefined : work.scaling?.instanceCounts;
  return [...new Set(several ?? [work.instanceCount ?? 1])];
}

function runnerOf(
  use: MachineUse,
  { work: whole, signal }: PlacementRequest,
  { type, machine }: TypeOf,
  instanceCount: number,
  clock: WorkClock,
): Runner {
  const work = { ...whole, instanceCount };
  const timed = clock.timeOn(type, machine, instanceCount);
  const time = typeof timed === "string" ? undefined : timed;
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
    late: time && latenessOf(time, work),
  };
}

/** A type, and what the catalogue holds of it. */
interface TypeOf {
  readonly type: string;
  readonly machine: Instance | undefined;
}

type LikelyFigures = Pick<Contender, "weighable" | "gramsIn" | "usdIn">;

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
    ...weighed(likelyRates(use, work, machine), units),
    usdIn: (region) => {
      const price = isStated ? likelyPrice(use, machine, region) : undefined;
      return price === undefined ? undefined : price * units;
    },
  };
}

function latenessOf(time: Range<Hours>, { deadline, instanceCount }: PlacementWork): string | undefined {
  if (deadline === undefined || time.likely <= deadline) return undefined;
  const many = instanceCount === 1 ? "" : ` on ${instanceCount} machines`;
  return `it likely needs ${rounded(time.likely)} h${many}, the deadline is ${rounded(deadline)} h`;
}

function rounded(value: Hours): number {
  return Number(value.toPrecision(2));
}

/** Grams per kilowatt-hour of the computers: the grid with the building's overhead. */
const gridAlone = ({ grid, pue }: ComparableRegion): number => grid.value * pue.value;

const unweighed: LikelyFigures = { weighable: false, gramsIn: gridAlone, usdIn: () => undefined };

/** Moves likely figures to any region: energy by overhead and grid, the embodied part as it is. */
function weighed(rates: LikelyRates | undefined, units: number): Pick<Contender, "weighable" | "gramsIn"> {
  if (rates === undefined) return unweighed;
  const { computers, embodied } = rates;
  return { weighable: true, gramsIn: (region) => units * (computers * gridAlone(region) + embodied) };
}
