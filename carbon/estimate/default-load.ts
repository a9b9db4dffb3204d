import { coefficient } from "../catalog/coefficients";
import { fraction, type Fraction } from "../units/quantities";
import { range, spread, type Range, type Spread } from "../units/range";

/** The kinds of work that have a default load. */
export type LoadedUse = "training" | "tuning" | "transform" | "processing" | "endpoint" | "serverless";

/** The load that was stated, or else the default of this kind of work. */
export function loadOf(use: LoadedUse, stated: Spread<Fraction> | undefined): Range<Fraction> {
  return stated === undefined ? fractions("utilisation", use) : spread(stated);
}

/** A coefficient that is a fraction. */
export function fractions(group: string, key: string): Range<Fraction> {
  const { low, likely, high } = coefficient(group, key);
  return range(fraction(low), fraction(likely), fraction(high));
}
