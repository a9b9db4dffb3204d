import type { CreateTrainingJobRequest, DescribeTrainingJobResponse, SageMaker } from "@aws-sdk/client-sagemaker";
import { hoursBetween, present, type JobKind, type JobPhase, type JobState } from "./job-kind";
import { trainingFindings } from "./rules/training";

/** A training job: one model, trained once. */
export const trainingJob: JobKind = {
  name: "TrainingJob",
  words: "training job",
  nameMember: "TrainingJobName",
  nameLimit: 63,
  consolePage: "jobs",
  waitHours: 24,
  resultTypes: {
    modelArtifacts: "text",
    metrics: "numbers",
    trainingHours: "number",
    instanceType: "text",
    instanceCount: "number",
  },
  findings: trainingFindings,
  create: async (api, name, request) => {
    const asked = { ...(request as Partial<CreateTrainingJobRequest>), TrainingJobName: name };
    return (await api.createTrainingJob(asked as CreateTrainingJobRequest)).TrainingJobArn;
  },
  describe: async (api, name, signal) =>
    stateOf(await api.describeTrainingJob({ TrainingJobName: name }, signal && { abortSignal: signal })),
  stop: (api, name) => api.stopTrainingJob({ TrainingJobName: name }),
  remove: removeTraining,
};

const phases: Readonly<Record<string, JobPhase>> = {
  InProgress: "running",
  Stopping: "stopping",
  Deleting: "deleting",
  Completed: "completed",
  Failed: "failed",
  Stopped: "stopped",
};

function stateOf(job: DescribeTrainingJobResponse): JobState {
  const status = job.TrainingJobStatus ?? "";
  return {
    name: job.TrainingJobName ?? "",
    arn: job.TrainingJobArn ?? "",
    status,
    phase: phaseOf(job),
    reason: job.FailureReason ?? (job.SecondaryStatus === "MaxWaitTimeExceeded" ? outwaited : undefined),
    createdAt: job.CreationTime,
    progress: job.SecondaryStatus === undefined || job.SecondaryStatus === status ? [] : [job.SecondaryStatus],
    description: { ...job },
    results: () => Promise.resolve(resultsOf(job)),
  };
}

const outwaited = "No spot capacity for long enough within MaxWaitTimeInSeconds.";

function phaseOf(job: DescribeTrainingJobResponse): JobPhase {
  // A job that used up its run time ends as Stopped, with the model its container saved on SIGTERM (Developer Guide,
  // "StoppingCondition"): a result, unlike a job that somebody stopped.
  if (job.TrainingJobStatus === "Stopped" && job.SecondaryStatus === "MaxRuntimeExceeded") return "completed";
  return phases[job.TrainingJobStatus ?? ""] ?? "running";
}

function resultsOf(job: DescribeTrainingJobResponse) {
  const metrics = (job.FinalMetricDataList ?? []).map(
    ({ MetricName, Value }) => [MetricName ?? "", Value ?? 0] as const,
  );
  const seconds = job.TrainingTimeInSeconds;
  return present({
    modelArtifacts: job.ModelArtifacts?.S3ModelArtifacts,
    metrics: Object.fromEntries(metrics),
    trainingHours: seconds === undefined ? hoursBetween(job.TrainingStartTime, job.TrainingEndTime) : seconds / 3600,
    instanceType: job.ResourceConfig?.SelectedInstanceType ?? job.ResourceConfig?.InstanceType,
    instanceCount: job.ResourceConfig?.SelectedInstanceCount ?? job.ResourceConfig?.InstanceCount,
  });
}

/** AWS refuses to delete a job whose machines are kept warm, so they are released first. */
async function removeTraining(api: SageMaker, name: string): Promise<void> {
  const job = await api.describeTrainingJob({ TrainingJobName: name });
  if (job.WarmPoolStatus?.Status === "Available") {
    await api.updateTrainingJob({ TrainingJobName: name, ResourceConfig: { KeepAlivePeriodInSeconds: 0 } });
  }
  await api.deleteTrainingJob({ TrainingJobName: name });
}
