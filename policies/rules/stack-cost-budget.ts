import type { StackValidationPolicy } from "@pulumi/policy";
import { z } from "zod";
import { configSchema, pageOf, settingsOf } from "../judging/rule-config";
import { type MonthlyItem, monthlySum, roundedUp, stackMonth } from "../judging/stack-month";

const name = "stack-cost-budget";

const settings = z.strictObject({
  maxUsdPerMonth: z
    .number()
    .nonnegative()
    .default(500)
    .describe(
      "Most that always-on instances may cost in a month, USD at on-demand prices, at the high end of the estimate",
    ),
  acceptUnknown: z
    .boolean()
    .default(false)
    .describe("Whether instances without a figure pass beside a budget that is kept"),
});

/** Holds what a stack keeps running all month to a budget in dollars, unknown prices included. */
export const stackCostBudget: StackValidationPolicy = {
  name,
  description: "What a stack keeps running all month stays within its cost budget.",
  remediationSteps:
    "Let the endpoint named in the message scale to zero or take a smaller type, or agree on a higher maxUsdPerMonth.",
  severity: "medium",
  enforcementLevel: "mandatory",
  url: pageOf(name),
  configSchema: configSchema(settings),
  validateStack: (stack, report) => {
    const month = stackMonth(stack.resources);
    const fault = faultOf(month.items, settingsOf(name, settings, stack));
    if (fault !== undefined) report(fault);
    // What a preview does not know yet is for the SDK to report, after all that could be judged.
    if (month.unknown !== undefined) throw month.unknown;
  },
};

function faultOf(items: readonly MonthlyItem[], agreed: z.output<typeof settings>): string | undefined {
  const { high, largest, without } = monthlySum(items, ({ cost }) => cost);
  const maximum = `$${agreed.maxUsdPerMonth}`;
  if (largest !== undefined && high > agreed.maxUsdPerMonth) {
    const most = `${largest.what} alone up to $${roundedUp(largest.high)}`;
    const missing = without.length === 0 ? "" : `; unknown for ${without.length} more`;
    return `Too much money: up to $${roundedUp(high)} a month, maximum ${maximum}; ${most}${missing}.`;
  }
  if (without.length === 0 || agreed.acceptUnknown) return undefined;
  return `Unknown cost of ${without.join(", ")}: the maximum of ${maximum} a month cannot be judged.`;
}
