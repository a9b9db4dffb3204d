import { coefficient } from "../catalog/coefficients";
import { inOrder } from "../catalog/order";
import { known } from "../units/join-estimates";
import type { Known } from "../units/estimate";
import type { Fraction, Hours, KilowattHours, Watts } from "../units/quantities";
import { range, spread, type Range, type Spread } from "../units/range";

/** What somebody measured of work on one type of machine. It takes the place of what would be modelled. */
export interface Measurement {
  /** The type that it was measured on, with or without the leading "ml."; it enters no estimate of another type. */
  readonly instanceType: string;
  /** The day it was measured, such as "2026-08-01". */
  readonly date: string;
  /** In words: who or what measured, such as "nvidia-smi, run 12". */
  readonly source: string;
  /** Wall-clock time of one run; of one trial for tuning. */
  readonly hours?: Spread<Hours>;
  /** Mean load, 0 to 1; of the accelerators where there are any. */
  readonly utilisation?: Spread<Fraction>;
  /** Mean power of one whole machine at its plug, the facility's overhead left out. */
  readonly watts?: Spread<Watts>;
  /** Mean power of all accelerators of one machine together; the host and its fans are then added by the model. */
  readonly acceleratorWatts?: Spread<Watts>;
  /** Energy of one run (trial, month) on all its machines, the facility's overhead left out. */
  readonly kilowattHours?: Spread<KilowattHours>;
  /** Inferences that one machine answers in a second at full work. */
  readonly inferencesPerSecond?: Spread<number>;
}

/** A quantity that can be measured. */
export type Measurable = Exclude<keyof Measurement, "instanceType" | "date" | "source">;

/**
 * What was measured of a type, as evidence that names its day and source: single figures with the usual error of a meter,
 * several narrowed to what they have in common around their mean, in whatever order they come. Undefined where nobody measured. Throws RangeError where two contradict.
 */
export function measuredOf<Q extends number>(
  measured: readonly Measurement[] | undefined,
  instanceType: string,
  quantity: Measurable,
): Known<Q> | undefined {
  if (measured === undefined) return undefined;
  const found = measured
    .filter((one) => bare(one.instanceType) === bare(instanceType))
    .flatMap((one) => {
      const value = one[quantity];
      return value === undefined
        ? []
        : [{ figures: withError(spread<number>(value), quantity), words: evidence(one, quantity) }];
    })
    .toSorted(inOrder(({ words, figures }) => [words, figures.likely]));
  const [first, ...others] = found;
  if (first === undefined) return undefined;
  if (others.length === 0) return known(first.figures as Range<Q>, first.words);
  const { figures, words } = others.reduce((narrowed, other) => narrow(narrowed, other, instanceType), first);
  const middle = found.reduce((sum, one) => sum + one.figures.likely, 0) / found.length;
  const likely = Math.min(figures.high, Math.max(figures.low, middle));
  return known({ ...figures, likely } as Range<Q>, words);
}

interface Evidence {
  readonly figures: Range;
  readonly words: string;
}

function evidence({ date, source }: Measurement, quantity: Measurable): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date))
    throw new RangeError(`Expected a measurement's date such as "2026-08-01", got "${date}"`);
  if (source === "") throw new RangeError("Expected a measurement's source in words, got none");
  return `${measurableNames[quantity]} measured ${date} (${source})`;
}

function narrow(one: Evidence, other: Evidence, instanceType: string): Evidence {
  const low = Math.max(one.figures.low, other.figures.low);
  const high = Math.min(one.figures.high, other.figures.high);
  if (low > high)
    throw new RangeError(
      `Cannot use two measurements of ${instanceType} because they contradict: ${said(one)}, ${said(other)}`,
    );
  return { figures: range(low, low, high), words: `${one.words}; ${other.words}` };
}

function said({ words, figures: { low, high } }: Evidence): string {
  const [least, most] = [low, high].map((value) => Number(value.toPrecision(4)));
  return `${words} as ${least ?? low} to ${most ?? high}`;
}

function withError(figures: Range, quantity: Measurable): Range {
  if (figures.low !== figures.high) return figures;
  const error = coefficient("measurement", "error");
  const most = quantity === "utilisation" ? 1 : Infinity;
  return range(figures.low * error.low, figures.likely, Math.min(most, figures.high * error.high));
}

/** Every quantity in words. */
export const measurableNames: Readonly<Record<Measurable, string>> = {
  hours: "time",
  utilisation: "load",
  watts: "power",
  acceleratorWatts: "power of the accelerators",
  kilowattHours: "energy",
  inferencesPerSecond: "inferences per second",
};

function bare(instanceType: string): string {
  return instanceType.replace(/^ml\./, "");
}
