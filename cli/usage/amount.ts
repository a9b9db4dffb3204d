import type { Measured } from "./measured";

/** One figure, or a range around it, as people write it in a file or a program. */
export type Amount = number | { readonly low: number; readonly likely: number; readonly high: number };

/** What a usage file may say about a resource. */
export interface Knobs {
  readonly hours?: Amount | undefined;
  readonly hoursPerTrial?: Amount | undefined;
  /** By name of the step. */
  readonly hoursPerStep?: Readonly<Record<string, Amount>> | undefined;
  readonly trials?: Amount | undefined;
  readonly warmHours?: Amount | undefined;
  readonly runsPerMonth?: Amount | undefined;
  readonly hoursPerMonth?: Amount | undefined;
  readonly instances?: Amount | undefined;
  readonly instanceType?: string | undefined;
  readonly utilisation?: Amount | undefined;
  readonly requestsPerMonth?: Amount | undefined;
  readonly millisecondsPerRequest?: Amount | undefined;
  readonly tokensPerMonth?: Amount | undefined;
  readonly tokensPerRequest?: Amount | undefined;
  readonly tokensPerRun?: Amount | undefined;
  readonly inferencesPerRun?: Amount | undefined;
  readonly gigabyteSecondsPerMonth?: Amount | undefined;
  readonly gigabytes?: Amount | undefined;
  readonly onlineGigabytes?: Amount | undefined;
  readonly offlineGigabytes?: Amount | undefined;
  /** By destination: a region, or "internet". */
  readonly gigabytesPerMonthTo?: Readonly<Record<string, Amount>> | undefined;
  readonly readsPerMonth?: Amount | undefined;
  readonly writesPerMonth?: Amount | undefined;
  readonly measured?: readonly Measured[] | undefined;
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

/** An amount as a range. */
export function spreadOf(amount: Amount): Exclude<Amount, number> {
  return typeof amount === "number" ? { low: amount, likely: amount, high: amount } : amount;
}

function isQuantity(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value) && value >= 0;
}
