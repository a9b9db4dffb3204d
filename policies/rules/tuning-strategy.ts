import type { ResourceValidationPolicy } from "@pulumi/policy";
import { z } from "zod";
import { tuningCostWords } from "../judging/cost-words";
import { searchRequest, tuningConfiguration } from "../reading/job-requests";
import { textAt } from "../reading/request-fields";
import { configSchema, pageOf, settingsOf } from "../judging/rule-config";

const name = "tuning-strategy";

const settings = z.strictObject({
  acceptedStrategies: z
    .array(z.enum(["Bayesian", "Grid", "Hyperband", "Random"]))
    .min(1)
    .default(["Bayesian", "Hyperband"])
    .describe("Strategies a tuning job may search with"),
});

/** Refuses searches that learn nothing from the trials they have paid for. */
export const tuningStrategy: ResourceValidationPolicy = {
  name,
  description: "Hyperparameters are searched with a strategy that learns from the trials before.",
  remediationSteps: "Set the strategy to Bayesian, or to Hyperband where the training reports its metric every epoch.",
  severity: "medium",
  enforcementLevel: "mandatory",
  url: pageOf(name),
  configSchema: configSchema(settings),
  validateResource: (resource, report) => {
    const request = searchRequest(resource);
    if (request === undefined) return;
    const accepted: readonly string[] = settingsOf(name, settings, resource).acceptedStrategies;
    const strategy = textAt(tuningConfiguration(request), "Strategy");
    if (strategy !== undefined && accepted.includes(strategy)) return;
    const cost = tuningCostWords(resource, request);
    report(
      `Expected strategy ${accepted.join(" or ")}, got ${strategy ?? "none"}; all trials at their limit: ${cost}.`,
    );
  },
};
