import { CATALOG_VERSION, type Placement } from "../carbon";

/** The placement of work that can only be where it is, and whose figures nobody knows. */
export function fixedPlacement(region: string, reason: string, missing: string): Placement {
  return {
    kind: "placed",
    region,
    instanceType: undefined,
    emissions: { kind: "unknown", missing },
    cost: { kind: "unknown", missing },
    dataTransfer: undefined,
    signal: "average",
    reasons: [reason],
    evidence: { kind: "none", basis: "nothing had to be compared" },
    runnersUp: [],
    pareto: [],
    rejected: [],
    catalogVersion: CATALOG_VERSION,
  };
}
