export type { Estimate, Footprint, Placement } from "../carbon";
export type { Guess } from "./guess";
export type { Regional } from "./regional";
export type { ModelFramework, TrainedModel } from "./trained-model";
export type { Vpc } from "./vpc";

export { builtin, type Algorithm, type BuiltinAlgorithm, type ContainerAlgorithm, type Goal } from "./training/builtin";
export {
  categorical,
  continuous,
  integer,
  type CategoricalRange,
  type ContinuousRange,
  type IntegerRange,
  type Scaling,
  type SearchRange,
} from "./training/search-range";
export { TunedTraining, type BestModel, type MeasuredTuning } from "./training/tuned-training";
export type { Objective, TrainingData, Trials, TunedTrainingArgs } from "./training/tuned-training-args";

export { NeoCompilation, type CompiledModel, type NeoCompilationArgs } from "./optimising/neo-compilation";

export { BatchInference, type MeasuredBatch } from "./serving/batch-inference";
export type { BatchInferenceArgs, BatchSchedule } from "./serving/batch-inference-args";
export { ServerlessEndpoint, type ServerlessEndpointArgs, type ServerlessTraffic } from "./serving/serverless-endpoint";

/** SageMaker jobs as resources, for work that no component fits; see docs/jobs.md. */
export * as jobs from "../provider/resources";
