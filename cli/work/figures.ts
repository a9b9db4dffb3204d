import { exactly, joinEstimates, known, type Estimate, type Measurement, type Range } from "../../carbon";
import { correlatedSum } from "../../carbon/estimate/correlated-sum";
import { spreadOf, type Amount } from "../usage/amount";

/** The figures of a footprint that the command adds up and shows. */
export interface Figures {
  /** kWh */
  readonly energy: Estimate<number>;
  /** gCO2e */
  readonly operational: Estimate<number>;
  /** gCO2e */
  readonly embodied: Estimate<number>;
  /** gCO2e */
  readonly emissions: Estimate<number>;
  /** Operational emissions by AWS's own claim of bought electricity, gCO2e. */
  readonly marketBased: Estimate<number>;
  /** Water that the site takes for cooling, L; of the power stations nothing is known. */
  readonly water: Estimate<number>;
  /** USD */
  readonly cost: Estimate<number>;
  /** What somebody measured of it, as evidence; absent where nobody did. */
  readonly measured?: readonly Measurement[];
}
/** The name of a figure that is an estimate. */
export type Figure = Exclude<keyof Figures, "measured">;

/** Figures that are shown when somebody asks for them. */
export type Beside = Partial<Pick<Figures, "marketBased" | "water">>;

/** One figure or a range as a range. */
export function rangeOf<Q extends number>(amount: Amount, make: (value: number) => Q): Range<Q> {
  const { low, likely, high } = spreadOf(amount);
  return low === high ? exactly(make(low)) : { low: make(low), likely: make(likely), high: make(high) };
}

/** Figures of several things together; one unknown makes the sum unknown, one bound makes it a bound. */
export function sumFigures(parts: readonly Figures[]): Figures {
  const [first, ...others] = parts;
  if (first === undefined) throw new Error("Expected at least one part of a sum");
  if (others.length === 0) return first;
  const figures = eachFigure((name) => sum(parts.map((one) => one[name])));
  const measured = parts.flatMap((one) => one.measured ?? []);
  return measured.length === 0 ? figures : { ...figures, measured };
}

/** Figures of as many things as an estimate says. */
export function timesFigures(each: Figures, times: Estimate<number>): Figures {
  const figures =
    times.kind === "known" && times.low === times.high
      ? eachFigure((name) => multiplied(each[name], times.high))
      : eachFigure((name) => joinEstimates([each[name], times], (one, many) => one * many));
  return each.measured === undefined ? figures : { ...figures, measured: each.measured };
}

function multiplied(estimate: Estimate<number>, by: number): Estimate<number> {
  if (estimate.kind === "unknown") return estimate;
  const bounds = { low: estimate.low * by, high: estimate.high * by };
  return estimate.kind === "known"
    ? { ...estimate, ...bounds, likely: estimate.likely * by }
    : { ...estimate, ...bounds };
}

/** Figures times an amount of runs or machines that somebody stated. */
export function statedTimes(each: Figures, amount: Amount, basis: string): Figures {
  if (amount === 1) return each;
  return timesFigures(each, known(rangeOf(amount, Number), basis));
}

/** The sum of estimates by the rule of {@link correlatedSum}; one alone stays what it is. */
export function sum(parts: readonly Estimate<number>[]): Estimate<number> {
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : correlatedSum(parts, (value) => value);
}

function eachFigure(make: (name: Figure) => Estimate<number>): Figures {
  return {
    energy: make("energy"),
    operational: make("operational"),
    embodied: make("embodied"),
    emissions: make("emissions"),
    marketBased: make("marketBased"),
    water: make("water"),
    cost: make("cost"),
  };
}
