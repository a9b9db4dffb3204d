import { acceleratorOf } from "../catalog/accelerators";
import { coefficient } from "../catalog/coefficients";
import type { Instance } from "../catalog/instance";
import { findInstance } from "../catalog/instances";
import { combine } from "../units/combine";
import { count as whole, hours, type Hours } from "../units/quantities";
import { exactly, spread, type Range, type Spread } from "../units/range";
import type { Evidence } from "./placement";
import type { Benchmark, PlacementRequest, PlacementWork, Scaling } from "./placement-request";

/** Tells how long one run of the work takes on machines of a type. */
export interface WorkClock {
  readonly evidence: Evidence;
  /** Whether the time follows from the request; else one hour on the reference stands in for it. */
  readonly isStated: boolean;
  /** Time of one run, or why it cannot be told. `machine` is undefined where the catalogue lacks the type. */
  readonly timeOn: (type: string, machine: Instance | undefined, instanceCount: number) => Range<Hours> | string;
}

/** An endpoint is compared by its month, in which its speed changes nothing but its load. */
const alwaysOn: WorkClock = {
  evidence: { kind: "none", basis: "an endpoint is on all month, whatever its speed" },
  isStated: true,
  timeOn: () => exactly(hours(0)),
};

const secondsPerHour = 3600;
const flopsPerTeraflop = 1e12;

/** The clock of some work. `reference` is the type that stated hours are for; `isOpen` says whether types compete. */
export function clockOf({ use, work }: PlacementRequest, reference: Instance | undefined, isOpen: boolean): WorkClock {
  checkWork(work);
  if (use === "endpoint") return alwaysOn;
  const speeds = speedsOf(work.benchmarks ?? []);
  const shared = (time: Range<Hours>, machines: number): Range<Hours> =>
    scaled(time, 1 / speedup(machines, work.scaling));
  if (work.rows !== undefined) return rowsClock(spread(work.rows), speeds, shared);
  if (work.flops !== undefined) return flopsClock(spread(work.flops), shared);
  return hoursClock(work, reference, isOpen, speeds, shared);
}

/** How many times as fast some machines are as one. */
function speedup(machines: number, scaling: PlacementWork["scaling"]): number {
  const kept = scaling === undefined ? 1 : scaling.efficiency ** Math.log2(machines);
  return machines * kept;
}

type Speeds = ReadonlyMap<string, Benchmark>;
type Shared = (time: Range<Hours>, machines: number) => Range<Hours>;

function hoursClock(
  work: PlacementWork,
  reference: Instance | undefined,
  isOpen: boolean,
  speeds: Speeds,
  shared: Shared,
): WorkClock {
  if (isOpen) checkReference(reference, speeds);
  const base = scaled(spread(work.hours ?? hours(1)), speedup(work.instanceCount ?? 1, work.scaling));
  return {
    evidence: speeds.size > 0 ? measured(speeds) : unmeasured(reference, isOpen),
    isStated: work.hours !== undefined,
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
  if (reference === undefined || speeds.size === 0 || speeds.has(reference.type)) return;
  const { type } = reference;
  throw new Error(`Expected a benchmark of ${type} in work.benchmarks, because work.hours are for that type`);
}

function rowsClock(rows: Range, speeds: Speeds, shared: Shared): WorkClock {
  return {
    evidence: measured(speeds),
    isStated: true,
    timeOn: (type, _, machines) => {
      const speed = speeds.get(type);
      if (speed === undefined) return unmeasuredType;
      const slowness = inverse(spread(speed.rowsPerSecond));
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
    timeOn: (_, machine, machines) => {
      const peak = machine && throughput(machine);
      if (peak === undefined) return "the catalogue holds no throughput for it";
      const perHour = peak * flopsPerTeraflop * secondsPerHour;
      const alone = combine([flops, inverse(share)] as const, (all, cost) => hours((all * cost) / perHour));
      return shared(alone, machines);
    },
  };
}

const unmeasuredType = "no benchmark measured it";

/** Hours of a type per hour of the reference. */
function factorOf(
  type: string,
  machine: Instance | undefined,
  reference: Instance | undefined,
  speeds: Speeds,
): Range | string {
  if (reference === undefined || type === reference.type) return { low: 1, likely: 1, high: 1 };
  if (speeds.size > 0) {
    const [here, there] = [speeds.get(type), speeds.get(reference.type)];
    if (here === undefined || there === undefined) return unmeasuredType;
    return combine(
      [spread(there.rowsPerSecond), inverse(spread(here.rowsPerSecond))] as const,
      (one, other) => one * other,
    );
  }
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

function measured(speeds: Speeds): Evidence {
  const all = [...speeds.values()].map(({ instanceType, date, source }) => `${instanceType} (${date}, ${source})`);
  return { kind: "measured", basis: `measured throughput of ${all.toSorted().join(", ")}` };
}

function unmeasured(reference: Instance | undefined, isOpen: boolean): Evidence {
  if (reference === undefined || !isOpen) return { kind: "none", basis: "only one type was in question" };
  return reference.acceleratorCount > 0
    ? { kind: "peak", basis: "equal dense fp16 throughput by the vendors' sheets" }
    : { kind: "vcpu", basis: "equal vCPU-hours" };
}

function speedsOf(benchmarks: readonly Benchmark[]): Speeds {
  const speeds = new Map<string, Benchmark>();
  for (const one of benchmarks) {
    const type = findInstance(one.instanceType)?.type;
    if (type === undefined) throw new Error(`Unknown instance type "${one.instanceType}" in work.benchmarks`);
    if (speeds.has(type)) throw new Error(`Expected one benchmark of ${type} in work.benchmarks, got two`);
    if (spread(one.rowsPerSecond).low <= 0) {
      throw new RangeError(`Expected rowsPerSecond of ${type} above 0, got ${spread(one.rowsPerSecond).low}`);
    }
    speeds.set(type, { ...one, instanceType: type });
  }
  return speeds;
}

function checkWork(work: PlacementWork): void {
  const stated = (["hours", "flops", "rows"] as const).filter((one) => work[one] !== undefined);
  if (stated.length > 1)
    throw new Error(`Expected one of ${stated.map((one) => `work.${one}`).join(" and ")}, got both`);
  if (work.rows !== undefined && (work.benchmarks ?? []).length === 0) {
    throw new Error("Expected work.benchmarks, because only a measurement tells how long work.rows take, got none");
  }
  checkAmount(work.flops, "work.flops");
  checkAmount(work.rows, "work.rows");
  if (work.scaling !== undefined) checkScaling(work.scaling);
}

function checkAmount(amount: Spread<number> | undefined, name: string): void {
  if (amount === undefined) return;
  const { low, high } = spread(amount);
  if (low < 0 || !Number.isFinite(high)) {
    throw new RangeError(`Expected ${name} that are finite and at least 0, got ${low < 0 ? low : high}`);
  }
}

function checkScaling({ instanceCounts, efficiency }: Scaling): void {
  if (instanceCounts.length === 0) throw new Error("Expected work.scaling.instanceCounts of at least one, got none");
  if (efficiency === 0) throw new RangeError("Expected work.scaling.efficiency above 0, got 0");
  for (const one of instanceCounts) whole(one, "work.scaling.instanceCounts");
}

function inverse({ low, likely, high }: Range): Range {
  return { low: 1 / high, likely: 1 / likely, high: 1 / low };
}

function scaled(time: Spread<Hours>, factor: number): Range<Hours> {
  const { low, likely, high } = spread(time);
  return { low: hours(low * factor), likely: hours(likely * factor), high: hours(high * factor) };
}
