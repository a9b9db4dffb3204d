import type { Estimate } from "./estimate";
import { clauses } from "./join-estimates";
import type { Fraction } from "./quantities";

/**
 * The sum of like estimates whose errors move together to a degree, 0 not at all and 1 fully: the distance of low (of high)
 * from likely is sqrt((1 - r) x sum of squares + r x square of the sum), GUM (JCGM 100:2008) section 5.2 with one correlation
 * for all pairs. One unknown makes the sum unknown; one bounded makes it bounded by the sums of lows and of highs.
 */
export function sumEstimates<Q extends number>(
  parts: readonly Estimate<Q>[],
  correlation: Fraction,
  make: (value: number) => Q,
): Estimate<Q> {
  const missing = clauses([...new Set(parts.flatMap((one) => (one.kind === "known" ? [] : [one.missing])))]);
  if (parts.some((one) => one.kind === "unknown")) return { kind: "unknown", missing };
  const figures = parts.filter((one) => one.kind !== "unknown");
  const basis = `sum of ${parts.length} estimates, their errors correlated by ${correlation}`;
  const known = figures.filter((one) => one.kind === "known");
  const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
  if (known.length < figures.length) {
    const [low, high] = [total(figures.map((one) => one.low)), total(figures.map((one) => one.high))];
    return { kind: "bounded", low: make(low), high: make(high), basis, missing };
  }
  const likely = total(known.map((one) => one.likely));
  const away = (distances: readonly number[]): number =>
    Math.sqrt((1 - correlation) * total(distances.map((one) => one * one)) + correlation * total(distances) ** 2);
  return {
    kind: "known",
    low: make(Math.max(0, likely - away(known.map((one) => one.likely - one.low)))),
    likely: make(likely),
    high: make(likely + away(known.map((one) => one.high - one.likely))),
    basis,
  };
}
