import type {
  CreateHyperParameterTuningJobCommandInput,
  CreateTrainingJobCommandInput,
  HyperParameterTrainingJobDefinition,
  HyperParameterTuningJobConfig,
} from "@aws-sdk/client-sagemaker";

export const image = "662702820516.dkr.ecr.eu-north-1.amazonaws.com/sagemaker-xgboost:1.7-1";
export const role = "arn:aws:iam::123456789012:role/service-role/work";

export function trainingRequest(overrides: Partial<CreateTrainingJobCommandInput> = {}): CreateTrainingJobCommandInput {
  return {
    TrainingJobName: "churn-1",
    RoleArn: role,
    AlgorithmSpecification: { TrainingImage: image, TrainingInputMode: "File" },
    OutputDataConfig: { S3OutputPath: "s3://churn-bucket/models" },
    ResourceConfig: { InstanceType: "ml.m5.large", InstanceCount: 1, VolumeSizeInGB: 10 },
    StoppingCondition: { MaxRuntimeInSeconds: 3600 },
    ...overrides,
  };
}

export function definition(
  overrides: Partial<HyperParameterTrainingJobDefinition> = {},
): HyperParameterTrainingJobDefinition {
  return {
    StaticHyperParameters: { num_round: "10", objective: "binary:logistic" },
    AlgorithmSpecification: { TrainingImage: image, TrainingInputMode: "File" },
    RoleArn: role,
    OutputDataConfig: { S3OutputPath: "s3://churn-bucket/models" },
    ResourceConfig: { InstanceType: "ml.m5.large", InstanceCount: 1, VolumeSizeInGB: 10 },
    StoppingCondition: { MaxRuntimeInSeconds: 3600 },
    ...overrides,
  };
}

export function tuningConfig(overrides: Partial<HyperParameterTuningJobConfig> = {}): HyperParameterTuningJobConfig {
  return {
    Strategy: "Bayesian",
    ResourceLimits: { MaxNumberOfTrainingJobs: 4, MaxParallelTrainingJobs: 2 },
    HyperParameterTuningJobObjective: { Type: "Maximize", MetricName: "validation:auc" },
    ParameterRanges: {
      ContinuousParameterRanges: [{ Name: "eta", MinValue: "0.01", MaxValue: "0.3", ScalingType: "Logarithmic" }],
      IntegerParameterRanges: [{ Name: "max_depth", MinValue: "3", MaxValue: "9" }],
    },
    ...overrides,
  };
}

export function tuningRequest(
  overrides: Partial<CreateHyperParameterTuningJobCommandInput> = {},
): CreateHyperParameterTuningJobCommandInput {
  return {
    HyperParameterTuningJobName: "tune-1",
    HyperParameterTuningJobConfig: tuningConfig(),
    TrainingJobDefinition: definition(),
    ...overrides,
  };
}
