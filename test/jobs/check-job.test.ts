import { checkJob, prefixFault } from "../../jobs/check-job";
import { unknown } from "../../jobs/constraints/finding";
import { compilationJob } from "../../jobs/compilation-job";
import { hyperParameterTuningJob } from "../../jobs/hyper-parameter-tuning-job";
import type { JobKind } from "../../jobs/job-kind";
import { trainingJob } from "../../jobs/training-job";
import { transformJob } from "../../jobs/transform-job";
import { compilationRequest, trainingRequest, transformRequest, tuningRequest } from "./requests";

type Row = readonly [when: string, request: Record<string, unknown>, says: string];

function says(kind: JobKind, request: unknown): string[] {
  return checkJob(kind, request).map(({ severity, sentence }) => (severity === "warning" ? `(${sentence})` : sentence));
}

test.each([
  [trainingJob, trainingRequest()],
  [hyperParameterTuningJob, tuningRequest()],
  [compilationJob, compilationRequest()],
  [transformJob, transformRequest()],
] as const)("has nothing to say about a fitting request for a $words", (kind, request) => {
  expect(checkJob(kind, request)).toEqual([]);
});

test("asks nothing of a request that is not known yet", () => {
  expect(checkJob(trainingJob, unknown)).toEqual([]);
});

test("refuses a name in the request, for the name is made from it", () => {
  expect(says(trainingJob, trainingRequest({ TrainingJobName: "mine" }))).toEqual([
    "Cannot set request.TrainingJobName because the name is made from namePrefix and the request itself.",
  ]);
});

const spot = (more: Record<string, unknown>) => trainingRequest({ EnableManagedSpotTraining: true, ...more });
const machines = { InstanceType: "ml.m5.large", InstanceCount: 1, VolumeSizeInGB: 10 };

test.each<Row>([
  [
    "spot without a limit on waiting",
    spot({}),
    "Expected request.StoppingCondition.MaxWaitTimeInSeconds, which spot training requires, got nothing.",
  ],
  [
    "waiting shorter than running",
    spot({ StoppingCondition: { MaxRuntimeInSeconds: 3600, MaxWaitTimeInSeconds: 60 } }),
    "Expected request.StoppingCondition.MaxWaitTimeInSeconds of at least MaxRuntimeInSeconds (3600), got 60.",
  ],
  [
    "a limit on waiting without spot",
    trainingRequest({ StoppingCondition: { MaxRuntimeInSeconds: 3600, MaxWaitTimeInSeconds: 7200 } }),
    "Cannot set request.StoppingCondition.MaxWaitTimeInSeconds because EnableManagedSpotTraining is not true.",
  ],
  [
    "spot with machines kept warm",
    spot({
      StoppingCondition: { MaxRuntimeInSeconds: 60, MaxWaitTimeInSeconds: 60 },
      ResourceConfig: { ...machines, KeepAlivePeriodInSeconds: 60 },
    }),
    "Cannot set request.ResourceConfig.KeepAlivePeriodInSeconds because EnableManagedSpotTraining is true.",
  ],
  [
    "long spot training without checkpoints",
    spot({ StoppingCondition: { MaxRuntimeInSeconds: 7200, MaxWaitTimeInSeconds: 7200 } }),
    "(Expected request.CheckpointConfig for spot training of up to 7200 seconds: an interruption repeats the work.)",
  ],
  [
    "machines kept warm for longer than AWS documents",
    trainingRequest({ ResourceConfig: { ...machines, KeepAlivePeriodInSeconds: 7200 } }),
    "Too long: request.ResourceConfig.KeepAlivePeriodInSeconds is 7200 seconds, maximum 3600.",
  ],
  [
    "no machines",
    trainingRequest({ ResourceConfig: { VolumeSizeInGB: 10 } }),
    "Expected one of InstanceType, InstanceGroups, InstancePreferences in request.ResourceConfig, got 0.",
  ],
  [
    "no limit on run time",
    trainingRequest({ StoppingCondition: undefined }),
    "Expected request.StoppingCondition, which a training job requires, got nothing.",
  ],
  [
    "neither image nor algorithm",
    trainingRequest({ AlgorithmSpecification: { TrainingInputMode: "File" } }),
    "Expected request.AlgorithmSpecification.TrainingImage or AlgorithmName, got neither.",
  ],
  [
    "both image and algorithm",
    trainingRequest({
      AlgorithmSpecification: { TrainingInputMode: "File", TrainingImage: "image", AlgorithmName: "name" },
    }),
    "Cannot set request.AlgorithmSpecification.AlgorithmName because TrainingImage is set too.",
  ],
  [
    "a metric's expression without a group",
    trainingRequest(metric("auc: [0-9.]+")),
    "Expected request.AlgorithmSpecification.MetricDefinitions[0].Regex to have one capture group around the number, got 0.",
  ],
  [
    "a metric's expression with two groups",
    trainingRequest(metric("(auc): ([0-9.]+)")),
    "Expected request.AlgorithmSpecification.MetricDefinitions[0].Regex to have one capture group around the number, got 2.",
  ],
  [
    "a metric's expression that is none",
    trainingRequest(metric("auc: ([0-9.]+")),
    '(Expected request.AlgorithmSpecification.MetricDefinitions[0].Regex to be a regular expression, got "auc: ([0-9.]+".)',
  ],
])("judges %s of a training job", (_when, request, sentence) => {
  expect(says(trainingJob, request)).toEqual([sentence]);
});

