import { catalogVersion, type Pin, type Placement } from "../carbon";

/**
 * The placement of work that can only be where its model is, and whose figures nobody knows.
 *
 * @throws Error with one sentence where a pin says another region
 */
export function fixedPlacement(region: string, reason: string, missing: string, pin: Pin | undefined): Placement {
  if (pin !== undefined && pin.region !== region) {
    throw new Error(
      `Cannot keep the pin on ${pin.region} because the model is in ${region}: unpin it, or move the model`,
    );
  }
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
    ...(pin !== undefined && { pinned: pin }),
    catalogVersion: catalogVersion(),
  };
}
