export type { CompletionArgs } from "./completion-resource";
export type { InputMembers, Inputs } from "./inputs";
export type { JobArgs } from "./job-resource";
export { CompilationJob, type CompilationJobArgs, type CompilationJobRequest } from "./compilation-job";
export { CompilationJobCompletion } from "./compilation-job-completion";
export {
  HyperParameterTuningJob,
  type HyperParameterTuningJobArgs,
  type HyperParameterTuningJobRequest,
} from "./hyper-parameter-tuning-job";
export { HyperParameterTuningJobCompletion, type TrialCounts } from "./hyper-parameter-tuning-job-completion";
export { TrainingJob, type TrainingJobArgs, type TrainingJobRequest } from "./training-job";
export { TrainingJobCompletion } from "./training-job-completion";
export { TransformJob, type TransformJobArgs, type TransformJobRequest } from "./transform-job";
export { TransformJobCompletion } from "./transform-job-completion";
