import type { Accelerator } from "../catalog/accelerators";
import { coefficient } from "../catalog/coefficients";
import { combine } from "../units/combine";
import type { Estimate } from "../units/estimate";
import { known } from "../units/join-estimates";
import { powerAt } from "../units/operations";
import { watts, type Fraction, type Watts } from "../units/quantities";
import { exactly, type Range } from "../units/range";
import { idleOf } from "./accelerator-idle";
import type { Split } from "./footprint-of";

/**
 * Power of some accelerators at a load, with their share of fans, switches and network cards:
 * count x (idle + load x (maximum - idle)) x (1 + share).
 */
export function acceleratorPower(one: Accelerator, count: number, load: Range<Fraction>): Estimate<Watts> {
  return powerWith(fansOf(one), one, count, load);
}

/** Power of the accelerators alone, as their own meters show it: count x (idle + load x (maximum - idle)). */
export function acceleratorsAlone(one: Accelerator, count: number, load: Range<Fraction>): Estimate<Watts> {
  return powerWith(exactly(0), one, count, load);
}

function powerWith(fans: Range, one: Accelerator, count: number, load: Range<Fraction>): Estimate<Watts> {
  const { maximum } = one;
  if (maximum === undefined) return { kind: "unknown", missing: `maximum power of ${one.name}` };
  const idle = idleOf(one, maximum);
  const figures = combine([idle, maximum, load, fans] as const, (low, high, at, share) =>
    watts(count * powerAt(low, high, at) * (1 + share)),
  );
  return known(figures, `${count} x ${one.name} between idle and maximum (${one.maximumBasis})`);
}

/** The likely watts of that power by cause. */
export function acceleratorSplit(one: Accelerator, count: number, load: Range<Fraction>): Split {
  if (one.maximum === undefined) return [];
  const idle = idleOf(one, one.maximum).likely;
  const dynamic = load.likely * (one.maximum.likely - idle);
  return [
    ["acceleratorIdle", count * idle],
    ["acceleratorDynamic", count * dynamic],
    ["fansAndSwitches", count * (idle + dynamic) * fansOf(one).likely],
  ];
}

/** Power of fans, switches and network cards as a share of the accelerators' own. */
export function fansOf({ form }: Accelerator): Range {
  return coefficient("host_fans", form);
}
