import { CreateBucketCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import {
  CreateCompilationJobCommand,
  type CreateCompilationJobCommandInput,
  CreateEndpointConfigCommand,
  CreateHyperParameterTuningJobCommand,
  CreateModelCommand,
  CreateTrainingJobCommand,
  CreateTransformJobCommand,
  type CreateTransformJobCommandInput,
  type ProductionVariant,
} from "@aws-sdk/client-sagemaker";

import { type TestSandbox, testSandbox } from "../server/test-sandbox";

import { definition, image, role, trainingRequest, tuningConfig, tuningRequest } from "./requests";

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await testSandbox();
  await sandbox.s3.send(new CreateBucketCommand({ Bucket: "churn-bucket" }));
  await sandbox.s3.send(new PutObjectCommand({ Bucket: "churn-bucket", Key: "train/a.csv", Body: "1,2\n" }));
  for (const [ModelName, VpcConfig] of [
    ["plain", undefined],
    ["in-vpc", { SecurityGroupIds: ["sg-1"], Subnets: ["subnet-1"] }],
  ] as const) {
    await sandbox.sagemaker.send(
      new CreateModelCommand({
        ModelName,
        ExecutionRoleArn: role,
        PrimaryContainer: { Image: image },
        ...(VpcConfig === undefined ? {} : { VpcConfig: { SecurityGroupIds: ["sg-1"], Subnets: ["subnet-1"] } }),
      }),
    );
  }
});
afterAll(() => sandbox.close());

/** A sentence of the API, or "accepted". */
async function said(call: Promise<unknown>): Promise<string> {
  return await call.then(
    () => "accepted",
    (error: unknown) => `${(error as Error).name}: ${(error as Error).message}`,
  );
}

let names = 0;
const fresh = () => `job-${++names}`;

function channel(ChannelName: string, S3Uri = "s3://churn-bucket/train/") {
  return { ChannelName, DataSource: { S3DataSource: { S3DataType: "S3Prefix" as const, S3Uri } } };
}

describe("CreateTrainingJob", () => {
  const machines = { InstanceType: "ml.m5.large" as const, InstanceCount: 1, VolumeSizeInGB: 1 };
  test.each<{ when: string; request: Parameters<typeof trainingRequest>[0]; says: RegExp | string }>([
    { when: "nothing is wrong", request: { InputDataConfig: [channel("train")] }, says: "accepted" },
    {
      when: "spot has no waiting time",
      request: { EnableManagedSpotTraining: true },
      says: /^ValidationException: Invalid MaxWaitTimeInSeconds. It must be present and be greater/,
    },
    {
      when: "spot may wait less than it may run",
      request: {
        EnableManagedSpotTraining: true,
        StoppingCondition: { MaxRuntimeInSeconds: 100, MaxWaitTimeInSeconds: 99 },
      },
      says: /must be present and be greater than or equal/,
    },
    {
      when: "spot may wait as long as it may run",
      request: {
        EnableManagedSpotTraining: true,
        StoppingCondition: { MaxRuntimeInSeconds: 100, MaxWaitTimeInSeconds: 100 },
      },
      says: "accepted",
    },
    {
      when: "a waiting time comes without spot",
      request: { StoppingCondition: { MaxRuntimeInSeconds: 100, MaxWaitTimeInSeconds: 200 } },
      says: /must not be present if EnableManagedSpotTraining is false/,
    },
    {
      when: "spot would keep its machines",
      request: {
        EnableManagedSpotTraining: true,
        StoppingCondition: { MaxRuntimeInSeconds: 9, MaxWaitTimeInSeconds: 9 },
        ResourceConfig: { ...machines, KeepAlivePeriodInSeconds: 60 },
      },
      says: /KeepAlivePeriodInSeconds is not supported/,
    },
    {
      when: "spot has a choice of machines",
      request: {
        EnableManagedSpotTraining: true,
        StoppingCondition: { MaxRuntimeInSeconds: 9, MaxWaitTimeInSeconds: 9 },
        ResourceConfig: { InstancePreferences: [{ InstanceType: "ml.m5.large", InstanceCount: 1 }] },
      },
      says: /InstancePreferences is not supported/,
    },
    {
      when: "there is no algorithm",
      request: { AlgorithmSpecification: { TrainingInputMode: "File" } },
      says: /exactly one of TrainingImage and AlgorithmName/,
    },
    {
      when: "the image is another region's",
      request: {
        AlgorithmSpecification: {
          TrainingInputMode: "File",
          TrainingImage: "683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:1.7-1",
        },
      },
      says: /must be in eu-north-1/,
    },
    {
      when: "there are no machines",
      request: { ResourceConfig: { VolumeSizeInGB: 1 } },
      says: /exactly one of InstanceType, InstanceGroups/,
    },
    {
      when: "there are zero machines",
      request: { ResourceConfig: { ...machines, InstanceCount: 0 } },
      says: /InstanceCount in ResourceConfig must be at least 1/,
    },
    {
      when: "two channels share a name",
      request: { InputDataConfig: [channel("train"), channel("train")] },
      says: /duplicate channel "train"/,
    },
    {
      when: "the input is not there",
      request: { InputDataConfig: [channel("train", "s3://churn-bucket/none/")] },
      says: /^ValidationException: No S3 objects found under S3 URL "s3:\/\/churn-bucket\/none\/" given in input data source/,
    },
    {
      when: "the bucket is not there",
      request: { InputDataConfig: [channel("train", "s3://no-bucket/none/")] },
      says: /The specified bucket does not exist/,
    },
    {
      when: "the settings are missing",
      request: { StoppingCondition: undefined },
      says: /Value null at 'stoppingCondition'/,
    },
  ])("says so when $when", async ({ request, says }) => {
    const asked = trainingRequest({ TrainingJobName: fresh(), ...request });
    expect(await said(sandbox.sagemaker.send(new CreateTrainingJobCommand(asked)))).toMatch(says);
  });
});

