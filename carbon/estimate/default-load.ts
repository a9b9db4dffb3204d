import { coefficient } from "../catalog/coefficients";
import type { Instance } from "../catalog/instance";
import { fraction, type Fraction } from "../units/quantities";
import { range, spread, type Range, type Spread } from "../units/range";

/** The kinds of work that have a default load. */
export type LoadedUse = "training" | "tuning" | "transform" | "processing" | "endpoint" | "asynchronous" | "notebook";

/** The load that was stated, or else the default of this kind of work: on accelerators theirs, else the processor's. */
export function loadOf(
  use: LoadedUse,
  { acceleratorCount }: Pick<Instance, "acceleratorCount">,
  stated: Spread<Fraction> | undefined,
): Range<Fraction> {
  if (stated !== undefined) return spread(stated);
  return fractions(acceleratorCount > 0 ? "accelerator_load" : "utilisation", use);
}

/** A coefficient that is a fraction. */
export function fractions(group: string, key: string): Range<Fraction> {
  const { low, likely, high } = coefficient(group, key);
  return range(fraction(low), fraction(likely), fraction(high));
}
