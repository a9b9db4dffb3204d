import { coefficient } from "../catalog/coefficients";
import type { Estimate } from "../units/estimate";
import { fraction } from "../units/quantities";
import { sumEstimates } from "../units/sum-estimates";

/**
 * The sum of figures of several things. Their errors are taken to move together in part, because they share grids, PUE and
 * method, see {@link sumEstimates}; the degree is in the coefficients table.
 */
export function correlatedSum<Q extends number>(
  parts: readonly Estimate<Q>[],
  make: (value: number) => Q,
): Estimate<Q> {
  return sumEstimates(parts, fraction(coefficient("sum", "correlation").likely), make);
}
