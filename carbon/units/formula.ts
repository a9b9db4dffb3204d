import type { Estimate } from "./estimate";
import { joinAll } from "./join-estimates";

/** A formula with the estimates that it stands on. What two formulas share is the same object, and is varied once. */
export interface Formula<Q extends number> {
  readonly inputs: readonly Estimate<number>[];
  /** Its value at some values of its inputs, which stand in a list from a place on. Must not fall when an input rises. */
  readonly of: (values: readonly number[], from?: number) => Q;
}

/** The formula that is one estimate. */
export function variable<Q extends number>(estimate: Estimate<Q>): Formula<Q> {
  return { inputs: [estimate], of: (values, from = 0) => values[from] as Q };
}

/** A formula of two formulas; inputs that both stand on enter once. */
export function merge<A extends number, B extends number, Q extends number>(
  one: Formula<A>,
  other: Formula<B>,
  join: (one: A, other: B) => Q,
): Formula<Q> {
  const shared = one.inputs.length;
  const added = other.inputs.filter((input) => !one.inputs.includes(input));
  const inputs = [...one.inputs, ...added];
  if (added.length === other.inputs.length)
    return { inputs, of: (values, from = 0) => join(one.of(values, from), other.of(values, from + shared)) };
  const places = other.inputs.map((input) => inputs.indexOf(input));
  return {
    inputs,
    of: (values, from = 0) =>
      join(one.of(values, from), other.of(places.map((place) => values[from + place] as number))),
  };
}

/** The estimate that a formula gives. */
export function evaluate<Q extends number>({ inputs, of }: Formula<Q>): Estimate<Q> {
  return joinAll(inputs, of);
}

type Values<Inputs extends readonly Estimate<number>[]> = {
  [Key in keyof Inputs]: Inputs[Key] extends Estimate<infer Q> ? Q : never;
};

/** A formula of some estimates; it must not fall when one of them rises. */
export function formulaOf<const Inputs extends readonly Estimate<number>[], Q extends number>(
  inputs: Inputs,
  of: (...values: Values<Inputs>) => Q,
): Formula<Q> {
  const { length } = inputs;
  return { inputs, of: (values, from = 0) => of(...(values.slice(from, from + length) as unknown as Values<Inputs>)) };
}
