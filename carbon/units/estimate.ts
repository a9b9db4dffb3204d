import type { Range } from "./range";

/** A figure that is not certain. Every reader must decide what to do with each kind. */
export type Estimate<Q extends number> = Known<Q> | Bounded<Q> | Unknown;

/** A figure with a range and a best value. */
export interface Known<Q extends number> extends Range<Q> {
  /** Narrow on it: a known figure has `low`, `likely` and `high`. */
  readonly kind: "known";
  /** In words: where the figure comes from. */
  readonly basis: string;
}

/** Only the bounds are known, for instance from a run-time cap; any value between them is possible. */
export interface Bounded<Q extends number> {
  /** Narrow on it: a bounded figure has `low` and `high`, and no `likely`. */
  readonly kind: "bounded";
  /** The least it can be. */
  readonly low: Q;
  /** The most it can be. */
  readonly high: Q;
  /** In words: where the bounds come from. */
  readonly basis: string;
  /** In words: what would have to be known for a likely value. */
  readonly missing: string;
}

/** Nothing can be said. Never a zero. */
export interface Unknown {
  /** Narrow on it: an unknown figure has no number at all. */
  readonly kind: "unknown";
  /** In words: what would have to be known. */
  readonly missing: string;
}
