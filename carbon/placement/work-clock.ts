import { acceleratorOf } from "../catalog/accelerators";
import { coefficient } from "../catalog/coefficients";
import type { Instance } from "../catalog/instance";
import { findInstance } from "../catalog/instances";
import { inOrder } from "../catalog/order";
import { combine } from "../units/combine";
import { hours, type Fraction, type Hours } from "../units/quantities";
import { exactly, spread, type Range, type Spread } from "../units/range";
import { fullName } from "./full-name";
import { sizeKeys } from "./judged-machines";
import { measuredFirst } from "./measured-clock";
import { measuredTime, typesWith } from "./measured-work";
import type { Evidence } from "./placement";
import type { PlacementRequest, PlacementWork } from "./placement-request";
import { requestsClock } from "./requests-clock";
import { speedup } from "./speedup";
import { checkAmounts } from "./work-amounts";
import { speedsOf, unmeasuredType, type Speeds } from "./work-speeds";

/** Tells how long one run of the work takes on machines of a type. */
export interface WorkClock {
  readonly evidence: Evidence;
  /** Whether the time follows from the request; else one hour on the reference stands in for it. */
  readonly isStated: boolean;
  /** Whether measured speeds enter, as they do where rows are stated or the reference has one. */
  readonly readsSpeeds: boolean;
  /** Time of one run, or why it cannot be told. `machine` is undefined where the catalogue lacks the type. */
  readonly timeOn: (type: string, machine: Instance | undefined, instanceCount: number) => Range<Hours> | string;
  /** Load of an endpoint's machines, where it follows from what the endpoint is asked for, or why they cannot answer that. */
  readonly loadOn?: (type: string, instanceCount: number) => Range<Fraction> | string | undefined;
}

/** An endpoint is compared by its month, in which its speed changes nothing but its load. */
const alwaysOn: WorkClock = {
  evidence: { kind: "none", basis: "an endpoint is on all month, whatever its speed" },
  isStated: true,
  readsSpeeds: false,
  timeOn: () => exactly(hours(0)),
};

const secondsPerHour = 3600;
const flopsPerTeraflop = 1e12;

/** The clock of some work. `reference` is the type that stated hours are for; `isOpen` says whether types compete. */
export function clockOf(
  { use, work, instanceType }: PlacementRequest,
  reference: Instance | undefined,
  isOpen: boolean,
): WorkClock {
  checkAmounts(work);
  const speeds = speedsOf(work, reference?.type);
  if (use === "endpoint") {
    return work.rows === undefined ? alwaysOn : requestsClock(spread(work.rows), speeds, isOpen);
  }
  const own = instanceType === undefined ? undefined : fullName(instanceType);
  const tells = isOpen || (own !== undefined && own !== reference?.type);
  return measuredFirst(work, runClock(work, reference, { isOpen, tells, speeds }), tells);
}

/** Whether types compete, whether the time of one is told by another, and what is known of their speeds. */
interface Rivals {
  readonly isOpen: boolean;
  readonly tells: boolean;
  readonly speeds: Speeds;
}

function runClock(work: PlacementWork, reference: Instance | undefined, { isOpen, tells, speeds }: Rivals): WorkClock {
  const shared: Shared = (time, machines) => scaled(time, 1 / speedup(machines, work.scaling));
  if (work.rows !== undefined) return rowsClock(spread(work.rows), speeds, shared);
  if (work.flops !== undefined) return flopsClock(spread(work.flops), shared);
  if (isOpen) checkReference(reference, speeds);
  return hoursClock(work, reference, tells, speeds, shared);
}

/**
 * The type that the time of the work is for: the stated one; where nobody states an amount of work and its time was measured,
 * a type that it was measured on, the stated one before others.
 */
export function timedOn(
  work: PlacementWork,
  stated: Instance | undefined,
  candidates: readonly Instance[] = [],
): Instance | undefined {
  const isStated = [work.hours, work.rows, work.flops].some((one) => one !== undefined);
  const timed = typesWith(work, "hours");
  if (isStated || timed.size === 0 || (stated !== undefined && timed.has(stated.type))) return stated;
  const others = [...timed].map(findInstance).filter((one) => one !== undefined);
  return [...candidates, ...others.toSorted(inOrder(sizeKeys))].find(({ type }) => timed.has(type)) ?? stated;
}

type Shared = (time: Range<Hours>, machines: number) => Range<Hours>;