function metric(expression: string) {
  return {
    AlgorithmSpecification: {
      TrainingInputMode: "File",
      TrainingImage: "image",
      MetricDefinitions: [{ Name: "auc", Regex: expression }],
    },
  };
}

function ranges(kind: string, ...members: Record<string, unknown>[]) {
  return { ParameterRanges: { [`${kind}ParameterRanges`]: members } };
}
const eta = { Name: "eta", MinValue: "0.1", MaxValue: "0.3" };

test.each<Row>([
  [
    "more parallel trials than trials",
    tuningRequest({ ResourceLimits: { MaxNumberOfTrainingJobs: 2, MaxParallelTrainingJobs: 3 } }),
    "Too many parallel trials: request.HyperParameterTuningJobConfig.ResourceLimits.MaxParallelTrainingJobs is 3, maximum 2 (MaxNumberOfTrainingJobs).",
  ],
  [
    "more parallel trials than a Bayesian search learns from",
    tuningRequest({ ResourceLimits: { MaxNumberOfTrainingJobs: 20, MaxParallelTrainingJobs: 10 } }),
    "(Too many parallel trials for a Bayesian search of 20: 10, it learns best with at most 3.)",
  ],
  [
    "a search without an end",
    tuningRequest({ ResourceLimits: { MaxParallelTrainingJobs: 1 } }),
    "Expected MaxNumberOfTrainingJobs or MaxRuntimeInSeconds in request.HyperParameterTuningJobConfig.ResourceLimits, got neither.",
  ],
  [
    "Hyperband with early stopping",
    tuningRequest({ Strategy: "Hyperband", TrainingJobEarlyStoppingType: "Auto", ...bands(1, 27) }),
    'Cannot set request.HyperParameterTuningJobConfig.TrainingJobEarlyStoppingType to "Auto" because Strategy "Hyperband" stops trials itself.',
  ],
  [
    "Hyperband without a number of epochs",
    tuningRequest({ Strategy: "Hyperband" }),
    "Expected request.HyperParameterTuningJobConfig.StrategyConfig.HyperbandStrategyConfig.MaxResource or a hyperparameter named epochs, numepochs, n-epochs, n_epochs, num_epochs, got neither.",
  ],
  [
    "Hyperband with its bounds turned round",
    tuningRequest({ Strategy: "Hyperband", ...bands(27, 9) }),
    "Expected request.HyperParameterTuningJobConfig.StrategyConfig.HyperbandStrategyConfig.MinResource below MaxResource (9), got 27.",
  ],
  [
    "Hyperband's settings for another strategy",
    tuningRequest(bands(1, 27)),
    'Cannot set request.HyperParameterTuningJobConfig.StrategyConfig because Strategy is "Bayesian", not "Hyperband".',
  ],
  [
    "a grid over numbers",
    tuningRequest({ Strategy: "Grid", ResourceLimits: { MaxParallelTrainingJobs: 1 } }),
    'Cannot search request.HyperParameterTuningJobConfig.ParameterRanges.ContinuousParameterRanges[0] because Strategy "Grid" takes categorical ranges alone.',
  ],
  [
    "a grid of another size than asked for",
    tuningRequest({
      Strategy: "Grid",
      ResourceLimits: { MaxNumberOfTrainingJobs: 5, MaxParallelTrainingJobs: 1 },
      ...ranges("Categorical", { Name: "a", Values: ["1", "2"] }, { Name: "b", Values: ["1", "2", "3"] }),
    }),
    "Expected request.HyperParameterTuningJobConfig.ResourceLimits.MaxNumberOfTrainingJobs to be the size of the grid (6) or absent, got 5.",
  ],
  [
    "a range turned round",
    tuningRequest(ranges("Continuous", { ...eta, MinValue: "0.5" })),
    "Expected request.HyperParameterTuningJobConfig.ParameterRanges.ContinuousParameterRanges[0].MinValue below MaxValue (0.3), got 0.5.",
  ],
  [
    "a bound that is no number",
    tuningRequest(ranges("Continuous", { ...eta, MinValue: "low" })),
    'Expected request.HyperParameterTuningJobConfig.ParameterRanges.ContinuousParameterRanges[0].MinValue to be a number written as text, got "low".',
  ],
  [
    "a logarithmic range from zero",
    tuningRequest(ranges("Continuous", { ...eta, MinValue: "0", ScalingType: "Logarithmic" })),
    "Cannot scale request.HyperParameterTuningJobConfig.ParameterRanges.ContinuousParameterRanges[0] logarithmically because MinValue is 0; it must be above 0.",
  ],
  [
    "a reverse-logarithmic range up to one",
    tuningRequest(ranges("Continuous", { ...eta, MaxValue: "1", ScalingType: "ReverseLogarithmic" })),
    "Cannot scale request.HyperParameterTuningJobConfig.ParameterRanges.ContinuousParameterRanges[0] reverse-logarithmically because its bounds leave 0 to 1, 1 excluded.",
  ],
  [
    "a reverse-logarithmic range of integers",
    tuningRequest(
      ranges("Integer", { Name: "depth", MinValue: "-3", MaxValue: "0", ScalingType: "ReverseLogarithmic" }),
    ),
    "Cannot scale request.HyperParameterTuningJobConfig.ParameterRanges.IntegerParameterRanges[0] reverse-logarithmically because its bounds leave 0 to 1, 1 excluded.",
  ],
  [
    "more hyperparameters than AWS searches",
    tuningRequest({
      ParameterRanges: {
        ContinuousParameterRanges: many(16, "c", { MinValue: "0.1", MaxValue: "0.2" }),
        IntegerParameterRanges: many(15, "i", { MinValue: "1", MaxValue: "2" }),
      },
    }),
    "Too many hyperparameters in request.HyperParameterTuningJobConfig.ParameterRanges: 31, maximum 30.",
  ],
  [
    "a hyperparameter both searched and fixed",
    tuningRequest({}, { StaticHyperParameters: { eta: "0.1" } }),
    'Cannot search "eta" because request.TrainingJobDefinition.StaticHyperParameters fixes it.',
  ],
  [
    "a hyperparameter searched twice",
    tuningRequest(ranges("Continuous", eta, eta)),
    'Cannot search "eta" because another range has that name.',
  ],
  [
    "an objective that nothing prints",
    tuningRequest({}, metric("auc: ([0-9.]+)")),
    'Unknown metric "validation:auc" in request.HyperParameterTuningJobConfig.HyperParameterTuningJobObjective.MetricName; defined: auc.',
  ],
  [
    "no objective",
    tuningRequest({ HyperParameterTuningJobObjective: undefined }),
    "Expected request.HyperParameterTuningJobConfig.HyperParameterTuningJobObjective, which a search requires, got nothing.",
  ],
  [
    "no definition of a trial",
    tuningRequest({}, {}, { TrainingJobDefinition: undefined }),
    "Expected TrainingJobDefinition or TrainingJobDefinitions in request, got neither.",
  ],
  [
    "machines of trials kept warm",
    tuningRequest({}, { ResourceConfig: { ...machines, KeepAlivePeriodInSeconds: 60 } }),
    "Cannot set request.TrainingJobDefinition.ResourceConfig.KeepAlivePeriodInSeconds because a tuning job reuses the machines of its trials by itself.",
  ],
  [
    "trials without machines",
    tuningRequest({}, { ResourceConfig: undefined }),
    "Expected ResourceConfig or HyperParameterTuningResourceConfig in request.TrainingJobDefinition, got neither.",
  ],
  [
    "trials on spot without a limit on waiting",
    tuningRequest({}, { EnableManagedSpotTraining: true }),
    "Expected request.TrainingJobDefinition.StoppingCondition.MaxWaitTimeInSeconds, which spot training requires, got nothing.",
  ],
])("judges %s of a tuning job", (_when, request, sentence) => {
  expect(says(hyperParameterTuningJob, request)).toEqual([sentence]);
});

