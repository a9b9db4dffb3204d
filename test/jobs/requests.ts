const role = "arn:aws:iam::123456789012:role/trainer";

/** A training request that AWS would take. */
export function trainingRequest(overrides: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    AlgorithmSpecification: {
      TrainingInputMode: "File",
      TrainingImage: "123456789012.dkr.ecr.eu-north-1.amazonaws.com/mine:1",
    },
    RoleArn: role,
    OutputDataConfig: { S3OutputPath: "s3://bucket/out/" },
    ResourceConfig: { InstanceType: "ml.m5.large", InstanceCount: 1, VolumeSizeInGB: 10 },
    StoppingCondition: { MaxRuntimeInSeconds: 3600 },
    ...overrides,
  };
}

/** A tuning request that AWS would take, its configuration and trial definition open to change. */
export function tuningRequest(
  config: Record<string, unknown> = {},
  trial: Record<string, unknown> = {},
  overrides: Record<string, unknown> = {},
): Record<string, unknown> {
  return {
    HyperParameterTuningJobConfig: {
      Strategy: "Bayesian",
      ResourceLimits: { MaxNumberOfTrainingJobs: 20, MaxParallelTrainingJobs: 2 },
      HyperParameterTuningJobObjective: { Type: "Maximize", MetricName: "validation:auc" },
      ParameterRanges: {
        ContinuousParameterRanges: [{ Name: "eta", MinValue: "0.01", MaxValue: "0.3", ScalingType: "Logarithmic" }],
      },
      ...config,
    },
    TrainingJobDefinition: { ...trainingRequest(), StaticHyperParameters: { num_round: "100" }, ...trial },
    ...overrides,
  };
}

/** A compilation request that AWS would take. */
export function compilationRequest(
  input: Record<string, unknown> = {},
  output: Record<string, unknown> = {},
): Record<string, unknown> {
  return {
    RoleArn: role,
    InputConfig: { S3Uri: "s3://bucket/model.tar.gz", Framework: "XGBOOST", ...input },
    OutputConfig: { S3OutputLocation: "s3://bucket/compiled/", TargetDevice: "ml_c5", ...output },
    StoppingCondition: { MaxRuntimeInSeconds: 900 },
  };
}

/** A transform request that AWS would take. */
export function transformRequest(overrides: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    ModelName: "churn",
    TransformInput: {
      DataSource: { S3DataSource: { S3DataType: "S3Prefix", S3Uri: "s3://bucket/in/" } },
      SplitType: "Line",
    },
    TransformOutput: { S3OutputPath: "s3://bucket/predictions/", AssembleWith: "Line" },
    TransformResources: { InstanceType: "ml.m5.large", InstanceCount: 1 },
    BatchStrategy: "MultiRecord",
    ...overrides,
  };
}
