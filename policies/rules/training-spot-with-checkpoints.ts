import type { ResourceValidationPolicy } from "@pulumi/policy";
import { z } from "zod";
import { DEFAULT_RUNTIME_SECONDS, runtimeLimit, trainingCostWords } from "../judging/cost-words";
import { trainingRuns } from "../reading/job-requests";
import { type Fields, flagAt, textAt } from "../reading/request-fields";
import { configSchema, pageOf, settingsOf } from "../judging/rule-config";

const name = "training-spot-with-checkpoints";

const settings = z.strictObject({
  maxOnDemandHours: z
    .number()
    .nonnegative()
    .default(1)
    .describe("Longest run-time limit, hours, that a training may have without managed spot and checkpoints"),
});

/** Puts long trainings on capacity that would stand idle, with checkpoints so that no interruption repeats the work. */
export const trainingSpotWithCheckpoints: ResourceValidationPolicy = {
  name,
  description: "Long trainings use managed spot capacity and keep checkpoints.",
  remediationSteps:
    "Set EnableManagedSpotTraining, a MaxWaitTimeInSeconds of at least the run-time limit, and CheckpointConfig.S3Uri.",
  severity: "medium",
  enforcementLevel: "mandatory",
  url: pageOf(name),
  configSchema: configSchema(settings),
  validateResource: (resource, report) => {
    for (const run of trainingRuns(resource)) {
      const limit = (runtimeLimit(run.request) ?? DEFAULT_RUNTIME_SECONDS) / 3600;
      const { maxOnDemandHours } = settingsOf(name, settings, resource);
      const lacking = limit <= maxOnDemandHours ? undefined : lackingFor(run.request);
      if (lacking === undefined) continue;
      const long = `${run.what}, whose run-time limit of ${limit} h is above ${maxOnDemandHours} h`;
      report(`Expected ${lacking} for ${long}; at its limit: ${trainingCostWords(resource, run)}.`);
    }
  },
};

function lackingFor(request: Fields): string | undefined {
  // Capacity reserved by a training plan is paid for and powered whether spot is asked for or not.
  if (textAt(request, "ResourceConfig", "TrainingPlanArn") !== undefined) return undefined;
  const checkpoints = textAt(request, "CheckpointConfig", "S3Uri") !== undefined;
  if (!flagAt(request, "EnableManagedSpotTraining")) {
    return checkpoints ? "EnableManagedSpotTraining" : "EnableManagedSpotTraining and CheckpointConfig.S3Uri";
  }
  return checkpoints ? undefined : "CheckpointConfig.S3Uri beside managed spot";
}
