import { combine } from "./combine";
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
  const missing = clauses(inputs.filter((input) => input.kind !== "known").map((input) => input.missing));
  if (inputs.some((input) => input.kind === "unknown")) return { kind: "unknown", missing };
  const figures = inputs.filter((input) => input.kind !== "unknown");
  const basis = clauses(figures.map((input) => input.basis));
  const known = figures.filter((input) => input.kind === "known");
  if (known.length === figures.length) {
    const ranges: readonly Range[] = known;
    return { kind: "known", ...combine(ranges, (...values) => formula(...(values as Values<Inputs>))), basis };
  }
  const at = (end: "low" | "high"): Q => formula(...(figures.map((input) => input[end]) as Values<Inputs>));
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
  return [...new Set(texts.flatMap((clause) => clause.split("; ")))].join("; ");
}
