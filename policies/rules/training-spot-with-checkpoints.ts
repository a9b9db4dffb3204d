import type { ResourceValidationPolicy } from "@pulumi/policy";
import { z } from "zod";
import { DEFAULT_RUNTIME_SECONDS, runtimeLimit, trainingCostWords } from "../judging/cost-words";
import { setAt } from "../judging/mending";
import { type TrainingRun, trainingRuns } from "../reading/job-requests";
import { ifKnown } from "../reading/known-yet";
import { countAt, type Fields, flagAt, isTextAt, partAt } from "../reading/request-fields";
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
    const runs = trainingRuns(resource);
    for (const run of runs) {
      const limit = (runtimeLimit(run.request) ?? DEFAULT_RUNTIME_SECONDS) / 3600;
      const { maxOnDemandHours } = settingsOf(name, settings, resource);
      const isLong = limit > maxOnDemandHours;
      const lacking = isLong ? lackingFor(run.request) : lackingBeside(run, runs);
      if (lacking === undefined) continue;
      const why = isLong ? `, whose run-time limit of ${limit} h is above ${maxOnDemandHours} h` : "";
      report(`Expected ${lacking} for ${run.what}${why}; at its limit: ${trainingCostWords(resource, run)}.`);
    }
  },
  // Trials are left alone: they share one address for checkpoints, and whether a container keeps theirs apart cannot be seen.
  remediateResource: (resource) => {
    const [run, ...others] = trainingRuns(resource);
    if (run?.what !== "the training job" || others.length > 0) return undefined;
    const { maxOnDemandHours } = settingsOf(name, settings, resource);
    const limit = runtimeLimit(run.request) ?? DEFAULT_RUNTIME_SECONDS;
    if (limit <= maxOnDemandHours * 3600 || lackingFor(run.request) !== "EnableManagedSpotTraining") return undefined;
    if (excludingSpot(run.request) !== undefined) return undefined;
    setAt(resource.type, run.request, ["EnableManagedSpotTraining"], true);
    setAt(resource.type, run.request, ["StoppingCondition", "MaxRuntimeInSeconds"], limit);
    setAt(resource.type, run.request, ["StoppingCondition", "MaxWaitTimeInSeconds"], longestWait(run.request, limit));
    return resource.props;
  },
};

/** What the request holds that AWS refuses beside managed spot: a warm pool, or a choice of instance types. */
function excludingSpot(request: Fields): string | undefined {
  const machines = partAt(request, "ResourceConfig");
  if (countAt(machines, "KeepAlivePeriodInSeconds") !== undefined) return "KeepAlivePeriodInSeconds";
  return partAt(machines, "InstancePreferences") === undefined ? undefined : "InstancePreferences";
}

/** Time to wait for capacity and to run: what is asked for if it is long enough, else twice the limit, within AWS's 28 days. */
function longestWait(request: Fields, limit: number): number {
  const asked = countAt(request, "StoppingCondition", "MaxWaitTimeInSeconds") ?? 0;
  return asked >= limit ? asked : Math.max(limit, Math.min(2 * limit, 28 * 86_400));
}

/** A short trial on demand beside others of its search that wait for spot, which somebody has forgotten in one definition. */
function lackingBeside(run: TrainingRun, runs: readonly TrainingRun[]): string | undefined {
  const onSpot = runs.find((one) => ifKnown(() => flagAt(one.request, "EnableManagedSpotTraining")) === true);
  if (onSpot === undefined || onSpot === run || flagAt(run.request, "EnableManagedSpotTraining")) return undefined;
  const lacking = lackingFor(run.request);
  return lacking === undefined ? undefined : `${lacking}, as for ${onSpot.what},`;
}

function lackingFor(request: Fields): string | undefined {
  // Capacity reserved by a training plan is paid for and powered whether spot is asked for or not.
  if (isTextAt(request, "ResourceConfig", "TrainingPlanArn")) return undefined;
  const checkpoints = isTextAt(request, "CheckpointConfig", "S3Uri");
  if (!flagAt(request, "EnableManagedSpotTraining")) {
    const excluding = excludingSpot(request);
    const spot = `EnableManagedSpotTraining${excluding === undefined ? "" : ` in place of ${excluding}`}`;
    return checkpoints ? spot : `${spot} and CheckpointConfig.S3Uri`;
  }
  return checkpoints ? undefined : "CheckpointConfig.S3Uri beside managed spot";
}
