import { coefficient, findCoefficient } from "../catalog/coefficients";
import type { Instance, PowerCurve } from "../catalog/instance";
import { combine } from "../units/combine";
import type { Estimate } from "../units/estimate";
import { known } from "../units/join-estimates";
import { watts, type Fraction, type Watts } from "../units/quantities";
import type { Range } from "../units/range";
import type { Split } from "./footprint-of";

/**
 * Power of a machine without its accelerators at a load: measured (Teads 2021) where it has none and was measured, else
 * modelled (Boavizta 2025), else derived from a sibling. The processor term of Cloud Carbon Footprint (2024) with its memory
 * term is the low bound where it is lower.
 */
export function hostPower(machine: Instance, load: Range<Fraction>): Estimate<Watts> {
  const best = bestCurve(machine);
  if (best === undefined) return { kind: "unknown", missing: `host power of ${machine.type}` };
  const { low, likely, high } = combine([load, coefficient("host_power", best.kind)] as const, (at, error) =>
    watts(curveAt(best.curve, at) * error),
  );
  const floor = cloudCarbonFootprintPower(machine, load.likely);
  return known({ low: floor < low ? floor : low, likely, high }, `${best.words} host power`);
}

/** The likely watts of that power by cause. */
export function hostSplit(machine: Instance, load: Range<Fraction>): Split {
  const curve = bestCurve(machine)?.curve;
  if (curve === undefined) return [];
  return [
    ["hostIdle", curve.idle],
    ["hostDynamic", curveAt(curve, load.likely) - curve.idle],
  ];
}

/** Watts of a curve at a load: straight lines between its points. */
export function curveAt({ idle, at10, at50, at100 }: PowerCurve, load: number): number {
  if (load <= 0) return idle;
  if (load >= 1) return at100;
  if (load >= 0.5) return between(load, [0.5, at50], [1, at100]);
  if (at10 === undefined) return between(load, [0, idle], [0.5, at50]);
  return load >= 0.1 ? between(load, [0.1, at10], [0.5, at50]) : between(load, [0, idle], [0.1, at10]);
}

type Point = readonly [load: number, power: Watts];

function between(load: number, [from, below]: Point, [to, above]: Point): number {
  return below + ((load - from) / (to - from)) * (above - below);
}

interface Best {
  readonly kind: "measured" | "modelled" | "derived";
  readonly curve: PowerCurve;
  readonly words: string;
}

function bestCurve({ power, acceleratorCount }: Instance): Best | undefined {
  if (power.measured !== undefined && acceleratorCount === 0)
    return { kind: "measured", curve: power.measured, words: "measured (Teads 2021)" };
  if (power.modelled !== undefined)
    return { kind: "modelled", curve: power.modelled, words: "modelled (Boavizta 2025)" };
  if (power.derived !== undefined) return { kind: "derived", curve: power.derived, words: "sibling's (derived)" };
  return undefined;
}

function cloudCarbonFootprintPower(machine: Instance, load: number): Watts {
  const of = (group: string): number =>
    (findCoefficient(group, machine.processor ?? "default") ?? coefficient(group, "default")).likely;
  const [idle, full] = [of("cpu_w_per_vcpu_min"), of("cpu_w_per_vcpu_max")];
  const memory = machine.memoryGib * coefficient("memory", "ccf").likely;
  return watts(machine.vcpu * (idle + load * (full - idle)) + memory);
}
