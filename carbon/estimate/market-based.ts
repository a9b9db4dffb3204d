import { coefficient } from "../catalog/coefficients";
import type { Estimate } from "../units/estimate";
import { bounded, known } from "../units/join-estimates";
import { grams, type Grams } from "../units/quantities";
import { exactly } from "../units/range";
import type { Site } from "./site";

/**
 * Operational emissions by the contracts AWS says it holds (GHG Protocol Scope 2 Guidance 2015: market-based). AWS states that
 * it matched all its electricity; where it states that the match lies in the region's own grid the figure is 0, elsewhere it
 * lies between 0 and the location-based one, because the guidance asks for contracts of the same market.
 */
export function marketBased({ region }: Site, operational: Estimate<Grams>): Estimate<Grams> {
  if (region === undefined || operational.kind === "unknown")
    return { kind: "unknown", missing: "contracts behind the electricity" };
  const claim = coefficient("market", "matched_share");
  if (region.matchedInGrid)
    return known(exactly(grams(operational.low * (1 - claim.likely))), `AWS's claim (${claim.source})`);
  return bounded(
    grams(0),
    operational.high,
    "between AWS's claim of full matching and the location-based figure",
    "contracts in the region's own grid",
  );
}
