import type { StackValidationPolicy } from "@pulumi/policy";
import { z } from "zod";
import { configSchema, pageOf, settingsOf } from "../judging/rule-config";
import { budgetTerms, judgeBudget } from "../judging/stack/stack-budget";
import { money } from "../judging/stack/stack-month";

const name = "stack-cost-budget";

const settings = z.strictObject({
  maxUsdPerMonth: z
    .number()
    .nonnegative()
    .default(500)
    .describe(
      "Most that what runs all month or by the clock may cost in a month, USD at on-demand prices, at the high end of the estimate",
    ),
  ...budgetTerms,
});

/** Holds what a stack runs all month to a budget in dollars, unknown prices included. */
export const stackCostBudget: StackValidationPolicy = {
  name,
  description: "What a stack runs all month, or by the clock, stays within its cost budget.",
  remediationSteps:
    "Let what the message names rest when nobody uses it, or take a smaller type, or agree on a higher maxUsdPerMonth.",
  severity: "medium",
  enforcementLevel: "mandatory",
  url: pageOf(name),
  configSchema: configSchema(settings),
  validateStack: (stack, report) => {
    const { maxUsdPerMonth: maximum, ...terms } = settingsOf(name, settings, stack);
    judgeBudget(stack, { ...terms, maximum, unit: money }, report);
  },
};
