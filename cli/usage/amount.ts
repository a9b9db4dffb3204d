/** One figure, or a range around it, as people write it in a file or a program. */
export type Amount = number | { readonly low: number; readonly likely: number; readonly high: number };

/** What a usage file may say about a resource. */
export interface Knobs {
  readonly hours?: Amount | undefined;
  readonly hoursPerTrial?: Amount | undefined;
  readonly trials?: Amount | undefined;
  readonly runsPerMonth?: Amount | undefined;
  readonly hoursPerMonth?: Amount | undefined;
  readonly instances?: Amount | undefined;
  readonly utilisation?: Amount | undefined;
  readonly requestsPerMonth?: Amount | undefined;
  readonly millisecondsPerRequest?: Amount | undefined;
  readonly gigabytes?: Amount | undefined;
  readonly readsPerMonth?: Amount | undefined;
  readonly writesPerMonth?: Amount | undefined;
}
export type Knob = keyof Knobs;

/** What a component's argument says, where it is an amount. */
export function amountOf(value: unknown): Amount | undefined {
  if (isQuantity(value)) return value;
  if (typeof value !== "object" || value === null) return undefined;
  const { low, likely, high } = value as Readonly<Record<string, unknown>>;
  if (!isQuantity(low) || !isQuantity(likely) || !isQuantity(high)) return undefined;
  return low <= likely && likely <= high ? { low, likely, high } : undefined;
}

function isQuantity(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value) && value >= 0;
}
