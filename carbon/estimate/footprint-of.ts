import type { Estimate } from "../units/estimate";
import { evaluate, merge, variable, type Formula } from "../units/formula";
import { addGrams, emissions, facilityEnergy, siteWater } from "../units/operations";
import { fraction, type Grams, type KilowattHours, type Usd } from "../units/quantities";
import type { Footprint, Shares, Term } from "./footprint";
import { marketBased } from "./market-based";
import type { Site } from "./site";

/** Energy of the computers by cause, as likely parts of any common size. */
export type Split = readonly (readonly [cause: Term, part: number])[];

/** Work of any kind, reduced to what its footprint needs. */
export interface Work {
  readonly functionalUnit: string;
  readonly site: Site;
  /** Energy of the computers, before the facility's overhead. */
  readonly computers: Formula<KilowattHours>;
  /** Share of the emissions of making the machines. */
  readonly making: Formula<Grams>;
  readonly price: Formula<Usd>;
  readonly split: Split;
}

/**
 * The footprint of any work: energy = computers x PUE; operational = energy x grid; emissions = operational + embodied, what
 * both stand on varied once (SCI, ISO/IEC 21031:2024: E x I + M); water = computers x WUE.
 */
export function footprintOf({ functionalUnit, site, computers, making, price, split }: Work): Footprint {
  const used = merge(computers, variable(site.pue), facilityEnergy);
  const emitted = merge(used, variable(site.intensity), emissions);
  const figures = {
    energy: evaluate(used),
    operational: evaluate(emitted),
    embodied: evaluate(making),
    emissions: evaluate(merge(emitted, making, addGrams)),
    cost: evaluate(price),
  };
  return {
    functionalUnit,
    signal: site.signal,
    ...figures,
    marketBased: marketBased(site, figures.operational),
    water: {
      onSite: evaluate(merge(computers, variable(site.wue), siteWater)),
      offSite: { kind: "unknown", missing: "water of the power stations behind the grid" },
    },
    shares: sharesOf(split, site, figures),
    unknowns: unknownsOf(Object.values(figures)),
  };
}

/** What is missing in some estimates, one clause each. */
export function unknownsOf(estimates: readonly Estimate<number>[]): readonly string[] {
  const clauses = estimates.flatMap((one) => (one.kind === "known" ? [] : one.missing.split("; ")));
  return [...new Set(clauses)];
}

function sharesOf(
  split: Split,
  { pue }: Site,
  { operational, embodied }: Pick<Footprint, "operational" | "embodied">,
): Shares {
  if (pue.kind !== "known" || operational.kind !== "known" || embodied.kind !== "known") return {};
  const total = operational.likely + embodied.likely;
  const whole = split.reduce((sum, [, part]) => sum + part, 0);
  if (total === 0 || whole === 0) return {};
  const computers = operational.likely / pue.likely / total;
  const parts = split
    .filter(([, part]) => part > 0)
    .map(([cause, part]) => [cause, (computers * part) / whole] as const);
  const rest = [
    ["facilityOverhead", operational.likely / total - computers],
    ["embodied", embodied.likely / total],
  ] as const;
  return Object.fromEntries([...parts, ...rest].map(([cause, part]) => [cause, fraction(part)]));
}
