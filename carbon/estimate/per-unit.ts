import type { Estimate } from "../units/estimate";
import { joinEstimates, known } from "../units/join-estimates";
import { range, spread, type Spread } from "../units/range";
import type { Footprint } from "./footprint";

/** What a footprint is shared among. */
export interface FunctionalUnits {
  /** In words, singular or with its number: "1,000 inferences", "token", "GB-second". */
  readonly unit: string;
  /** How many such units the footprint covers, above 0; a range where that is not certain. */
  readonly count: Spread<number>;
}

/**
 * The footprint of one functional unit. Its `emissions` are the Software Carbon Intensity (ISO/IEC 21031:2024: SCI = (E x I + M)
 * per R) with E x I in `operational` and M in `embodied`; the market-based figure has no part in it.
 */
export function perUnit(footprint: Footprint, { unit, count }: FunctionalUnits): Footprint {
  const units = spread(count);
  if (!(units.low > 0 && Number.isFinite(units.high)))
    throw new RangeError(`Expected a count of "${unit}" above 0, got ${units.low}`);
  const each = known(range(1 / units.high, 1 / units.likely, 1 / units.low), `shared among ${units.likely} x ${unit}`);
  const shared = <Q extends number>(whole: Estimate<Q>): Estimate<Q> =>
    joinEstimates([whole, each], (all, part) => (all * part) as Q);
  const { water } = footprint;
  return {
    ...footprint,
    functionalUnit: unit,
    energy: shared(footprint.energy),
    operational: shared(footprint.operational),
    embodied: shared(footprint.embodied),
    emissions: shared(footprint.emissions),
    marketBased: shared(footprint.marketBased),
    water: { onSite: shared(water.onSite), offSite: shared(water.offSite) },
    cost: shared(footprint.cost),
  };
}
