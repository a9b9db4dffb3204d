import type { CreateTransformJobRequest, DescribeTransformJobResponse } from "@aws-sdk/client-sagemaker";
import { hoursBetween, present, type JobKind, type JobPhase, type JobState } from "./job-kind";
import { transformFindings } from "./rules/transform";

/** A transform job: predictions for a batch of data. AWS keeps its record, and its name, for ever. */
export const transformJob: JobKind = {
  name: "TransformJob",
  words: "transform job",
  nameMember: "TransformJobName",
  nameLimit: 63,
  consolePage: "transform-jobs",
  waitHours: 24,
  resultTypes: { outputPath: "text", transformHours: "number", instanceType: "text", instanceCount: "number" },
  findings: transformFindings,
  create: async (api, name, request) => {
    const asked = { ...(request as Partial<CreateTransformJobRequest>), TransformJobName: name };
    return (await api.createTransformJob(asked as CreateTransformJobRequest)).TransformJobArn;
  },
  describe: async (api, name, signal) =>
    stateOf(await api.describeTransformJob({ TransformJobName: name }, signal && { abortSignal: signal })),
  stop: (api, name) => api.stopTransformJob({ TransformJobName: name }),
  remove: undefined,
};

const phases: Readonly<Record<string, JobPhase>> = {
  InProgress: "running",
  Stopping: "stopping",
  Completed: "completed",
  Failed: "failed",
  Stopped: "stopped",
};

function stateOf(job: DescribeTransformJobResponse): JobState {
  const results = present({
    outputPath: job.TransformOutput?.S3OutputPath,
    transformHours: hoursBetween(job.TransformStartTime, job.TransformEndTime),
    instanceType: job.TransformResources?.InstanceType,
    instanceCount: job.TransformResources?.InstanceCount,
  });
  return {
    name: job.TransformJobName ?? "",
    arn: job.TransformJobArn ?? "",
    status: job.TransformJobStatus ?? "",
    phase: phases[job.TransformJobStatus ?? ""] ?? "running",
    reason: job.FailureReason,
    createdAt: job.CreationTime,
    progress: [job.TransformStartTime === undefined ? "starting machines" : "predicting"],
    description: { ...job },
    results: () => Promise.resolve(results),
  };
}
