import type { ListTrainingJobsForHyperParameterTuningJobRequest } from "@aws-sdk/client-sagemaker";

import { type TrialSummary, trialSummary } from "../tuning/trial-summary";
import { trialsOf } from "../tuning/trials-of";
import type { Wire } from "../wire";

import type { Operation } from "./call";
import { found } from "./describe";
import { compare, pageOf } from "./list";

type Asked = Wire<ListTrainingJobsForHyperParameterTuningJobRequest>;

/** ListTrainingJobsForHyperParameterTuningJob: by name unless asked otherwise; trials without an objective are left out of a list sorted by it. */
export const listTrials: Operation = ({ desk, scope, request }) => {
  const asked = request as Asked;
  const { document } = found(desk, "tuning", scope, asked.HyperParameterTuningJobName);
  const trials = trialsOf(desk.shop.objects, scope, document)
    .map((trial) => trialSummary(trial))
    .filter(({ TrainingJobStatus }) => asked.StatusEquals === undefined || TrainingJobStatus === asked.StatusEquals)
    .filter((trial) => asked.SortBy !== "FinalObjectiveMetricValue" || sortValue(trial, asked) !== undefined);
  const sign = asked.SortOrder === "Descending" ? -1 : 1;
  trials.sort(
    (a, b) =>
      sign * (compare(sortValue(a, asked), sortValue(b, asked)) || compare(a.TrainingJobName, b.TrainingJobName)),
  );
  const { page, next } = pageOf(trials, request, ({ TrainingJobName }) => TrainingJobName);
  return { TrainingJobSummaries: page, ...next };
};

function sortValue(trial: TrialSummary, { SortBy }: Asked): string | number | undefined {
  switch (SortBy) {
    case "CreationTime":
      return trial.CreationTime;
    case "Status":
      return trial.TrainingJobStatus;
    case "FinalObjectiveMetricValue":
      return trial.FinalHyperParameterTuningJobObjectiveMetric?.Value;
    default:
      return trial.TrainingJobName;
  }
}
