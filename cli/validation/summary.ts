import type { ValidateOutput, ValidationRow, ValidationSummary } from "../schemas/validate-output";

/** The scores of measured and of derived rows, apart. */
export function summaryOf(rows: readonly ValidationRow[]): ValidateOutput["summary"] {
  return {
    measured: scoresOf(rows.filter((row) => row.basis === "measured")),
    derived: scoresOf(rows.filter((row) => row.basis === "derived")),
    skipped: rows.filter((row) => row.status === "skipped").length,
  };
}

function scoresOf(rows: readonly ValidationRow[]): ValidationSummary {
  const scored = rows.flatMap(({ energy, emissions }) => energy ?? emissions ?? []);
  const ratios = scored.map((one) => one.ratio);
  return {
    rows: rows.length,
    scored: scored.length,
    insideShare: mean(scored.map((one) => (one.inside ? 1 : 0))),
    medianAbsoluteError: median(ratios.map((ratio) => Math.abs(ratio - 1))),
    geometricMeanRatio: geometricMean(ratios),
    widestRange:
      scored.length === 0 ? null : Math.max(...scored.map(({ estimated }) => estimated.high / estimated.low)),
  };
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, one) => sum + one, 0) / values.length;
}

function geometricMean(values: readonly number[]): number | null {
  const logarithm = mean(values.map((one) => Math.log(one)));
  return logarithm === null ? null : Math.exp(logarithm);
}

function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((one, other) => one - other);
  const half = sorted.length / 2;
  return mean(sorted.slice(Math.ceil(half) - 1, Math.floor(half) + 1));
}
