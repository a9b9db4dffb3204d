import type { Estimate } from "../../carbon";
import { emissionsCell, usdCell } from "../printing/figures";
import type { Total } from "./total";

/** What a caller allows. */
export interface Thresholds {
  readonly maxGrams?: number;
  readonly maxUsd?: number;
}

/** Which thresholds a total exceeds, and what could not be judged, one sentence each. */
export interface Judgement {
  readonly exceeded: readonly string[];
  readonly unsure: readonly string[];
}

/** Judges a total: by its likely value, or by its upper bound where no likely value is known. */
export function exceededBy(total: Total, { maxGrams, maxUsd }: Thresholds): Judgement {
  const judged = [
    ...(maxGrams === undefined
      ? []
      : [judge("--max-grams", total.emissions, total.leftOut.emissions, maxGrams, emissionsCell)]),
    ...(maxUsd === undefined ? [] : [judge("--max-usd", total.cost, total.leftOut.cost, maxUsd, usdCell)]),
  ];
  return {
    exceeded: judged.flatMap((one) => one.exceeded),
    unsure: judged.flatMap((one) => one.unsure),
  };
}

function judge(
  option: string,
  total: Estimate<number>,
  leftOut: number,
  allowed: number,
  cell: (estimate: Estimate<number>) => string,
): Judgement {
  const most = total.kind === "unknown" ? undefined : total.kind === "known" ? total.likely : total.high;
  const limit = cell({ kind: "known", low: allowed, likely: allowed, high: allowed, basis: "" });
  const exceeded =
    most !== undefined && most > allowed ? [`Too much for ${option}: ${cell(total)}, maximum ${limit}`] : [];
  const unsure =
    leftOut === 0 || exceeded.length > 0
      ? []
      : [`${option} does not judge ${leftOut} things whose figures are unknown`];
  return { exceeded, unsure };
}
