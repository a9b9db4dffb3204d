import { count as whole } from "../units/quantities";
import { spread, type Spread } from "../units/range";
import { typesWith } from "./measured-work";
import type { PlacementRequest, PlacementWork, Scaling } from "./placement-request";

/** Throws one sentence where work that stays all month is given a time that only runs have. */
export function checkUse({ use, work }: PlacementRequest): void {
  if (use !== "endpoint" && use !== "serverless") return;
  const stray = (["hours", "flops", "trials", "deadline", "maxHours"] as const).find((one) => work[one] !== undefined);
  if (stray === undefined) return;
  const instead = use === "endpoint" ? "work.rows" : "work.serverless";
  throw new Error(
    `Cannot use work.${stray} for the use "${use}" because it counts by the month, not by runs: ${instead} says what it is asked for`,
  );
}

/** Throws one sentence where the amount of work is stated twice, cannot be, or nothing tells how long it takes. */
export function checkAmounts(work: PlacementWork): void {
  const stated = (["hours", "flops", "rows"] as const).filter((one) => work[one] !== undefined);
  if (stated.length > 1)
    throw new Error(`Expected one of ${stated.map((one) => `work.${one}`).join(" and ")}, got both`);
  if (work.rows !== undefined && !hasSpeed(work)) {
    throw new Error("Expected work.benchmarks, because only a measurement tells how long work.rows take, got none");
  }
  checkAmount(work.flops, "work.flops");
  checkAmount(work.rows, "work.rows");
  if (work.scaling !== undefined) checkScaling(work.scaling);
}

function hasSpeed(work: PlacementWork): boolean {
  const timed = [...typesWith(work, "inferencesPerSecond"), ...typesWith(work, "hours")];
  return timed.length > 0 || (work.benchmarks ?? []).length > 0;
}

function checkAmount(amount: Spread<number> | undefined, name: string): void {
  if (amount === undefined) return;
  const { low, high } = spread(amount);
  if (low < 0 || !Number.isFinite(high)) {
    throw new RangeError(`Expected ${name} that are finite and at least 0, got ${low < 0 ? low : high}`);
  }
}

function checkScaling({ instanceCounts, efficiency }: Scaling): void {
  if (instanceCounts.length === 0) throw new Error("Expected work.scaling.instanceCounts of at least one, got none");
  if (efficiency === 0) throw new RangeError("Expected work.scaling.efficiency above 0, got 0");
  for (const one of instanceCounts) whole(one, "work.scaling.instanceCounts");
}
