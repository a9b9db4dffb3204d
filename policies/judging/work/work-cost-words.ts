import { addFootprints } from "../../../carbon/index";
import { words } from "../cost-words";
import type { StackResource } from "./piece-of-work";
import { stackWork } from "./stack-work";

/** What the work of one resource costs in a region, of a month or of one run, in a clause; says so when unknown. */
export function workCostWords(resource: StackResource, region: string | undefined): string {
  const { pieces, unknown } = stackWork([resource]);
  const [first] = pieces;
  const rhythm = first?.rhythm === "once" ? "one run at its limit" : "a month";
  const cost = words(() => {
    if (region === undefined || first === undefined || unknown !== undefined) return undefined;
    const footprints = pieces.flatMap(({ footprintIn }) => footprintIn(region) ?? []);
    if (footprints.length < pieces.length) return undefined;
    return addFootprints("month", footprints);
  });
  return first === undefined ? "what its use costs is unknown" : `${rhythm}: ${cost}`;
}
