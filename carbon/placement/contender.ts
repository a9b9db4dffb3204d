import type { Instance } from "../catalog/instance";
import { findInstance, instance } from "../catalog/instances";
import { inOrder, type OrderKeys } from "../catalog/order";
import type { Region } from "../catalog/region";
import type { Footprint } from "../estimate/footprint";
import { judgeMachines, needsFault, type RejectedMachine } from "./judged-machines";
import type { ComparableRegion } from "./judged-regions";
import { anyRegion, knownLikely, ratesOf } from "./likely-rates";
import { evidenceOf } from "./measured-facts";
import type { Evidence } from "./placement";
import type { PlacedUse, PlacementRequest } from "./placement-request";
import { runnerOf, type Runner, type TypeOf } from "./runner";
import { weighed } from "./weighed";
import { clockOf, timedOn } from "./work-clock";
import { serverlessFootprint } from "./work-footprint";

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
  return ownField(use, request, { type: machine?.type ?? instanceType, machine }, stated);
}

/** The owner's type alone. */
function ownField(use: MachineUse, request: PlacementRequest, own: TypeOf, stated: Instance | undefined): Field {
  const reference = timedOn(request.work, stated ?? own.machine);
  const clock = clockOf(request, reference, false);
  const runners = countsOf(use, request).map((many) => runnerOf(use, request, own, many, clock));
  const fit = runners.filter(({ late }) => late === undefined);
  const evidence = evidenceOf(request, clock, [own.type], reference);
  if (fit.length > 0) return { contenders: fit.map(({ contender }) => contender), rejected: [], reference, evidence };
  const argument = use === "endpoint" ? "instanceType that keeps up" : `work.deadline that "${own.type}" can keep`;
  const got = use === "endpoint" ? `, got "${own.type}"` : "";
  throw new Error(`Expected ${argument}${got}: ${runners.map(({ late }) => late).join("; ")}`);
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
  const smallest = stated ?? fitting.find(({ type }) => benchmarked.has(type)) ?? fitting[0];
  const reference = timedOn(request.work, smallest, fitting);
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
    evidence: evidenceOf(
      request,
      clock,
      fit.map(({ type }) => type),
      reference,
    ),
  };
}

/** Types that nothing weighs or that are too slow: one line for a family of which none is left. */
function unfit(runners: readonly Runner[], fit: readonly Runner[]): readonly RejectedMachine[] {
  const [types, families] = [new Set(fit.map(({ type }) => type)), new Set(fit.map(({ family }) => family))];
  const out = runners.filter(({ type }) => !types.has(type));
  const lines = out.map(({ type, family, because, late }) => {
    const isSlow = late !== undefined;
    const likes = out.filter((one) => one.family === family && (one.late !== undefined) === isSlow);
    const alone = families.has(family) || likes.every((one) => one.type === type);
    return [alone ? type : `ml.${family}.*`, late ?? because] as const;
  });
  return [...new Map(lines.toReversed())].toReversed().map(([instanceType, because]) => ({ instanceType, because }));
}

function countsOf(use: MachineUse, { work }: PlacementRequest): readonly number[] {
  const several = use === "endpoint" ? undefined : work.scaling?.instanceCounts;
  return [...new Set(several ?? [work.instanceCount ?? 1])];
}
