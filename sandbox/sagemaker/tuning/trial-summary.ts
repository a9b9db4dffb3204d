import type { HyperParameterTrainingJobSummary } from "@aws-sdk/client-sagemaker";

import type { TuningDocument } from "../kinds";
import type { Stored } from "../state/object-state";
import { given, type Wire } from "../wire";

import { isBetter } from "./completion";

export type Trial = Stored<"training">;
export type TrialSummary = Wire<HyperParameterTrainingJobSummary>;
type Goal = "Minimize" | "Maximize";

/** How AWS lists a trial and shows the best one. */
export function trialSummary({ document, trial }: Trial, withTuningName = false): TrialSummary {
  return given({
    TrainingJobDefinitionName: trial?.definitionName,
    TrainingJobName: document.TrainingJobName,
    TrainingJobArn: document.TrainingJobArn,
    TuningJobName: withTuningName ? trial?.tuningJobName : undefined,
    CreationTime: document.CreationTime,
    TrainingStartTime: document.TrainingStartTime,
    TrainingEndTime: document.TrainingEndTime,
    TrainingJobStatus: document.TrainingJobStatus,
    TunedHyperParameters: { ...trial?.tuned },
    FailureReason: document.FailureReason,
    FinalHyperParameterTuningJobObjectiveMetric: trial?.objective,
    ObjectiveStatus: trial?.objectiveStatus ?? "Pending",
  });
}

/** The trial with the best objective among those that left a model. */
export function bestTrial(goal: Goal, trials: readonly Trial[]): Trial | undefined {
  const scored = trials.flatMap((trial) => {
    const value = trial.trial?.objective?.Value;
    return value === undefined || trial.document.ModelArtifacts === undefined ? [] : [{ trial, value }];
  });
  const [first, ...rest] = scored;
  return first && rest.reduce((best, one) => (isBetter(goal, one.value, best.value) ? one : best), first).trial;
}

/** The counters and sums of a tuning job's description. */
export function tallies(
  trials: readonly Trial[],
): Pick<TuningDocument, "TrainingJobStatusCounters" | "ObjectiveStatusCounters" | "ConsumedResources"> {
  const having = (status: string) => trials.filter(({ document }) => document.TrainingJobStatus === status).length;
  const judged = (status: string) => trials.filter(({ trial }) => trial?.objectiveStatus === status).length;
  const seconds = trials.reduce((sum, { document }) => sum + (document.TrainingTimeInSeconds ?? 0), 0);
  return {
    TrainingJobStatusCounters: {
      Completed: having("Completed"),
      InProgress: having("InProgress") + having("Stopping"),
      RetryableError: 0,
      NonRetryableError: having("Failed"),
      Stopped: having("Stopped"),
    },
    ObjectiveStatusCounters: { Succeeded: judged("Succeeded"), Pending: judged("Pending"), Failed: judged("Failed") },
    ConsumedResources: { RuntimeInSeconds: seconds },
  };
}
