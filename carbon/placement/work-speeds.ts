import { findInstance } from "../catalog/instances";
import { measuredOf } from "../estimate/measurement";
import { combine } from "../units/combine";
import { exactly, spread, type Range } from "../units/range";
import { fullName } from "./full-name";
import { evidenceFor } from "./measured-work";
import type { PerformanceRatio, PlacementWork } from "./placement-request";

/** Why a type is left out where only those with a speed are compared. */
export const unmeasuredType = "no benchmark measured it";

/** Rows per second of one machine, and who says so. */
interface Speed {
  readonly rowsPerSecond: Range;
  /** In words, type by type, with date and source. */
  readonly words: string;
}

/** Speeds that somebody measured or stated. */
export interface Speeds {
  readonly of: (type: string) => Speed | undefined;
  /** Whether only types with a speed are compared. */
  readonly isClosed: boolean;
  /** All of them in words. */
  readonly words: string;
}

/**
 * Speeds by type: benchmarks and measured inferences per second, narrowed to what they have in common where a type has both;
 * then those that a stated ratio gives from one of these. With ratios and no speed at all, the reference does one row a second.
 */
export function speedsOf(work: PlacementWork, reference: string | undefined): Speeds {
  const { benchmarks = [], ratios = [], rows } = work;
  const measured = measuredSpeeds(work);
  const standsAlone = rows === undefined && measured.size === 0 && reference !== undefined;
  const bases: ReadonlyMap<string, Speed> =
    ratios.length > 0 && standsAlone ? new Map([[reference, { rowsPerSecond: exactly(1), words: "" }]]) : measured;
  const speeds = withRatios(bases, ratios);
  const words = [...speeds.values()].map((one) => one.words).filter((one) => one !== "");
  return {
    of: (type) => speeds.get(type),
    isClosed: benchmarks.length > 0 || ratios.length > 0 || rows !== undefined,
    words: words.toSorted().join(", "),
  };
}

function withRatios(bases: ReadonlyMap<string, Speed>, ratios: readonly PerformanceRatio[]): Map<string, Speed> {
  const speeds = new Map(bases);
  for (const ratio of ratios) {
    const [type, base] = [typeOf(ratio.instanceType, "work.ratios"), typeOf(ratio.of, "work.ratios")];
    if (speeds.has(type)) throw new Error(`Expected one speed of ${type}, got a ratio in work.ratios and another one`);
    speeds.set(type, ratioSpeed(type, ratio, bases.get(base)));
  }
  return speeds;
}

function measuredSpeeds(work: PlacementWork): Map<string, Speed> {
  const { benchmarks = [], measured = [] } = work;
  const speeds = new Map<string, Speed>();
  for (const one of benchmarks) {
    const type = typeOf(one.instanceType, "work.benchmarks");
    if (speeds.has(type)) throw new Error(`Expected one benchmark of ${type} in work.benchmarks, got two`);
    const rowsPerSecond = positive(spread(one.rowsPerSecond), `rowsPerSecond of ${type}`);
    speeds.set(type, { rowsPerSecond, words: `${type} (${one.date}, ${one.source})` });
  }
  const asMeasured = benchmarks.map(({ rowsPerSecond, ...one }) => ({ ...one, inferencesPerSecond: rowsPerSecond }));
  const both = [...measured, ...asMeasured];
  for (const type of new Set(measured.map((one) => fullName(one.instanceType)))) {
    const rowsPerSecond = measuredOf<number>(both, type, "inferencesPerSecond");
    if (rowsPerSecond !== undefined)
      speeds.set(type, { rowsPerSecond, words: `${type} (${evidenceFor(both, type, "inferencesPerSecond")})` });
  }
  return speeds;
}

function ratioSpeed(type: string, { ratio, of, date, source }: PerformanceRatio, base: Speed | undefined): Speed {
  if (base === undefined)
    throw new Error(`Expected a benchmark or a measured speed of ${of}, because work.ratios stand on it, got none`);
  const times = positive(spread(ratio), "ratio in work.ratios");
  return {
    rowsPerSecond: combine([base.rowsPerSecond, times] as const, (one, factor) => one * factor),
    words: `${type} (${times.likely} times ${of}: ${date}, ${source})`,
  };
}

function typeOf(instanceType: string, argument: string): string {
  const type = findInstance(instanceType)?.type;
  if (type === undefined) throw new Error(`Unknown instance type "${instanceType}" in ${argument}`);
  return type;
}

function positive(figures: Range, name: string): Range {
  if (figures.low > 0) return figures;
  throw new RangeError(`Expected ${name} above 0, got ${figures.low}`);
}