describe("CreateHyperParameterTuningJob", () => {
  const categorical = { CategoricalParameterRanges: [{ Name: "booster", Values: ["gbtree", "dart"] }] };
  const integer = (
    MinValue: string,
    MaxValue: string,
    ScalingType: "Auto" | "Logarithmic" | "ReverseLogarithmic" = "Auto",
  ) => ({
    ParameterRanges: { IntegerParameterRanges: [{ Name: "depth", MinValue, MaxValue, ScalingType }] },
  });
  const continuous = (
    MinValue: string,
    MaxValue: string,
    ScalingType: "Auto" | "Logarithmic" | "ReverseLogarithmic" = "Auto",
  ) => ({
    ParameterRanges: { ContinuousParameterRanges: [{ Name: "eta", MinValue, MaxValue, ScalingType }] },
  });
  const own = (metrics?: { Name: string; Regex: string }[]) => ({
    TrainingJobDefinition: definition({
      AlgorithmSpecification: {
        TrainingInputMode: "File",
        TrainingImage: "123456789012.dkr.ecr.eu-north-1.amazonaws.com/mine:1",
        ...(metrics === undefined ? {} : { MetricDefinitions: metrics }),
      },
    }),
  });
  type Overrides = NonNullable<Parameters<typeof tuningRequest>[0]>;
  const config = (overrides: Parameters<typeof tuningConfig>[0]): Overrides => ({
    HyperParameterTuningJobConfig: tuningConfig(overrides),
  });
  const several = (count: number): Overrides => ({
    TrainingJobDefinition: undefined,
    TrainingJobDefinitions: Array.from({ length: count }, (_, index) =>
      definition({
        DefinitionName: `algorithm-${index}`,
        TuningObjective: { Type: "Maximize", MetricName: "validation:auc" },
        HyperParameterRanges: continuous("0.1", "0.2").ParameterRanges,
      }),
    ),
    HyperParameterTuningJobConfig: {
      Strategy: "Random",
      ResourceLimits: { MaxNumberOfTrainingJobs: 2, MaxParallelTrainingJobs: 1 },
    },
  });

  test.each<{ when: string; request: Overrides; says: RegExp | string }>([
    { when: "nothing is wrong", request: {}, says: "accepted" },
    {
      when: "more trials run at once than in all",
      request: config({ ResourceLimits: { MaxNumberOfTrainingJobs: 2, MaxParallelTrainingJobs: 3 } }),
      says: /MaxParallelTrainingJobs \(3\) must be less/,
    },
    {
      when: "Hyperband is to stop early",
      request: config({ Strategy: "Hyperband", TrainingJobEarlyStoppingType: "Auto" }),
      says: /must be Off when the strategy is Hyperband/,
    },
    {
      when: "Hyperband has no resource",
      request: config({ Strategy: "Hyperband" }),
      says: /Hyperband needs MaxResource/,
    },
    {
      when: "Hyperband has its resource",
      request: config({
        Strategy: "Hyperband",
        StrategyConfig: { HyperbandStrategyConfig: { MinResource: 1, MaxResource: 9 } },
      }),
      says: "accepted",
    },
    {
      when: "Hyperband finds its epochs among the static",
      request: {
        ...config({ Strategy: "Hyperband" }),
        TrainingJobDefinition: definition({ StaticHyperParameters: { epochs: "9" } }),
      },
      says: "accepted",
    },
    {
      when: "Hyperband's settings come with another strategy",
      request: config({ StrategyConfig: { HyperbandStrategyConfig: { MaxResource: 9 } } }),
      says: /StrategyConfig is not supported for the strategy Bayesian/,
    },
    {
      when: "a grid has integers",
      request: config({ Strategy: "Grid", ResourceLimits: { MaxParallelTrainingJobs: 1 } }),
      says: /Grid supports categorical hyperparameters only/,
    },
    {
      when: "a grid counts wrong",
      request: config({
        Strategy: "Grid",
        ParameterRanges: categorical,
        ResourceLimits: { MaxParallelTrainingJobs: 1, MaxNumberOfTrainingJobs: 3 },
      }),
      says: /equal the number of points of the grid \(2\)/,
    },
    {
      when: "a grid counts right",
      request: config({
        Strategy: "Grid",
        ParameterRanges: categorical,
        ResourceLimits: { MaxParallelTrainingJobs: 1, MaxNumberOfTrainingJobs: 2 },
      }),
      says: "accepted",
    },
    { when: "bounds are equal", request: config(integer("3", "3")), says: /must be less than its maximum value/ },
    { when: "bounds compare as numbers, not texts", request: config(integer("9", "10")), says: "accepted" },
    { when: "an integer's bound is none", request: config(integer("1.5", "3")), says: /must be integers/ },
    { when: "a bound is no number", request: config(continuous("low", "1")), says: /must be numbers/ },
    {
      when: "zero is scaled logarithmically",
      request: config(continuous("0", "1", "Logarithmic")),
      says: /bounds greater than 0/,
    },
    {
      when: "one is scaled in reverse",
      request: config(continuous("0", "1", "ReverseLogarithmic")),
      says: /within 0 <= x < 1/,
    },
    {
      when: "an integer is scaled in reverse",
      request: config(integer("0", "1", "ReverseLogarithmic")),
      says: /not supported for the integer hyperparameter/,
    },
    {
      when: "a hyper-parameter is static and tunable",
      request: { TrainingJobDefinition: definition({ StaticHyperParameters: { eta: "1" } }) },
      says: /cannot be both static and tunable/,
    },
    { when: "nothing is tunable", request: config({ ParameterRanges: {} }), says: /At least one hyperparameter range/ },
    {
      when: "there is no definition",
      request: { TrainingJobDefinition: undefined },
      says: /exactly one of TrainingJobDefinition and TrainingJobDefinitions/,
    },
    {
      when: "there is no objective",
      request: config({ HyperParameterTuningJobObjective: undefined }),
      says: /must specify HyperParameterTuningJobObjective/,
    },
    { when: "several definitions are sound", request: several(2), says: "accepted" },
    {
      when: "several definitions share the configuration's objective",
      request: { ...several(2), ...config({}) },
      says: /must not be specified with TrainingJobDefinitions/,
    },
    {
      when: "an own metric is not defined",
      request: own(),
      says: /"validation:auc" is not defined in the MetricDefinitions/,
    },
    {
      when: "an own metric is defined",
      request: own([{ Name: "validation:auc", Regex: "auc=([0-9.]+)" }]),
      says: "accepted",
    },
    {
      when: "an expression captures nothing",
      request: own([{ Name: "validation:auc", Regex: "auc=[0-9.]+" }]),
      says: /must have one capture group, got 0/,
    },
    {
      when: "an expression is none",
      request: own([{ Name: "validation:auc", Regex: "auc=([0-9.]+" }]),
      says: /is not valid/,
    },
    {
      when: "a built-in's metrics are overridden",
      request: {
        TrainingJobDefinition: definition({
          AlgorithmSpecification: {
            TrainingImage: image,
            TrainingInputMode: "File",
            MetricDefinitions: [{ Name: "a", Regex: "(1)" }],
          },
        }),
      },
      says: /You can't override the metric definitions for Amazon SageMaker algorithms/,
    },
    {
      when: "trials on spot have no waiting time",
      request: { TrainingJobDefinition: definition({ EnableManagedSpotTraining: true }) },
      says: /Invalid MaxWaitTimeInSeconds/,
    },
    {
      when: "trials have no machines",
      request: { TrainingJobDefinition: definition({ ResourceConfig: undefined }) },
      says: /exactly one of ResourceConfig and HyperParameterTuningResourceConfig/,
    },
    {
      when: "a parent is not there",
      request: {
        WarmStartConfig: {
          WarmStartType: "TransferLearning",
          ParentHyperParameterTuningJobs: [{ HyperParameterTuningJobName: "nobody" }],
        },
      },
      says: /parent hyperparameter tuning job "nobody" does not exist/,
    },
    {
      when: "the name is longer than 32",
      request: { HyperParameterTuningJobName: "x".repeat(33) },
      says: /length less than or equal to 32/,
    },
  ])("says so when $when", async ({ request, says }) => {
    const asked = tuningRequest({ HyperParameterTuningJobName: fresh(), ...request });
    expect(await said(sandbox.sagemaker.send(new CreateHyperParameterTuningJobCommand(asked)))).toMatch(says);
  });
});

