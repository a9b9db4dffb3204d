import { gibibytes, hours, type Estimate, type Placement, type PlacementRequest } from "../../../carbon";

/** A tuning run of 20 trials, changed as a test needs it. */
export const tuning = (overrides: Partial<PlacementRequest> = {}): PlacementRequest => ({
  use: "tuning",
  work: { hours: hours(0.2), trials: 20 },
  needs: { vcpu: 4, memoryGib: gibibytes(8) },
  ...overrides,
});

/** The likely value, or not a number where there is none. */
export const likely = <Q extends number>(estimate: Estimate<Q>): number =>
  estimate.kind === "known" ? estimate.likely : Number.NaN;

/** Why a region, a type or a family was rejected. */
export const rejection = ({ rejected }: Placement, name: string): string | undefined =>
  rejected.find(({ region, instanceType }) => (region ?? instanceType) === name)?.because;
