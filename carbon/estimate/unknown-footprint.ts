import type { Unknown } from "../units/estimate";
import type { Footprint } from "./footprint";

/** The footprint of work of which nothing is known: unknown, which is not zero. */
export function unknownFootprint(functionalUnit: string, missing: string): Footprint {
  const unknown: Unknown = { kind: "unknown", missing };
  return {
    functionalUnit,
    signal: "average",
    energy: unknown,
    operational: unknown,
    embodied: unknown,
    emissions: unknown,
    marketBased: unknown,
    water: { onSite: unknown, offSite: unknown },
    cost: unknown,
    shares: {},
    unknowns: [missing],
  };
}
