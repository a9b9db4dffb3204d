import type { Estimate, Known } from "../units/estimate";
import { fraction, grams, kilowattHours, litres, usd, type Fraction, type Grams } from "../units/quantities";
import { correlatedSum } from "./correlated-sum";
import type { Footprint, GridSignal, Shares, Term } from "./footprint";
import { unknownsOf } from "./footprint-of";

/** Several footprints as one, each figure a {@link correlatedSum}. Throws RangeError when they count different signals. */
export function addFootprints(functionalUnit: string, footprints: readonly Footprint[]): Footprint {
  const sum = <Q extends number>(pick: (one: Footprint) => Estimate<Q>, make: (value: number) => Q): Estimate<Q> =>
    correlatedSum(footprints.map(pick), make);
  const figures = {
    energy: sum((one) => one.energy, kilowattHours),
    operational: sum((one) => one.operational, grams),
    embodied: sum((one) => one.embodied, grams),
    emissions: sum((one) => one.emissions, grams),
    cost: sum((one) => one.cost, usd),
  };
  return {
    functionalUnit,
    signal: signalOf(footprints),
    ...figures,
    marketBased: sum((one) => one.marketBased, grams),
    water: { onSite: sum((one) => one.water.onSite, litres), offSite: sum((one) => one.water.offSite, litres) },
    shares: sharesOf(footprints, figures.emissions),
    unknowns: unknownsOf(Object.values(figures)),
  };
}

function signalOf(footprints: readonly Footprint[]): GridSignal {
  const [signal = "average", ...others] = new Set(footprints.map((one) => one.signal));
  if (others.length === 0) return signal;
  throw new RangeError("Cannot add footprints because some count average and some marginal emissions");
}

function sharesOf(footprints: readonly Footprint[], total: Footprint["emissions"]): Shares {
  if (total.kind !== "known" || total.likely === 0) return {};
  const sums = new Map<Term, number>();
  for (const { shares, emissions } of footprints) {
    // A sum that is known has parts that are.
    const weight = (emissions as Known<Grams>).likely / total.likely;
    for (const [term, part] of Object.entries(shares) as [Term, Fraction][])
      sums.set(term, (sums.get(term) ?? 0) + part * weight);
  }
  return Object.fromEntries([...sums].map(([term, part]) => [term, fraction(Math.min(1, part))]));
}