describe("CreateCompilationJob", () => {
  const input = (Framework: "XGBOOST" | "PYTORCH" | "KERAS", more: object = {}) => ({
    InputConfig: { S3Uri: "s3://churn-bucket/model.tar.gz", Framework, ...more },
  });
  const target = (TargetDevice: "ml_c5" | "ml_inf2" | "ml_trn1" | "ml_eia2" | "rasp4b") => ({
    OutputConfig: { S3OutputLocation: "s3://churn-bucket/out", TargetDevice },
  });
  test.each<{ when: string; request: Partial<CreateCompilationJobCommandInput>; says: RegExp | string }>([
    { when: "nothing is wrong", request: {}, says: "accepted" },
    {
      when: "there is no model",
      request: { InputConfig: undefined },
      says: /exactly one of InputConfig and ModelPackageVersionArn/,
    },
    {
      when: "there is no target",
      request: { OutputConfig: { S3OutputLocation: "s3://churn-bucket/out" } },
      says: /exactly one of TargetDevice and TargetPlatform/,
    },
    {
      when: "there are two targets",
      request: { OutputConfig: { ...target("ml_c5").OutputConfig, TargetPlatform: { Os: "LINUX", Arch: "X86_64" } } },
      says: /exactly one of TargetDevice/,
    },
    {
      when: "shapes are missing",
      request: input("PYTORCH"),
      says: /DataInputConfig is required for the framework PYTORCH/,
    },
    { when: "shapes are no JSON", request: input("PYTORCH", { DataInputConfig: "{" }), says: /valid JSON/ },
    {
      when: "PyTorch is known",
      request: input("PYTORCH", { DataInputConfig: "[[1,3]]", FrameworkVersion: "1.13.1" }),
      says: "accepted",
    },
    {
      when: "PyTorch is too new",
      request: input("PYTORCH", { DataInputConfig: "[[1,3]]", FrameworkVersion: "2.1" }),
      says: /Unsupported FrameworkVersion 2.1/,
    },
    {
      when: "a version is none of the framework's",
      request: input("XGBOOST", { FrameworkVersion: "1.7" }),
      says: /FrameworkVersion is not supported for the framework XGBOOST/,
    },
    { when: "the device is another region's", request: target("ml_inf2"), says: /supported in us-east-2 only/ },
    { when: "the device is gone", request: target("ml_eia2"), says: /no longer supported/ },
    {
      when: "NVIDIA has no options",
      request: {
        OutputConfig: {
          S3OutputLocation: "s3://churn-bucket/out",
          TargetPlatform: { Os: "LINUX", Arch: "ARM64", Accelerator: "NVIDIA" },
        },
      },
      says: /CompilerOptions/,
    },
  ])("says so when $when", async ({ request, says }) => {
    const asked = {
      CompilationJobName: fresh(),
      RoleArn: role,
      ...input("XGBOOST"),
      ...target("ml_c5"),
      StoppingCondition: { MaxRuntimeInSeconds: 900 },
      ...request,
    };
    expect(await said(sandbox.sagemaker.send(new CreateCompilationJobCommand(asked)))).toMatch(says);
  });
});

