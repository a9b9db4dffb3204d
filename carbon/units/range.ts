/** A quantity between two bounds with a best value. */
export interface Range<Q extends number = number> {
  /** Lower bound, in the same unit as the others. */
  readonly low: Q;
  /** Best value, between the bounds. */
  readonly likely: Q;
  /** Upper bound. */
  readonly high: Q;
}

/** One figure, or a range around it. */
export type Spread<Q extends number> = Q | Range<Q>;

/** A range. Throws RangeError unless low <= likely <= high. */
export function range<Q extends number>(low: Q, likely: Q, high: Q): Range<Q> {
  if (low <= likely && likely <= high) return { low, likely, high };
  throw new RangeError(`Expected a range in the order low, likely, high, got ${low}, ${likely}, ${high}`);
}

/** The range of a figure that is certain. */
export function exactly<Q extends number>(value: Q): Range<Q> {
  return { low: value, likely: value, high: value };
}

/** The range behind one figure or a range. */
export function spread<Q extends number>(value: Spread<Q>): Range<Q> {
  return typeof value === "number" ? exactly(value) : range(value.low, value.likely, value.high);
}
