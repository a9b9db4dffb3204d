import type { ResourceValidationPolicy } from "@pulumi/policy";
import { z } from "zod";
import { trialsOf, tuningCostWords } from "../judging/cost-words";
import { searchRequest, tuningConfiguration } from "../reading/job-requests";
import { countAt, type Fields } from "../reading/request-fields";
import { configSchema, pageOf, settingsOf } from "../judging/rule-config";

const name = "tuning-trial-cap";

const settings = z.strictObject({
  maxTrials: z.number().int().positive().default(100).describe("Most trials that one tuning job may run"),
});

/** Makes every tuning job say how many trials it may run, a grid by its product, and keeps that within reason. */
export const tuningTrialCap: ResourceValidationPolicy = {
  name,
  description: "A tuning job runs a limited number of trials.",
  remediationSteps:
    "Set ResourceLimits.MaxNumberOfTrainingJobs to the trials that are worth their energy; narrow the ranges, or search " +
    "with Bayesian where a grid has too many points.",
  severity: "medium",
  enforcementLevel: "mandatory",
  url: pageOf(name),
  configSchema: configSchema(settings),
  validateResource: (resource, report) => {
    const request = searchRequest(resource);
    if (request === undefined) return;
    const { maxTrials } = settingsOf(name, settings, resource);
    const fault = faultOf(tuningConfiguration(request), maxTrials);
    if (fault !== undefined) report(`${fault}; all trials at their limit: ${tuningCostWords(resource, request)}.`);
  },
};

function faultOf(configuration: Fields | undefined, maxTrials: number): string | undefined {
  const trials = trialsOf(configuration);
  if (trials !== undefined) return trials <= maxTrials ? undefined : `Too many trials: ${trials}, maximum ${maxTrials}`;
  // A limit on the whole job's time is a cap of another kind; training-runtime-cap and tuning-stops-early judge times.
  if (countAt(configuration, "ResourceLimits", "MaxRuntimeInSeconds") !== undefined) return undefined;
  return `Expected ResourceLimits.MaxNumberOfTrainingJobs of at most ${maxTrials}, got none`;
}
