import type { ResourceValidationPolicy } from "@pulumi/policy";
import { z } from "zod";
import { DEFAULT_RUNTIME_SECONDS, runtimeLimit, trainingCostWords } from "../judging/cost-words";
import { trainingRuns } from "../reading/job-requests";
import { configSchema, pageOf, settingsOf } from "../judging/rule-config";

const name = "training-runtime-cap";

const settings = z.strictObject({
  maxHours: z
    .number()
    .positive()
    .default(DEFAULT_RUNTIME_SECONDS / 3600)
    .describe("Longest run-time limit, hours, that a training or one trial may have"),
});

/** Makes every training say after how long it is to be stopped. */
export const trainingRuntimeCap: ResourceValidationPolicy = {
  name,
  description: "Every training names a run-time limit, and one within reason.",
  remediationSteps: "Set StoppingCondition.MaxRuntimeInSeconds to a little more than the training is known to take.",
  severity: "medium",
  enforcementLevel: "mandatory",
  url: pageOf(name),
  configSchema: configSchema(settings),
  validateResource: (resource, report) => {
    for (const run of trainingRuns(resource)) {
      const fault = faultOf(runtimeLimit(run.request), settingsOf(name, settings, resource).maxHours);
      if (fault !== undefined) report(`${fault} for ${run.what}; at its limit: ${trainingCostWords(resource, run)}.`);
    }
  },
};

function faultOf(limit: number | undefined, maxHours: number): string | undefined {
  if (limit === undefined) return "Expected StoppingCondition.MaxRuntimeInSeconds, got none (AWS then allows 86400 s)";
  const maximum = maxHours * 3600;
  return limit <= maximum ? undefined : `Too long: MaxRuntimeInSeconds ${limit}, maximum ${maximum},`;
}