function many(count: number, start: string, range: Record<string, unknown>) {
  return Array.from({ length: count }, (_, index) => ({ Name: `${start}${index}`, ...range }));
}

function bands(least: number, most: number) {
  return { StrategyConfig: { HyperbandStrategyConfig: { MinResource: least, MaxResource: most } } };
}

test("asks a search that AWS steers itself for no ranges", () => {
  const request = tuningRequest(
    { ParameterRanges: undefined, ResourceLimits: { MaxParallelTrainingJobs: 1 } },
    {},
    { Autotune: { Mode: "Enabled" } },
  );
  expect(says(hyperParameterTuningJob, request)).toEqual([]);
});

test("asks a serverless customisation for no machines", () => {
  const request = {
    RoleArn: "arn:aws:iam::123456789012:role/trainer",
    OutputDataConfig: { S3OutputPath: "s3://bucket/out/" },
    ServerlessJobConfig: {
      BaseModelArn: "arn:aws:sagemaker:us-east-1:aws:hub-content/SageMakerPublicHub/Model/some-model/1.0.0",
      JobType: "FineTuning",
    },
  };
  expect(says(trainingJob, request)).toEqual([]);
});

test("takes a hyperparameter for epochs as Hyperband's limit", () => {
  expect(
    says(
      hyperParameterTuningJob,
      tuningRequest({ Strategy: "Hyperband" }, { StaticHyperParameters: { epochs: "27" } }),
    ),
  ).toEqual([]);
});

