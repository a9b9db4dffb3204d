import type { StackValidationArgs } from "@pulumi/policy";
import { z } from "zod";
import { listed, type MonthlySum, monthlySum, roundedUp, type Unit } from "./stack-month";
import { stackWork } from "../work/stack-work";

/** What every budget of a stack lets its owner agree on besides the amount. */
export const budgetTerms = {
  acceptUnknown: z
    .boolean()
    .default(false)
    .describe("Whether what runs all month without a figure passes beside a budget that is kept"),
  acceptByUse: z
    .boolean()
    .default(true)
    .describe(
      "Whether what depends on calls or data that no program states passes beside a budget that is kept; it is never in the sum",
    ),
  jobRunsPerMonth: z
    .number()
    .int()
    .nonnegative()
    .default(0)
    .describe("How often a month each job of the stack itself is taken to run, at its limit; 0 leaves jobs out"),
};

/** A budget, as somebody agreed to it. */
export interface Budget extends z.output<z.ZodObject<typeof budgetTerms>> {
  readonly maximum: number;
  readonly unit: Unit;
}

/** Holds what a stack runs all month, or by the clock, to a budget. */
export function judgeBudget(stack: StackValidationArgs, budget: Budget, report: (message: string) => void): void {
  const { pieces, unknown } = stackWork(stack.resources);
  const fault = faultOf(monthlySum(pieces, budget.unit, budget.jobRunsPerMonth), budget);
  if (fault !== undefined) report(fault);
  // What a preview does not know yet is for the SDK to report, after all that could be judged.
  if (unknown !== undefined) throw unknown;
}

function faultOf({ high, largest, without, leftOut }: MonthlySum, budget: Budget): string | undefined {
  const { maximum, unit } = budget;
  if (largest !== undefined && high > maximum) {
    const most = `${largest.what} alone up to ${unit.written(roundedUp(largest.high))}`;
    const missing = without.length === 0 ? "" : `; unknown for ${without.length} more`;
    const more = leftOut.length === 0 ? "" : `; not in it are ${leftOut.length} that run once or by use`;
    return `Too much ${unit.tooMuch}: up to ${unit.written(roundedUp(high))} a month, maximum ${unit.written(maximum)}; ${most}${missing}${more}.`;
  }
  const open = [...(budget.acceptUnknown ? [] : without), ...(budget.acceptByUse ? [] : leftOut)];
  if (open.length === 0) return undefined;
  return `Unknown ${unit.noun} of ${listed(open)}: the maximum of ${unit.written(maximum)} a month cannot be judged.`;
}