describe("CreateTransformJob", () => {
  const base = {
    ModelName: "plain",
    TransformInput: {
      DataSource: { S3DataSource: { S3DataType: "S3Prefix" as const, S3Uri: "s3://churn-bucket/train/" } },
      SplitType: "Line" as const,
    },
    TransformOutput: { S3OutputPath: "s3://churn-bucket/out", AssembleWith: "Line" as const },
    TransformResources: { InstanceType: "ml.m5.large" as const, InstanceCount: 1 },
  };
  test.each<{ when: string; request: Partial<CreateTransformJobCommandInput>; says: RegExp | string }>([
    { when: "nothing is wrong", request: { BatchStrategy: "MultiRecord" }, says: "accepted" },
    {
      when: "the model is not there",
      request: { ModelName: "nobody" },
      says: 'ValidationException: Could not find model "arn:aws:sagemaker:eu-north-1:123456789012:model/nobody".',
    },
    { when: "100 MB are on their way", request: { MaxConcurrentTransforms: 10, MaxPayloadInMB: 10 }, says: "accepted" },
    {
      when: "more than 100 MB are on their way",
      request: { MaxConcurrentTransforms: 17 },
      says: /must not exceed 100 MB, got 17 \* 6/,
    },
    {
      when: "records are not split",
      request: { BatchStrategy: "MultiRecord", TransformInput: { ...base.TransformInput, SplitType: "None" } },
      says: /MultiRecord requires SplitType/,
    },
    {
      when: "a join does not match",
      request: { DataProcessing: { JoinSource: "Input" }, TransformOutput: { S3OutputPath: "s3://churn-bucket/out" } },
      says: /AssembleWith to match SplitType/,
    },
    {
      when: "the data type is not read",
      request: {
        TransformInput: {
          DataSource: { S3DataSource: { S3DataType: "AugmentedManifestFile", S3Uri: "s3://churn-bucket/train/" } },
        },
      },
      says: /S3DataType AugmentedManifestFile is not supported/,
    },
  ])("says so when $when", async ({ request, says }) => {
    const asked = { TransformJobName: fresh(), ...base, ...request };
    expect(await said(sandbox.sagemaker.send(new CreateTransformJobCommand(asked)))).toMatch(says);
  });
});

