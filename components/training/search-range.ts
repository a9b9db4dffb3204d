import * as pulumi from "@pulumi/pulumi";

/** How the service spreads its trials over a range. */
export type Scaling = "auto" | "linear" | "logarithmic" | "reverseLogarithmic";

/** Real numbers to search. */
export interface ContinuousRange {
  /** Tells it from whole numbers and words. */
  readonly kind: "continuous";
  /** Lowest value tried. */
  readonly min: number;
  /** Highest value tried, above `min`. */
  readonly max: number;
  /**
   * How trials are spread between the bounds; "logarithmic" needs bounds above 0, "reverseLogarithmic" bounds from 0 to
   * under 1.
   */
  readonly scaling: Scaling;
}

/** Whole numbers to search. */
export interface IntegerRange {
  /** Tells it from real numbers and words. */
  readonly kind: "integer";
  /** Lowest value tried, a whole number. */
  readonly min: number;
  /** Highest value tried, a whole number above `min`. */
  readonly max: number;
  /** How trials are spread between the bounds; "logarithmic" needs bounds above 0. */
  readonly scaling: Exclude<Scaling, "reverseLogarithmic">;
}

/** Words to choose from. */
export interface CategoricalRange {
  /** Tells it from numbers. */
  readonly kind: "categorical";
  /** What the search picks from: 1 to 30 different words of at most 256 characters each. */
  readonly values: readonly string[];
}

/** What a hyperparameter may be during a search. */
export type SearchRange = ContinuousRange | IntegerRange | CategoricalRange;

/**
 * Real numbers from `min` to `max`. A logarithmic scale finds learning rates and regularisation in fewer trials.
 *
 * @throws pulumi.RunError for bounds the service refuses
 */
export function continuous(min: number, max: number, scaling: Scaling = "auto"): ContinuousRange {
  checkBounds(min, max);
  if (scaling === "logarithmic") checkPositive(min);
  if (scaling === "reverseLogarithmic" && (min < 0 || max >= 1)) {
    throw new pulumi.RunError(
      `Expected bounds from 0 to under 1 for a reverse logarithmic scale, got ${min} and ${max}`,
    );
  }
  return { kind: "continuous", min, max, scaling };
}

/**
 * Whole numbers from `min` to `max`.
 *
 * @throws pulumi.RunError for bounds the service refuses
 */
export function integer(min: number, max: number, scaling: IntegerRange["scaling"] = "auto"): IntegerRange {
  checkBounds(min, max);
  if (!Number.isInteger(min) || !Number.isInteger(max)) {
    throw new pulumi.RunError(`Expected whole numbers as bounds, got ${min} and ${max}`);
  }
  if (scaling === "logarithmic") checkPositive(min);
  return { kind: "integer", min, max, scaling };
}

/**
 * One of the words given.
 *
 * @throws pulumi.RunError for lists the service refuses
 */
export function categorical(...values: readonly [string, ...string[]]): CategoricalRange {
  if (values.length > 30) throw new pulumi.RunError(`Too many values to choose from: ${values.length}, maximum 30`);
  if (new Set(values).size < values.length) {
    throw new pulumi.RunError(`Expected every value once, got ${values.join(", ")}`);
  }
  const long = values.find((value) => value.length > 256);
  if (long !== undefined) throw new pulumi.RunError(`Too long a value: ${long.length} characters, maximum 256`);
  return { kind: "categorical", values };
}

function checkBounds(min: number, max: number): void {
  if (!Number.isFinite(min) || !Number.isFinite(max))
    throw new pulumi.RunError(`Expected bounds, got ${min} and ${max}`);
  if (min >= max) throw new pulumi.RunError(`Expected a lower bound under the upper one, got ${min} and ${max}`);
}

function checkPositive(min: number): void {
  if (min <= 0) throw new pulumi.RunError(`Expected bounds above 0 for a logarithmic scale, got ${min}`);
}
