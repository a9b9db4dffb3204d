import type {
  CreateHyperParameterTuningJobRequest,
  DescribeHyperParameterTuningJobResponse,
  HyperParameterTrainingJobSummary,
  SageMaker,
} from "@aws-sdk/client-sagemaker";
import { hoursBetween, present, type JobKind, type JobPhase, type JobResults, type JobState } from "./job-kind";
import { tuningFindings } from "./rules/tuning";

/**
 * A tuning job: a search for the best hyperparameters by many trainings. Removing it stops its trials and deletes its
 * own record; the records of its trials stay, as AWS's own deletion leaves them: they cost nothing and hold the evidence.
 */
export const hyperParameterTuningJob: JobKind = {
  name: "HyperParameterTuningJob",
  words: "tuning job",
  nameMember: "HyperParameterTuningJobName",
  nameLimit: 32,
  consolePage: "hyper-tuning-jobs",
  waitHours: 24,
  resultTypes: {
    bestTrainingJobName: "text",
    bestObjectiveMetricName: "text",
    bestObjectiveValue: "number",
    bestHyperParameters: "texts",
    modelArtifacts: "text",
    trials: "numbers",
    trainingHours: "number",
    instanceType: "text",
  },
  findings: tuningFindings,
  create: async (api, name, request) => {
    const asked = { ...(request as Partial<CreateHyperParameterTuningJobRequest>), HyperParameterTuningJobName: name };
    const made = await api.createHyperParameterTuningJob(asked as CreateHyperParameterTuningJobRequest);
    return made.HyperParameterTuningJobArn;
  },
  describe: async (api, name, signal) => {
    const asked = { HyperParameterTuningJobName: name };
    return stateOf(await api.describeHyperParameterTuningJob(asked, signal && { abortSignal: signal }));
  },
  stop: (api, name) => api.stopHyperParameterTuningJob({ HyperParameterTuningJobName: name }),
  remove: (api, name) => api.deleteHyperParameterTuningJob({ HyperParameterTuningJobName: name }),
};

const phases: Readonly<Record<string, JobPhase>> = {
  InProgress: "running",
  Stopping: "stopping",
  Deleting: "deleting",
  Completed: "completed",
  Failed: "failed",
  Stopped: "stopped",
  DeleteFailed: "failed",
};

function stateOf(job: DescribeHyperParameterTuningJobResponse): JobState {
  const phase = phases[job.HyperParameterTuningJobStatus ?? ""] ?? "running";
  const fruitless = phase === "completed" && best(job) === undefined;
  return {
    name: job.HyperParameterTuningJobName ?? "",
    arn: job.HyperParameterTuningJobArn ?? "",
    status: job.HyperParameterTuningJobStatus ?? "",
    phase: fruitless ? "failed" : phase,
    reason: job.FailureReason ?? (fruitless ? fruitlessReason(job) : undefined),
    createdAt: job.CreationTime,
    progress: progressOf(job),
    description: { ...job },
    results: (api) => resultsOf(api, job),
  };
}

/** With a warm start the best may be a parent's trial; AWS tells it apart as the overall best. */
function best(job: DescribeHyperParameterTuningJobResponse): HyperParameterTrainingJobSummary | undefined {
  return job.OverallBestTrainingJob ?? job.BestTrainingJob;
}

function trials(job: DescribeHyperParameterTuningJobResponse) {
  const counters = job.TrainingJobStatusCounters;
  return {
    completed: counters?.Completed ?? 0,
    stopped: counters?.Stopped ?? 0,
    failed: (counters?.RetryableError ?? 0) + (counters?.NonRetryableError ?? 0),
  };
}

function fruitlessReason(job: DescribeHyperParameterTuningJobResponse): string {
  const { completed, stopped, failed } = trials(job);
  return `No trial reported its objective (${completed} completed, ${stopped} stopped, ${failed} failed).`;
}

function progressOf(job: DescribeHyperParameterTuningJobResponse): string[] {
  const { completed, stopped, failed } = trials(job);
  const total = job.HyperParameterTuningJobConfig?.ResourceLimits?.MaxNumberOfTrainingJobs;
  const done = completed + stopped + failed;
  const lines = [total === undefined ? `${done} trials done` : `${done} of ${total} trials done`];
  if (failed > 0) lines.push(`${failed} failed`);
  const objective = best(job)?.FinalHyperParameterTuningJobObjectiveMetric;
  if (objective?.MetricName !== undefined && objective.Value !== undefined) {
    lines.push(`best ${objective.MetricName} ${Number(objective.Value.toPrecision(5))}`);
  }
  return lines;
}

async function resultsOf(api: SageMaker, job: DescribeHyperParameterTuningJobResponse): Promise<JobResults> {
  const winner = best(job);
  const objective = winner?.FinalHyperParameterTuningJobObjectiveMetric;
  return present({
    bestTrainingJobName: winner?.TrainingJobName,
    bestObjectiveMetricName: objective?.MetricName,
    bestObjectiveValue: objective?.Value,
    bestHyperParameters: winner?.TunedHyperParameters,
    trials: trials(job),
    trainingHours: await trainingHours(api, job),
    ...(await winnerResults(api, winner?.TrainingJobName)),
  });
}

async function winnerResults(api: SageMaker, name: string | undefined) {
  if (name === undefined) return {};
  const training = await api.describeTrainingJob({ TrainingJobName: name });
  const machines = training.ResourceConfig;
  return {
    modelArtifacts: training.ModelArtifacts?.S3ModelArtifacts,
    instanceType: machines?.SelectedInstanceType ?? machines?.InstanceType,
  };
}

async function trainingHours(api: SageMaker, job: DescribeHyperParameterTuningJobResponse): Promise<number> {
  const seconds = job.ConsumedResources?.RuntimeInSeconds;
  if (seconds !== undefined) return seconds / 3600;
  let hours = 0;
  let token: string | undefined;
  do {
    const page = await api.listTrainingJobsForHyperParameterTuningJob({
      HyperParameterTuningJobName: job.HyperParameterTuningJobName,
      MaxResults: 100,
      NextToken: token,
    });
    for (const trial of page.TrainingJobSummaries ?? []) {
      hours += hoursBetween(trial.TrainingStartTime, trial.TrainingEndTime) ?? 0;
    }
    token = page.NextToken;
  } while (token !== undefined && token !== "");
  return hours;
}