function hoursClock(
  work: PlacementWork,
  reference: Instance | undefined,
  tells: boolean,
  speeds: Speeds,
  shared: Shared,
): WorkClock {
  const { instanceCount = 1 } = work;
  const measured = reference && measuredTime(work, reference.type, instanceCount);
  const base = scaled(measured ?? work.hours ?? hours(1), speedup(instanceCount, work.scaling));
  const readsSpeeds = reference !== undefined && speeds.of(reference.type) !== undefined;
  return {
    evidence: readsSpeeds && tells ? bySpeed(speeds, reference) : unmeasured(reference, tells),
    isStated: (measured ?? work.hours) !== undefined,
    readsSpeeds,
    timeOn: (type, machine, machines) => {
      const factor = factorOf(type, machine, reference, speeds);
      if (typeof factor === "string") return factor;
      return shared(
        combine([base, factor] as const, (time, ratio) => hours(time * ratio)),
        machines,
      );
    },
  };
}

/** Without a benchmark of the reference, no measured type could be compared with it. */
function checkReference(reference: Instance | undefined, speeds: Speeds): void {
  if (reference === undefined || !speeds.isClosed || speeds.of(reference.type) !== undefined) return;
  const { type } = reference;
  throw new Error(`Expected a benchmark of ${type} in work.benchmarks, because work.hours are for that type`);
}

function rowsClock(rows: Range, speeds: Speeds, shared: Shared): WorkClock {
  return {
    evidence: { kind: "measured", basis: `measured throughput of ${speeds.words}` },
    isStated: true,
    readsSpeeds: true,
    timeOn: (type, _, machines) => {
      const speed = speeds.of(type);
      if (speed === undefined) return unmeasuredType;
      const slowness = inverse(speed.rowsPerSecond);
      const alone = combine([rows, slowness] as const, (many, each) => hours((many * each) / secondsPerHour));
      return shared(alone, machines);
    },
  };
}

function flopsClock(flops: Range, shared: Shared): WorkClock {
  const share = coefficient("work", "flops_utilisation");
  const percent = `${Math.round(share.low * 100)}-${Math.round(share.high * 100)} %`;
  return {
    evidence: {
      kind: "peak",
      basis: `dense fp16 peak by the vendors' sheets, of which training reaches ${percent} (${share.source})`,
    },
    isStated: true,
    readsSpeeds: false,
    timeOn: (_, machine, machines) => {
      const peak = machine && throughput(machine);
      if (peak === undefined) return "the catalogue holds no throughput for it";
      const perHour = peak * flopsPerTeraflop * secondsPerHour;
      const alone = combine([flops, inverse(share)] as const, (all, cost) => hours((all * cost) / perHour));
      return shared(alone, machines);
    },
  };
}

/** Hours of a type per hour of the reference: by their speeds where both have one, else by what stands in for them. */
function factorOf(
  type: string,
  machine: Instance | undefined,
  reference: Instance | undefined,
  speeds: Speeds,
): Range | string {
  if (reference === undefined || type === reference.type) return { low: 1, likely: 1, high: 1 };
  const [here, there] = [speeds.of(type), speeds.of(reference.type)];
  if (here !== undefined && there !== undefined) {
    return combine([there.rowsPerSecond, inverse(here.rowsPerSecond)] as const, (one, other) => one * other);
  }
  if (speeds.isClosed) return unmeasuredType;
  const factor = machine && equalWork(machine, reference);
  if (factor === undefined) return "its figures, or its speed against the reference type, are unknown";
  return { low: factor, likely: factor, high: factor };
}

/**
 * Without a benchmark: equal vCPU-hours between machines without accelerators; equal dense fp16 throughput (vendor's sheet)
 * between machines with them; undefined across.
 */
function equalWork(machine: Instance, reference: Instance): number | undefined {
  if (machine.acceleratorCount === 0 && reference.acceleratorCount === 0) return reference.vcpu / machine.vcpu;
  const [here, there] = [throughput(machine), throughput(reference)];
  return here === undefined || there === undefined ? undefined : there / here;
}

function throughput(machine: Instance): number | undefined {
  const each = acceleratorOf(machine)?.denseFp16Tflops;
  return each === undefined ? undefined : each * machine.acceleratorCount;
}

/** Types with a speed by their speeds; the others, where they compete at all, by what stands in for one. */
function bySpeed(speeds: Speeds, reference: Instance): Evidence {
  const others = speeds.isClosed ? "" : `; other types on ${unmeasured(reference, true).basis}`;
  return { kind: "measured", basis: `measured throughput of ${speeds.words}${others}` };
}

function unmeasured(reference: Instance | undefined, tells: boolean): Evidence {
  if (reference === undefined || !tells) return { kind: "none", basis: "only one type was in question" };
  return reference.acceleratorCount > 0
    ? { kind: "peak", basis: "equal dense fp16 throughput by the vendors' sheets" }
    : { kind: "vcpu", basis: "equal vCPU-hours" };
}

function inverse({ low, likely, high }: Range): Range {
  return { low: 1 / high, likely: 1 / likely, high: 1 / low };
}

function scaled(time: Spread<Hours>, factor: number): Range<Hours> {
  const { low, likely, high } = spread(time);
  return { low: hours(low * factor), likely: hours(likely * factor), high: hours(high * factor) };
}
