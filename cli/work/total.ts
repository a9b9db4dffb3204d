import type { Estimate } from "../../carbon";
import type { Entry } from "./entries";
import { statedTimes, sum, sumFigures, type Beside, type Figure, type Figures } from "./figures";

/** Everything of the input together. */
export interface Total {
  readonly energy: Estimate<number>;
  readonly emissions: Estimate<number>;
  readonly cost: Estimate<number>;
  /** What of it is the journey of data, inside AWS and over the public internet apart; empty where nothing travels. */
  readonly network: Readonly<Partial<Record<"aws" | "internet", Pick<Figures, "energy" | "emissions" | "cost">>>>;
  /** What was asked for besides. */
  readonly beside: Beside;
  /** How many things that may count are in none of these, by figure. */
  readonly leftOut: { readonly energy: number; readonly emissions: number; readonly cost: number };
}

/** In words: what a total is. */
export const totalRule =
  "a month of everything that stays, and one run of each job, or as many as its runsPerMonth says; errors of known ranges move together by half, bounds are added";

/** Adds up what is known; what is not is counted beside it, never as zero. */
export function totalOf(entries: readonly Entry[], asked: readonly (keyof Beside)[] = []): Total {
  const untold = entries.filter(({ finding }) => finding.kind === "unestimated" && finding.matters).length;
  const figures = entries.flatMap(({ finding }) =>
    finding.kind === "estimated" ? [statedTimes(finding.figures, finding.runsPerMonth, "runs as stated")] : [],
  );
  const of = (name: Figure): { readonly all: Estimate<number>; readonly leftOut: number } => {
    const told = figures.map((one) => one[name]).filter((one) => one.kind !== "unknown");
    const leftOut = untold + figures.length - told.length;
    if (told.length === 0 && leftOut > 0) return { all: { kind: "unknown", missing: "everything" }, leftOut };
    return { all: sum(told), leftOut };
  };
  const [energy, emissions, cost] = [of("energy"), of("emissions"), of("cost")];
  return {
    energy: energy.all,
    emissions: emissions.all,
    cost: cost.all,
    network: networkOf(entries),
    beside: Object.fromEntries(asked.map((name) => [name, of(name).all])),
    leftOut: { energy: energy.leftOut, emissions: emissions.leftOut, cost: cost.leftOut },
  };
}

function networkOf(entries: readonly Entry[]): Total["network"] {
  const parts = { aws: [] as Figures[], internet: [] as Figures[] };
  for (const { finding } of entries) {
    if (finding.kind === "estimated" && finding.network !== undefined) parts[finding.network].push(finding.figures);
  }
  return Object.fromEntries(
    Object.entries(parts).flatMap(([way, figures]) => (figures.length === 0 ? [] : [[way, sumFigures(figures)]])),
  );
}
