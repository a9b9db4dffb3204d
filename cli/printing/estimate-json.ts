import { catalogVersion, type Estimate } from "../../carbon";
import type { EstimateCommandOutput } from "../schemas/estimate-output";
import type { Entry } from "../work/entries";
import type { EstimateResult } from "../work/estimate-result";
import { evidenceOf } from "../work/evidence";
import type { Beside } from "../work/figures";
import type { Estimated } from "../work/finding";
import { sciOf } from "../work/functional-units";
import { totalRule, type Total } from "../work/total";
import type { Printable } from "./json";

type Row = EstimateCommandOutput["estimated"][number];

/** An estimate for machines, as its schema says; its lists are made while they are printed. */
export function estimateJson({
  inputs,
  entries,
  total,
  exceeded,
  asked,
  signal,
}: EstimateResult): Printable<EstimateCommandOutput> {
  return {
    catalogVersion: catalogVersion(),
    signal,
    files: inputs.map(({ file, kind }) => ({ file, kind })),
    estimated: estimated(entries, asked),
    notEstimated: notEstimated(entries),
    total: {
      rule: totalRule,
      energyKwh: total.energy,
      emissionsGrams: total.emissions,
      costUsd: total.cost,
      ...besideOf(total.beside, asked),
      ...networkOf(total),
      leftOut: total.leftOut,
    },
    exceeded: [...exceeded],
  };
}

function besideOf(
  figures: Beside,
  asked: readonly (keyof Beside)[],
): Partial<Record<"marketBasedGrams" | "waterLitres", Estimate<number>>> {
  return Object.fromEntries(
    asked.map((name) => [name === "water" ? "waterLitres" : "marketBasedGrams", figures[name]]),
  );
}

function networkOf({ network }: Total): Pick<EstimateCommandOutput["total"], "network"> {
  const ways = Object.entries(network).map(([way, { energy, emissions, cost }]) => [
    way,
    { energyKwh: energy, emissionsGrams: emissions, costUsd: cost },
  ]);
  return ways.length === 0 ? {} : { network: Object.fromEntries(ways) as EstimateCommandOutput["total"]["network"] };
}

function* estimated(entries: readonly Entry[], asked: readonly (keyof Beside)[]): Generator<Row> {
  for (const { file, name, type, urn, finding } of entries) {
    if (finding.kind !== "estimated") continue;
    const { figures } = finding;
    const row: Row = {
      file,
      name,
      type,
      urn: urn ?? null,
      what: finding.what,
      region: finding.region,
      per: finding.per,
      runsPerMonth: finding.runsPerMonth,
      energyKwh: figures.energy,
      operationalGrams: figures.operational,
      embodiedGrams: figures.embodied,
      emissionsGrams: figures.emissions,
      costUsd: figures.cost,
    };
    // Most rows have nothing of what follows, and each object that is made for nothing takes time.
    if (asked.length > 0) Object.assign(row, besideOf(figures, asked));
    addRest(row, finding);
    yield row;
  }
}

/** Adds what only some rows have. */
function addRest(row: Row, finding: Estimated): void {
  if (finding.network !== undefined) row.network = finding.network;
  const sci = sciOf(finding);
  if (sci.length > 0) row.sci = sci.map(({ per, emissions }) => ({ per, emissionsGrams: emissions }));
  if (finding.figures.measured !== undefined) row.measured = [...evidenceOf(finding.figures)];
}

function* notEstimated(entries: readonly Entry[]): Generator<EstimateCommandOutput["notEstimated"][number]> {
  for (const { file, name, type, urn, finding } of entries) {
    if (finding.kind !== "unestimated") continue;
    yield { file, name, type, urn: urn ?? null, because: finding.because, matters: finding.matters };
  }
}
