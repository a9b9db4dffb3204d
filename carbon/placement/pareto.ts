import { totalOf, type Option } from "./contest";

/** An option whose price is known. */
export type PricedOption = Option & { readonly price: number };

/** An option that none is both greener and cheaper than. */
export interface ParetoOption {
  readonly option: PricedOption;
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

/** What a tonne costs that one option emits less than a cheaper one. */
export function usdPerTonne(cheaper: PricedOption, greener: PricedOption): number {
  return ((greener.price - cheaper.price) / (totalOf(cheaper) - totalOf(greener))) * gramsPerTonne;
}

function hasPrice(option: Option): option is PricedOption {
  return option.price !== undefined && option.contender.weighable;
}

/** Cheapest first, of equal prices the greenest; equal ones stay in the order of regions and ranks. */
function byPrice(one: PricedOption, other: PricedOption): number {
  return one.price - other.price || totalOf(one) - totalOf(other);
}