test("keeps several definitions apart from what only one may have", () => {
  const request = {
    HyperParameterTuningJobConfig: {
      Strategy: "Bayesian",
      ResourceLimits: { MaxNumberOfTrainingJobs: 20, MaxParallelTrainingJobs: 2 },
      TrainingJobEarlyStoppingType: "Auto",
      HyperParameterTuningJobObjective: { Type: "Maximize", MetricName: "auc" },
    },
    TrainingJobDefinitions: [{ ...trainingRequest(), DefinitionName: "one" }],
    WarmStartConfig: {
      ParentHyperParameterTuningJobs: [{ HyperParameterTuningJobName: "parent" }],
      WarmStartType: "TransferLearning",
    },
  };
  expect(says(hyperParameterTuningJob, request)).toEqual([
    "Cannot set request.HyperParameterTuningJobConfig.HyperParameterTuningJobObjective because TrainingJobDefinitions carry their own.",
    "Cannot start warm because there are several TrainingJobDefinitions.",
    "Cannot stop trials early because there are several TrainingJobDefinitions.",
    "Expected request.TrainingJobDefinitions[0].TuningObjective, which every one of several definitions requires, got nothing.",
    "Expected request.TrainingJobDefinitions[0].HyperParameterRanges, which every one of several definitions requires, got nothing.",
  ]);
});

