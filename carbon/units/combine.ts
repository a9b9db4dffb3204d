import type { Range } from "./range";

type Values<Inputs extends readonly Range[]> = { [Key in keyof Inputs]: Inputs[Key]["likely"] };

/**
 * The range of a formula over ranges that do not depend on each other.
 *
 * Likely is the formula of the likely values. For low, each input alone is put at its low; the logarithms of the factors by
 * which the result falls are combined as the root of the sum of their squares (GUM, JCGM 100:2008, section 5.1, on the
 * logarithm of the result), and the result never falls below the formula of all lows. High likewise. The formula must not
 * fall when an input rises.
 */
export function combine<const Inputs extends readonly Range[], Q extends number>(
  inputs: Inputs,
  formula: (...values: Values<Inputs>) => Q,
): Range<Q> {
  const at = (pick: (input: Range, index: number) => number): Q => formula(...(inputs.map(pick) as Values<Inputs>));
  const likely = at((input) => input.likely);
  const lowest = at((input) => input.low);
  const highest = at((input) => input.high);
  const alone = (end: "low" | "high"): readonly number[] =>
    inputs.map((_, moved) => at((input, index) => (index === moved ? input[end] : input.likely)));
  if (likely === 0) return { low: lowest, likely, high: highest };
  return {
    low: Math.min(likely, Math.max(lowest, likely * Math.exp(-spreadOf(alone("low"), likely)))) as Q,
    likely,
    high: Math.max(likely, Math.min(highest, likely * Math.exp(spreadOf(alone("high"), likely)))) as Q,
  };
}

function spreadOf(moved: readonly number[], likely: number): number {
  return Math.hypot(...moved.map((value) => Math.log(value / likely)));
}
