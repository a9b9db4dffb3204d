import type { ResourceValidationPolicy } from "@pulumi/policy";
import { z } from "zod";
import { tuningCostWords } from "../judging/cost-words";
import { setAt } from "../judging/mending";
import { searchRequest, trainingDefinitions, tuningConfiguration } from "../reading/job-requests";
import { countAt, type Fields, numberAt, textAt } from "../reading/request-fields";
import { configSchema, pageOf, settingsOf } from "../judging/rule-config";

const name = "tuning-stops-early";

const settings = z.strictObject({
  acceptRunTimeLimit: z
    .boolean()
    .default(true)
    .describe("Whether ResourceLimits.MaxRuntimeInSeconds will do where a job has no completion criterion"),
});

/** Makes a tuning job give up on bad trials, and end when it has found enough. */
export const tuningStopsEarly: ResourceValidationPolicy = {
  name,
  description: "A tuning job stops bad trials early and ends by itself when it gains no more.",
  remediationSteps:
    "Set TrainingJobEarlyStoppingType to Auto (with Hyperband leave it out) and give TuningJobCompletionCriteria.",
  severity: "medium",
  enforcementLevel: "mandatory",
  url: pageOf(name),
  configSchema: configSchema(settings),
  validateResource: (resource, report) => {
    const request = searchRequest(resource);
    if (request === undefined) return;
    const { acceptRunTimeLimit } = settingsOf(name, settings, resource);
    const configuration = tuningConfiguration(request) ?? {};
    const faults = [trialFault(configuration, request), endFault(configuration, acceptRunTimeLimit)];
    for (const fault of faults.filter((one) => one !== undefined)) {
      report(`${fault}; all trials at their limit: ${tuningCostWords(resource, request)}.`);
    }
  },
  remediateResource: (resource) => {
    const request = searchRequest(resource);
    const configuration = request === undefined ? undefined : tuningConfiguration(request);
    if (request === undefined || configuration === undefined) return undefined;
    const { acceptRunTimeLimit } = settingsOf(name, settings, resource);
    const changes = [...trialChanges(configuration, request), ...endChanges(configuration, acceptRunTimeLimit)];
    for (const { path, value } of changes) setAt(resource.type, configuration, path, value);
    return changes.length > 0 ? resource.props : undefined;
  },
};

/** A setting of a tuning job that mends it. */
interface Change {
  readonly path: readonly string[];
  readonly value: string;
}

function trialChanges(configuration: Fields, request: Fields): readonly Change[] {
  if (trainingDefinitions(request).length > 1 || trialFault(configuration, request) === undefined) return [];
  const value = textAt(configuration, "Strategy") === "Hyperband" ? "Off" : "Auto";
  return [{ path: ["TrainingJobEarlyStoppingType"], value }];
}

/** Only a Bayesian search models what it might still gain, so only that one is told to end when that is little. */
function endChanges(configuration: Fields, acceptRunTimeLimit: boolean): readonly Change[] {
  if (textAt(configuration, "Strategy") !== "Bayesian") return [];
  if (endFault(configuration, acceptRunTimeLimit) === undefined) return [];
  const path = ["TuningJobCompletionCriteria", "ConvergenceDetected", "CompleteOnConvergence"];
  return [{ path, value: "Enabled" }];
}

function trialFault(configuration: Fields, request: Fields): string | undefined {
  const stopping = textAt(configuration, "TrainingJobEarlyStoppingType") ?? "none";
  if (textAt(configuration, "Strategy") === "Hyperband") {
    if (stopping !== "Auto") return undefined;
    return "Cannot use TrainingJobEarlyStoppingType Auto because Hyperband stops trials itself and AWS refuses both";
  }
  const definitions = trainingDefinitions(request).length;
  if (definitions > 1) {
    return `Cannot stop trials early because ${definitions} training job definitions compete in one job; tune one by one`;
  }
  return stopping === "Auto" ? undefined : `Expected TrainingJobEarlyStoppingType Auto, got ${stopping}`;
}

// A target of exactly 0 reads as none: it is also what the provider writes for no target.
function endFault(configuration: Fields, acceptRunTimeLimit: boolean): string | undefined {
  const criteria = "TuningJobCompletionCriteria";
  const ends =
    (numberAt(configuration, criteria, "TargetObjectiveMetricValue") ?? 0) !== 0 ||
    countAt(configuration, criteria, "BestObjectiveNotImproving", "MaxNumberOfTrainingJobsNotImproving") !==
      undefined ||
    textAt(configuration, criteria, "ConvergenceDetected", "CompleteOnConvergence") === "Enabled";
  if (ends) return undefined;
  const limit = countAt(configuration, "ResourceLimits", "MaxRuntimeInSeconds");
  if (limit === undefined)
    return "Expected TuningJobCompletionCriteria or ResourceLimits.MaxRuntimeInSeconds, got neither";
  return acceptRunTimeLimit ? undefined : `Expected TuningJobCompletionCriteria, got a limit of ${limit} s alone`;
}
