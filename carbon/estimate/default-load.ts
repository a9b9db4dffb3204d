import { acceleratorOf } from "../catalog/accelerators";
import { coefficient, findCoefficient } from "../catalog/coefficients";
import type { Instance } from "../catalog/instance";
import { fraction, type Fraction } from "../units/quantities";
import { range, spread, type Range, type Spread } from "../units/range";
import { idleOf } from "./accelerator-idle";

/** The kinds of work that have a default load; inference is a run of which nobody says whether it waited for requests. */
export type LoadedUse =
  "training" | "tuning" | "transform" | "processing" | "inference" | "endpoint" | "asynchronous" | "notebook";

/** The load that was stated, or else the default of this kind of work: on accelerators theirs, else the processor's. */
export function loadOf(
  use: LoadedUse,
  machine: Pick<Instance, "acceleratorCount" | "accelerator">,
  stated: Spread<Fraction> | undefined,
): Range<Fraction> {
  if (stated !== undefined) {
    const { low, likely, high } = spread(stated);
    return range(fraction(low), fraction(likely), fraction(high));
  }
  if (machine.acceleratorCount === 0) return fractions("utilisation", use);
  const drawn = findCoefficient("accelerator_draw", use);
  return drawn === undefined ? fractions("accelerator_load", use) : loadThatDraws(drawn, idleShareOf(machine));
}

/** A coefficient that is a fraction. */
export function fractions(group: string, key: string): Range<Fraction> {
  const { low, likely, high } = coefficient(group, key);
  return range(fraction(low), fraction(likely), fraction(high));
}

/** The load at which an accelerator draws a share of its maximum: (share - idle share) / (1 - idle share), at least 0. */
function loadThatDraws({ low, likely, high }: Range, idleShare: number): Range<Fraction> {
  const at = (share: number): Fraction => fraction(Math.max(0, (share - idleShare) / (1 - idleShare)));
  return range(at(low), at(likely), at(high));
}

function idleShareOf(machine: Pick<Instance, "accelerator">): number {
  const accelerator = acceleratorOf(machine);
  if (accelerator?.maximum === undefined) return coefficient("accelerator_idle", "share_of_maximum").likely;
  return idleOf(accelerator, accelerator.maximum).likely / accelerator.maximum.likely;
}
