import type { CreateCompilationJobRequest, DescribeCompilationJobResponse } from "@aws-sdk/client-sagemaker";
import { present, type JobKind, type JobPhase, type JobState } from "./job-kind";
import { compilationFindings } from "./rules/compilation";

/** A compilation job: SageMaker Neo makes a model fit one kind of hardware. */
export const compilationJob: JobKind = {
  name: "CompilationJob",
  words: "compilation job",
  nameMember: "CompilationJobName",
  nameLimit: 63,
  consolePage: "compilation-jobs",
  waitHours: 2,
  resultTypes: { modelArtifacts: "text", inferenceImage: "text" },
  findings: compilationFindings,
  create: async (api, name, request) => {
    const asked = { ...(request as Partial<CreateCompilationJobRequest>), CompilationJobName: name };
    return (await api.createCompilationJob(asked as CreateCompilationJobRequest)).CompilationJobArn;
  },
  describe: async (api, name, signal) =>
    stateOf(await api.describeCompilationJob({ CompilationJobName: name }, signal && { abortSignal: signal })),
  stop: (api, name) => api.stopCompilationJob({ CompilationJobName: name }),
  remove: (api, name) => api.deleteCompilationJob({ CompilationJobName: name }),
};

const phases: Readonly<Record<string, JobPhase>> = {
  STARTING: "running",
  INPROGRESS: "running",
  STOPPING: "stopping",
  COMPLETED: "completed",
  FAILED: "failed",
  STOPPED: "stopped",
};

function stateOf(job: DescribeCompilationJobResponse): JobState {
  const results = present({
    modelArtifacts: job.ModelArtifacts?.S3ModelArtifacts,
    inferenceImage: job.InferenceImage,
  });
  return {
    name: job.CompilationJobName ?? "",
    arn: job.CompilationJobArn ?? "",
    status: job.CompilationJobStatus ?? "",
    phase: phases[job.CompilationJobStatus ?? ""] ?? "running",
    reason: job.FailureReason === "" ? undefined : job.FailureReason,
    createdAt: job.CreationTime,
    progress: job.OutputConfig?.TargetDevice === undefined ? [] : [`for ${job.OutputConfig.TargetDevice}`],
    description: { ...job },
    results: () => Promise.resolve(results),
  };
}