describe("CreateModel", () => {
  test.each([
    { when: "there is no container", container: undefined, says: /either PrimaryContainer or Containers/ },
    { when: "the container has no image", container: {}, says: /Image or ModelPackageName/ },
    {
      when: "the image is another region's",
      container: { Image: image.replace("eu-north-1", "eu-west-1") },
      says: /Unsupported image region/,
    },
    {
      when: "the model's data is not there",
      container: { Image: image, ModelDataUrl: "s3://churn-bucket/none.tar.gz" },
      says: "ValidationException: Could not find model data at s3://churn-bucket/none.tar.gz.",
    },
    {
      when: "the name is in use",
      container: { Image: image },
      says: 'ValidationException: Cannot create already existing model "arn:aws:sagemaker:eu-north-1:123456789012:model/plain".',
    },
  ])("says so when $when", async ({ container, says }) => {
    const asked = { ModelName: "plain", ExecutionRoleArn: role, PrimaryContainer: container };
    expect(await said(sandbox.sagemaker.send(new CreateModelCommand(asked)))).toMatch(says);
  });
});

describe("CreateEndpointConfig", () => {
  const serverless = {
    VariantName: "a",
    ModelName: "plain",
    ServerlessConfig: { MemorySizeInMB: 2048, MaxConcurrency: 5 },
  };
  const machines: ProductionVariant = {
    VariantName: "a",
    ModelName: "plain",
    InstanceType: "ml.m5.large",
    InitialInstanceCount: 1,
  };
  const size = (
    MemorySizeInMB: number,
    MaxConcurrency: number,
    ProvisionedConcurrency?: number,
  ): ProductionVariant => ({
    ...serverless,
    ServerlessConfig: {
      MemorySizeInMB,
      MaxConcurrency,
      ...(ProvisionedConcurrency === undefined ? {} : { ProvisionedConcurrency }),
    },
  });
  test.each<{ when: string; variants: ProductionVariant[]; says: RegExp | string }>([
    { when: "nothing is wrong", variants: [serverless], says: "accepted" },
    { when: "machines are sound", variants: [machines], says: "accepted" },
    {
      when: "the model is not there",
      variants: [{ ...serverless, ModelName: "nobody" }],
      says: /Could not find model ".*model\/nobody"/,
    },
    { when: "memory is between steps", variants: [size(2500, 5)], says: /MemorySizeInMB must be one of/ },
    {
      when: "there is too much concurrency",
      variants: [size(2048, 201)],
      says: /less than or equal to 200|at most 200/,
    },
    {
      when: "more is provisioned than allowed",
      variants: [size(2048, 5, 6)],
      says: /ProvisionedConcurrency \(6\) must be less/,
    },
    {
      when: "servers come with serverless",
      variants: [{ ...serverless, InstanceType: "ml.m5.large" }],
      says: /InstanceType is not supported with ServerlessConfig/,
    },
    {
      when: "serverless is not alone",
      variants: [serverless, { ...machines, VariantName: "b" }],
      says: /one production variant only/,
    },
    {
      when: "the serverless model is in a VPC",
      variants: [{ ...serverless, ModelName: "in-vpc" }],
      says: /do not support VPC configuration/,
    },
    {
      when: "no machines are given",
      variants: [{ VariantName: "a", ModelName: "plain" }],
      says: /must specify InstanceType or ServerlessConfig/,
    },
    {
      when: "no machine is wanted",
      variants: [{ ...machines, InitialInstanceCount: 0 }],
      says: /at least 1|greater than or equal to 1/,
    },
    { when: "variants share a name", variants: [machines, machines], says: /Variant names must be unique/ },
    {
      when: "an accelerator is attached",
      variants: [{ ...machines, AcceleratorType: "ml.eia2.medium" }],
      says: /AcceleratorType is no longer supported/,
    },
  ])("says so when $when", async ({ variants, says }) => {
    const asked = { EndpointConfigName: fresh(), ProductionVariants: variants };
    expect(await said(sandbox.sagemaker.send(new CreateEndpointConfigCommand(asked)))).toMatch(says);
  });

  test("says so where serverless is not served", async () => {
    const elsewhere = await testSandbox({ region: "eu-central-2" });
    const PrimaryContainer = { Image: image.replace("eu-north-1", "eu-central-2") };
    await elsewhere.sagemaker.send(
      new CreateModelCommand({ ModelName: "plain", ExecutionRoleArn: role, PrimaryContainer }),
    );
    const asked = { EndpointConfigName: "c", ProductionVariants: [serverless] };
    const sentence = await said(elsewhere.sagemaker.send(new CreateEndpointConfigCommand(asked)));
    await elsewhere.close();
    expect(sentence).toBe("ValidationException: Serverless inference is not supported in eu-central-2.");
  });
});
