import { totalOf, type Option } from "./contest";

/** An option that none is both greener and cheaper than. */
export interface ParetoOption {
  readonly option: Option;
  /** What a tonne costs that it emits less than the next cheaper one; undefined for the cheapest. */
  readonly usdPerTonne: number | undefined;
}

/** The options that none is both greener and cheaper than, cheapest first; options without a price take no part. */
export function paretoOf(options: readonly Option[]): readonly ParetoOption[] {
  const front: ParetoOption[] = [];
  for (const option of options.filter(hasPrice).toSorted(byPrice)) {
    const last = front.at(-1)?.option;
    if (last !== undefined && totalOf(option) >= totalOf(last)) continue;
    front.push({ option, usdPerTonne: last && usdPerTonne(last, option) });
  }
  return front;
}

const gramsPerTonne = 1e6;

/** What a tonne costs that one option emits less than a cheaper one; undefined where either price is unknown. */
export function usdPerTonne(cheaper: Option, greener: Option): number | undefined {
  if (cheaper.price === undefined || greener.price === undefined) return undefined;
  return ((greener.price - cheaper.price) / (totalOf(cheaper) - totalOf(greener))) * gramsPerTonne;
}

type Priced = Option & { readonly price: number };

function hasPrice(option: Option): option is Priced {
  return option.price !== undefined && option.contender.weighable;
}

/** Cheapest first, of equal prices the greenest, then by region and rank, without making keys for each comparison. */
function byPrice(one: Priced, other: Priced): number {
  return one.price - other.price || totalOf(one) - totalOf(other) || (one.region.id < other.region.id ? -1 : 1);
}
