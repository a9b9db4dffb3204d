import type { ResourceValidationPolicy } from "@pulumi/policy";
import { z } from "zod";
import { DEFAULT_RUNTIME_SECONDS, runtimeLimit, trainingCostWords } from "./cost-words";
import { trainingRuns } from "./job-requests";
import { type Fields, flagAt, textAt } from "./request-fields";
import { configSchema, pageOf, settingsOf } from "./rule-config";

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
      const fault = faultOf(run.request, settingsOf(name, settings, resource).maxOnDemandHours);
      if (fault === undefined) continue;
      report(`${fault} for ${run.what}; at its limit: ${trainingCostWords(resource, run)}.`);
    }
  },
};

function faultOf(request: Fields, maximum: number): string | undefined {
  // Capacity reserved by a training plan is paid for and powered whether spot is asked for or not.
  if (textAt(request, "ResourceConfig", "TrainingPlanArn") !== undefined) return undefined;
  const limit = (runtimeLimit(request) ?? DEFAULT_RUNTIME_SECONDS) / 3600;
  if (limit <= maximum) return undefined;
  const lacking = lackingFor(request);
  return lacking === undefined
    ? undefined
    : `Expected ${lacking} above a run-time limit of ${maximum} h, got a limit of ${limit} h and none`;
}

function lackingFor(request: Fields): string | undefined {
  const checkpoints = textAt(request, "CheckpointConfig", "S3Uri") !== undefined;
  if (!flagAt(request, "EnableManagedSpotTraining")) {
    return checkpoints ? "EnableManagedSpotTraining" : "EnableManagedSpotTraining and CheckpointConfig.S3Uri";
  }
  return checkpoints ? undefined : "CheckpointConfig.S3Uri beside managed spot";
}
