import { combineAll } from "./combine";
import type { Bounded, Estimate, Known } from "./estimate";
import type { Range } from "./range";

type Values<Inputs extends readonly Estimate<number>[]> = {
  [Key in keyof Inputs]: Inputs[Key] extends Estimate<infer Q> ? Q : never;
};

/**
 * The estimate of a formula over estimates. One unknown input makes the result unknown; one bounded input makes it bounded
 * by the formula at all lows and at all highs; otherwise the ranges are combined as {@link combine} says. The formula must
 * not fall when an input rises.
 */
export function joinEstimates<const Inputs extends readonly Estimate<number>[], Q extends number>(
  inputs: Inputs,
  formula: (...values: Values<Inputs>) => Q,
): Estimate<Q> {
  return joinAll(inputs, (values) => formula(...(values as unknown as Values<Inputs>)));
}

/** {@link joinEstimates} for a formula of a list, which must not keep or change it. */
export function joinAll<Q extends number>(
  inputs: readonly Estimate<number>[],
  formula: (values: readonly number[]) => Q,
): Estimate<Q> {
  if (inputs.every((input) => input.kind === "known"))
    return known(combineAll(inputs, formula), clauses(inputs.map((input) => input.basis)));
  const missing = clauses(inputs.filter((input) => input.kind !== "known").map((input) => input.missing));
  const figures = inputs.filter((input) => input.kind !== "unknown");
  if (figures.length < inputs.length) return { kind: "unknown", missing };
  const basis = clauses(figures.map((input) => input.basis));
  const at = (end: "low" | "high"): Q => formula(figures.map((input) => input[end]));
  return { kind: "bounded", low: at("low"), high: at("high"), basis, missing };
}

/** A known estimate from a range. */
export function known<Q extends number>(figures: Range<Q>, basis: string): Known<Q> {
  return { kind: "known", low: figures.low, likely: figures.likely, high: figures.high, basis };
}

/** An estimate of which only the bounds are known. */
export function bounded<Q extends number>(low: Q, high: Q, basis: string, missing: string): Bounded<Q> {
  return { kind: "bounded", low, high, basis, missing };
}

/** Clauses joined into one text, each once. */
export function clauses(texts: readonly string[]): string {
  const [first = "", ...others] = texts;
  let joined = first;
  for (const text of others) {
    if (text === joined) continue;
    if (joined.includes(text) || text.includes("; ")) return joinedOnce(texts);
    joined += `; ${text}`;
  }
  return joined;
}

/** The sure way, for texts of several clauses and texts that are part of others. */
function joinedOnce(texts: readonly string[]): string {
  const seen = new Set<string>();
  for (const text of texts) for (const clause of text.split("; ")) seen.add(clause);
  return [...seen].join("; ");
}
