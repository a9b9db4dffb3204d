import type { StackValidationPolicy } from "@pulumi/policy";
import { z } from "zod";
import { configSchema, pageOf, settingsOf } from "../judging/rule-config";
import { budgetTerms, judgeBudget } from "../judging/stack/stack-budget";
import { carbon } from "../judging/stack/stack-month";

const name = "stack-carbon-budget";

const settings = z.strictObject({
  maxKilogramsPerMonth: z
    .number()
    .nonnegative()
    .default(100)
    .describe(
      "Most that what runs all month or by the clock may emit in a month, kgCO2e, at the high end of the estimate",
    ),
  ...budgetTerms,
});

/** Holds what a stack runs all month to a budget in grams, unknown figures included. */
export const stackCarbonBudget: StackValidationPolicy = {
  name,
  description: "What a stack runs all month, or by the clock, stays within its carbon budget.",
  remediationSteps:
    "Let what the message names rest when nobody uses it, or take a smaller type or a cleaner region, or agree on a higher maxKilogramsPerMonth.",
  severity: "high",
  enforcementLevel: "mandatory",
  url: pageOf(name),
  configSchema: configSchema(settings),
  validateStack: (stack, report) => {
    const { maxKilogramsPerMonth: maximum, ...terms } = settingsOf(name, settings, stack);
    judgeBudget(stack, { ...terms, maximum, unit: carbon }, report);
  },
};