test.each<Row>([
  [
    "a model that is no archive",
    compilationRequest({ S3Uri: "s3://bucket/model.pt" }),
    'Expected request.InputConfig.S3Uri to be one .tar.gz archive, got "s3://bucket/model.pt".',
  ],
  [
    "a framework whose input needs a shape",
    compilationRequest({ Framework: "PYTORCH", FrameworkVersion: "2.0" }),
    "Expected request.InputConfig.DataInputConfig, the input's shape as JSON, which PYTORCH requires.",
  ],
  [
    "a shape that is no JSON",
    compilationRequest({ DataInputConfig: "1,3,224" }),
    'Expected request.InputConfig.DataInputConfig to be JSON such as {"input0":[1,3,224,224]}, got "1,3,224".',
  ],
  [
    "a version Neo does not compile",
    compilationRequest({ Framework: "PYTORCH", FrameworkVersion: "2.4", DataInputConfig: "[[1,3]]" }),
    'Unknown version "2.4" of PYTORCH in request.InputConfig.FrameworkVersion; Neo compiles 1.4, 1.5, 1.6, 1.7, 1.8, 1.12, 1.13, 2.0.',
  ],
  [
    "a version of a framework that has none",
    compilationRequest({ FrameworkVersion: "1.3.3" }),
    "Cannot set request.InputConfig.FrameworkVersion because Neo takes no version of XGBOOST.",
  ],
  [
    "a target AWS has retired",
    compilationRequest({}, { TargetDevice: "ml_eia2" }),
    'Cannot compile for "ml_eia2" in request.OutputConfig.TargetDevice because AWS has retired it.',
  ],
  [
    "two targets",
    compilationRequest({}, { TargetPlatform: { Os: "LINUX", Arch: "X86_64" } }),
    "Expected TargetDevice or TargetPlatform in request.OutputConfig, got both.",
  ],
  [
    "an NVIDIA platform without its options",
    compilationRequest(
      {},
      { TargetDevice: undefined, TargetPlatform: { Os: "LINUX", Arch: "X86_64", Accelerator: "NVIDIA" } },
    ),
    "Expected request.OutputConfig.CompilerOptions with gpu-code, trt-ver and cuda-ver, which NVIDIA requires, got nothing.",
  ],
])("judges %s of a compilation job", (_when, request, sentence) => {
  expect(says(compilationJob, request)).toEqual([sentence]);
});

test.each<Row>([
  [
    "more in flight than AWS takes",
    transformRequest({ MaxConcurrentTransforms: 20 }),
    "Too much in flight: MaxConcurrentTransforms x MaxPayloadInMB is 20 x 6, maximum 100 MB.",
  ],
  [
    "a payload larger than AWS takes",
    transformRequest({ MaxPayloadInMB: 101 }),
    "Too large: request.MaxPayloadInMB is 101, maximum 100.",
  ],
  [
    "batches of records that are not split",
    transformRequest({
      TransformInput: { DataSource: { S3DataSource: { S3DataType: "S3Prefix", S3Uri: "s3://bucket/in/" } } },
    }),
    'Cannot use BatchStrategy "MultiRecord" because TransformInput.SplitType is None.',
  ],
  [
    "a join of what is not assembled as it was split",
    transformRequest({
      DataProcessing: { JoinSource: "Input" },
      TransformOutput: { S3OutputPath: "s3://bucket/predictions/" },
    }),
    'Cannot join predictions to their input because SplitType is "Line" and AssembleWith is "None"; they must be the same.',
  ],
  [
    "a source batch transform cannot read",
    transformRequest({
      TransformInput: {
        DataSource: { S3DataSource: { S3DataType: "AugmentedManifestFile", S3Uri: "s3://bucket/in/" } },
        SplitType: "Line",
      },
    }),
    'Cannot read "AugmentedManifestFile" in request.TransformInput.DataSource.S3DataSource.S3DataType because batch transform takes S3Prefix or ManifestFile.',
  ],
  [
    "no machines",
    transformRequest({ TransformResources: { InstanceType: "ml.m5.large", InstanceCount: 0 } }),
    "Expected request.TransformResources.InstanceCount of at least 1, got 0.",
  ],
])("judges %s of a transform job", (_when, request, sentence) => {
  expect(says(transformJob, request)).toEqual([sentence]);
});

test.each(["churn", "c", "churn-", "Churn-2-x"])("takes %p as a prefix", (prefix) => {
  expect(prefixFault(prefix)).toBeUndefined();
});

test.each(["", "-churn", "churn_a", "churn.a", "ü"])("refuses %p as a prefix", (prefix) => {
  expect(prefixFault(prefix)).toBe(`Expected namePrefix to be letters, digits and hyphens inside, got "${prefix}".`);
});
