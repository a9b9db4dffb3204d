import type { Estimate, Footprint } from "../carbon";

/** The footprint of work of which nothing is known: unknown, which is not zero. */
export function unknownFootprint(functionalUnit: string, missing: string): Footprint {
  const unknown: Estimate<never> = { kind: "unknown", missing };
  return {
    functionalUnit,
    energy: unknown,
    operational: unknown,
    embodied: unknown,
    emissions: unknown,
    cost: unknown,
    unknowns: [missing],
  };
}
