import { joinEstimates, known, range, type Estimate } from "../../carbon";
import { spreadOf, type Amount, type Knobs } from "../usage/amount";
import type { Estimated } from "./finding";

/** What figures are shared among (ISO/IEC 21031:2024 calls it R). */
export interface FunctionalUnit {
  readonly per: "1,000 inferences" | "token" | "GB-second";
  /** How many of them the figures cover; undefined where nobody said. */
  readonly count: Amount | undefined;
  /** In words: what would have to be said. */
  readonly missing: string;
  /** What one unit emits, where that can be told without sharing out; gCO2e. */
  readonly emissions?: Estimate<number>;
}

/** The Software Carbon Intensity of one unit, gCO2e. */
export interface Sci {
  readonly per: "run" | FunctionalUnit["per"];
  readonly emissions: Estimate<number>;
}

/**
 * The Software Carbon Intensity (ISO/IEC 21031:2024: SCI = (E x I + M) per R) of what is estimated, for every unit that means
 * something for it; none for what has no such unit, as storage.
 */
export function sciOf({ per, figures: { emissions }, units }: Estimated): readonly Sci[] {
  const run: readonly Sci[] = per === "run" ? [{ per, emissions }] : [];
  if (units === undefined || units.length === 0) return run;
  return [...run, ...units.map((one) => ({ per: one.per, emissions: shared(emissions, one) }))];
}

function shared(
  emissions: Estimate<number>,
  { per, count, missing, emissions: own }: FunctionalUnit,
): Estimate<number> {
  if (own !== undefined) return own;
  if (count === undefined) return { kind: "unknown", missing };
  const { low, likely, high } = spreadOf(count);
  if (low <= 0) return { kind: "unknown", missing: `a number above 0 for ${per}` };
  const each = known(range(1 / high, 1 / likely, 1 / low), `shared among ${per} as stated`);
  return joinEstimates([emissions, each], (all, part) => all * part);
}

/** Units of a month of something that answers requests; tokens where somebody speaks of them. */
export function unitsOfRequests(
  { tokensPerMonth, tokensPerRequest }: Pick<Knobs, "tokensPerMonth" | "tokensPerRequest">,
  requests: Amount | undefined,
): readonly FunctionalUnit[] {
  return [
    thousandInferences(requests, "requestsPerMonth"),
    ...(tokensPerMonth === undefined && tokensPerRequest === undefined
      ? []
      : [token(tokensPerMonth ?? times(requests, tokensPerRequest), "requestsPerMonth or tokensPerMonth")]),
  ];
}

/** Units of a batch run. */
export function unitsOfBatch({
  inferencesPerRun,
  tokensPerRun,
}: Pick<Knobs, "inferencesPerRun" | "tokensPerRun">): readonly FunctionalUnit[] {
  return [thousandInferences(inferencesPerRun, "inferencesPerRun"), ...unitsOfTokens({ tokensPerRun })];
}

/** Units of a run that works through tokens; none where nobody speaks of them. */
export function unitsOfTokens({ tokensPerRun }: Pick<Knobs, "tokensPerRun">): readonly FunctionalUnit[] {
  return tokensPerRun === undefined ? [] : [token(tokensPerRun, "tokensPerRun")];
}

/** Something that emits in proportion to its requests, and nothing while nobody asks. */
export interface Proportional {
  readonly memoryMib: number;
  readonly millisecondsPerRequest: Amount | undefined;
  /** What so many requests of such a time emit, gCO2e. */
  readonly emit: (requests: number, milliseconds: Amount | undefined) => Estimate<number>;
}

/**
 * Units of something that emits in proportion to its requests. Each is estimated for itself, so that traffic that is not certain
 * does not widen what one request emits. A GB is 2^30 bytes here, as AWS bills it.
 */
export function unitsInProportion(
  knobs: Pick<Knobs, "tokensPerMonth" | "tokensPerRequest">,
  requests: Amount | undefined,
  { memoryMib, millisecondsPerRequest, emit }: Proportional,
): readonly FunctionalUnit[] {
  const thousand = emit(1000, millisecondsPerRequest);
  const units = unitsOfRequests(knobs, requests).map((one) =>
    one.per === "token" ? { ...one, ...tokenOf(thousand, knobs) } : { ...one, emissions: thousand },
  );
  return [...units, { per: "GB-second", count: undefined, missing: "", emissions: emit(1024 / memoryMib, 1000) }];
}

function tokenOf(
  thousand: Estimate<number>,
  { tokensPerMonth, tokensPerRequest }: Pick<Knobs, "tokensPerMonth" | "tokensPerRequest">,
): Pick<FunctionalUnit, "emissions"> {
  if (tokensPerMonth !== undefined || tokensPerRequest === undefined) return {};
  const emissions = shared(thousand, {
    per: "token",
    count: times(tokensPerRequest, 1000),
    missing: "tokensPerRequest",
  });
  return { emissions };
}

/** The product of two amounts; undefined where one of them is. */
export function times(one: Amount | undefined, other: Amount | undefined): Amount | undefined {
  if (one === undefined || other === undefined) return undefined;
  const [a, b] = [spreadOf(one), spreadOf(other)];
  return { low: a.low * b.low, likely: a.likely * b.likely, high: a.high * b.high };
}

/** The sum of two amounts; the one of them that is there. */
export function plus(one: Amount | undefined, other: Amount): Amount {
  if (one === undefined) return other;
  const [a, b] = [spreadOf(one), spreadOf(other)];
  return { low: a.low + b.low, likely: a.likely + b.likely, high: a.high + b.high };
}

function thousandInferences(count: Amount | undefined, missing: string): FunctionalUnit {
  return { per: "1,000 inferences", count: times(count, 1 / 1000), missing };
}

function token(count: Amount | undefined, missing: string): FunctionalUnit {
  return { per: "token", count, missing };
}
