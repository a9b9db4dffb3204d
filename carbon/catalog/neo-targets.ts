import { text, words } from "./cells";
import { once } from "./once";
import { table } from "./table";

/** A cloud target of SageMaker Neo and the only hosts that its code runs on. */
export interface NeoTarget {
  /** Such as "ml_c5". */
  readonly target: string;
  /** Such as "c5". */
  readonly family: string;
  /** Regions that compile for it; empty when every Neo region does. */
  readonly onlyRegions: readonly string[];
  /** Pages of the SageMaker Developer Guide the row was read from, with their date. */
  readonly source: string;
}

const rows = table(
  "neo-targets.csv",
  { target: text, family: text, only_regions: words, source: text },
  (row): NeoTarget => ({
    target: row.target,
    family: row.family,
    onlyRegions: row.only_regions,
    source: row.source,
  }),
);

const byTarget = once(() => new Map(rows().map((row) => [row.target, row])));

/** Every cloud target. */
export function neoTargets(): readonly NeoTarget[] {
  return rows();
}

/** The target; throws one sentence when it is no cloud target of Neo. */
export function neoTarget(target: string): NeoTarget {
  const found = findNeoTarget(target);
  if (found !== undefined) return found;
  throw new Error(`Unknown neoTarget "${target}". Known: ${[...byTarget().keys()].join(", ")}`);
}

/** The target, or undefined when it is no cloud target of Neo. */
export function findNeoTarget(target: string): NeoTarget | undefined {
  return byTarget().get(target);
}
