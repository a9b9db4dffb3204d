import type { Footprint } from "../../../carbon/index";
import { ifKnown } from "../../reading/known-yet";
import type { PieceOfWork } from "../work/piece-of-work";

/** A quantity of footprints that stacks are judged by, and how it is told. */
export interface Unit {
  readonly quantity: (footprint: Footprint) => Footprint["emissions"] | Footprint["cost"];
  /** In a sentence on what is unknown: "emissions". */
  readonly noun: string;
  /** In a sentence on too much of it: "CO2e". */
  readonly tooMuch: string;
  /** In the unit of the settings: grams in kilograms. */
  readonly inSettings: (value: number) => number;
  /** With the unit of the settings around it. */
  readonly written: (amount: number | string) => string;
}

/** With a comma between thousands, as prices are told everywhere. */
function grouped(amount: number | string): string {
  return typeof amount === "number" ? amount.toLocaleString("en-US", { maximumFractionDigits: 3 }) : amount;
}

/** Emissions, told in kilograms. */
export const carbon: Unit = {
  quantity: ({ emissions }) => emissions,
  noun: "emissions",
  tooMuch: "CO2e",
  inSettings: (grams) => grams / 1000,
  written: (amount) => `${grouped(amount)} kg`,
};

/** Money at on-demand prices. */
export const money: Unit = {
  quantity: ({ cost }) => cost,
  noun: "cost",
  tooMuch: "money",
  inSettings: (usd) => usd,
  written: (amount) => `$${grouped(amount)}`,
};

/** The high ends of one quantity over a month, in the unit of settings; what has no figure is kept apart, never zero. */
export interface MonthlySum {
  readonly high: number;
  readonly largest: { readonly what: string; readonly high: number } | undefined;
  /** What runs all month or by the clock, and has no figure. */
  readonly without: readonly string[];
  /** What is not in the sum because it depends on use, or runs once. */
  readonly leftOut: readonly string[];
}

/** Adds up a month; a job of the stack itself is taken to run so many times. */
export function monthlySum(pieces: readonly PieceOfWork[], unit: Unit, jobRuns: number): MonthlySum {
  const known: { what: string; high: number }[] = [];
  const without: string[] = [];
  const leftOut: string[] = [];
  for (const piece of pieces) {
    const { what, rhythm } = piece;
    const times = rhythm === "once" ? jobRuns : 1;
    if (rhythm === "use" || times === 0) leftOut.push(what);
    else {
      const high = highOf(piece, unit);
      if (high === undefined) without.push(what);
      else known.push({ what, high: high * times });
    }
  }
  const [largest] = known.toSorted((one, other) => other.high - one.high);
  return { high: known.reduce((sum, one) => sum + one.high, 0), largest, without, leftOut };
}

/** The high end of a piece where it is, in the unit of settings; undefined where it has no figure. */
function highOf({ region, footprintIn }: PieceOfWork, { quantity, inSettings }: Unit): number | undefined {
  const footprint = region === undefined ? undefined : ifKnown(() => footprintIn(region));
  const estimate = footprint === undefined ? undefined : quantity(footprint);
  return estimate === undefined || estimate.kind === "unknown" ? undefined : inSettings(estimate.high);
}

/** An amount for people, never less than it is. */
export function roundedUp(value: number): string {
  return value < 10 ? (Math.ceil(value * 10) / 10).toFixed(1) : Math.ceil(value).toLocaleString("en-US");
}

/** Names for a sentence, not too many. */
export function listed(names: readonly string[], most = 5): string {
  const rest = names.length - most;
  return rest <= 0 ? names.join(", ") : `${names.slice(0, most).join(", ")} and ${rest} more`;
}
