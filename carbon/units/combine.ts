import type { Range } from "./range";

type Values<Inputs extends readonly Range[]> = { [Key in keyof Inputs]: Inputs[Key]["likely"] };

/**
 * The range of a formula over ranges that do not depend on each other.
 *
 * Likely is the formula of the likely values. For low, each input alone is put at its low; the logarithms of the factors by
 * which the result falls are combined as the root of the sum of their squares (GUM, JCGM 100:2008, section 5.1, on the
 * logarithm of the result), and the result never falls below the formula of all lows. High likewise. Where likely is zero,
 * high is what the rule comes to as likely nears zero. The formula must not fall when an input rises.
 */
export function combine<const Inputs extends readonly Range[], Q extends number>(
  inputs: Inputs,
  formula: (...values: Values<Inputs>) => Q,
): Range<Q> {
  return combineAll(inputs, (values) => formula(...(values as unknown as Values<Inputs>)));
}

/** {@link combine} for a formula of a list, which must not keep or change it. */
export function combineAll<Q extends number>(
  inputs: readonly Range[],
  formula: (values: readonly number[]) => Q,
): Range<Q> {
  const values = inputs.map((input) => input.likely);
  const likely = formula(values);
  const lowest = formula(inputs.map((input) => input.low));
  const highest = formula(inputs.map((input) => input.high));
  if (likely === 0) return { low: lowest, likely, high: highFromZero(inputs, formula) || highest };
  let falls = 0;
  let rises = 0;
  inputs.forEach(({ low, likely: middle, high }, index) => {
    if (low === middle && high === middle) return;
    values[index] = low;
    if (low !== middle) falls += squared(Math.log(formula(values) / likely));
    values[index] = high;
    if (high !== middle) rises += squared(Math.log(formula(values) / likely));
    values[index] = middle;
  });
  return {
    low: Math.min(likely, Math.max(lowest, likely * Math.exp(-Math.sqrt(falls)))) as Q,
    likely,
    high: Math.max(likely, Math.min(highest, likely * Math.exp(Math.sqrt(rises)))) as Q,
  };
}

/** Beside an input that rises from zero, by a factor without end, the factors of the others count for nothing. */
function highFromZero<Q extends number>(inputs: readonly Range[], formula: (values: readonly number[]) => Q): Q {
  return formula(inputs.map(({ likely, high }) => (likely === 0 ? high : likely)));
}

function squared(value: number): number {
  return value * value;
}
