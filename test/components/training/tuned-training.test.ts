import * as pulumi from "@pulumi/pulumi";
import { hours, tuningFootprint } from "../../../carbon";
import {
  builtin,
  categorical,
  continuous,
  integer,
  TunedTraining,
  type ContainerAlgorithm,
  type TunedTrainingArgs,
} from "../../../components";
import { checkJob } from "../../../jobs/check-job";
import { hyperParameterTuningJob } from "../../../jobs/hyper-parameter-tuning-job";
import { deployMocked, named, refusalOf, valueOf } from "../../support/mock-cloud";
import { inventory, statementsOf, trustOf, wildcards } from "../role-policies";

function args(overrides: Partial<TunedTrainingArgs> = {}): TunedTrainingArgs {
  return {
    algorithm: builtin.xgboost(),
    data: { train: "s3://data/train/", validation: "s3://data/validation/", gigabytes: 1, region: "eu-north-1" },
    objective: { metric: "validation:auc" },
    search: { eta: continuous(0.01, 0.3, "logarithmic"), max_depth: integer(3, 9) },
    instanceType: "ml.m5.large",
    ...overrides,
  };
}

function container(overrides: Partial<ContainerAlgorithm> = {}): ContainerAlgorithm {
  return {
    image: "123456789012.dkr.ecr.eu-north-1.amazonaws.com/trainer:1",
    metricDefinitions: [{ name: "val_loss", regex: "val_loss=([0-9.]+)" }],
    ...overrides,
  };
}

const ofContainer = (algorithm = container(), overrides: Partial<TunedTrainingArgs> = {}): TunedTrainingArgs =>
  args({ algorithm, objective: { metric: "val_loss", goal: "minimize" }, ...overrides });

async function requestOf(given: TunedTrainingArgs) {
  const { created } = await deployMocked(() => new TunedTraining("churn", given));
  return named(created, "churn-job").inputs.request as {
    HyperParameterTuningJobConfig: Record<string, unknown>;
    TrainingJobDefinition: Record<string, unknown>;
    WarmStartConfig?: unknown;
    Tags?: unknown;
  };
}

describe("TunedTraining", () => {
  it("creates a bucket, a role and a job with its completion, and nothing else", async () => {
    const { created } = await deployMocked(() => new TunedTraining("churn", args()));
    expect(inventory(created)).toEqual({
      churn: "greenml:training:TunedTraining",
      "churn-bucket": "aws:s3/bucket:Bucket",
      "churn-bucket-access": "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
      "churn-bucket-encryption":
        "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
      "churn-bucket-lifecycle": "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
      "churn-completion": "greenml:jobs:HyperParameterTuningJobCompletion",
      "churn-job": "greenml:jobs:HyperParameterTuningJob",
      "churn-role": "aws:iam/role:Role",
      "churn-role-policy": "aws:iam/rolePolicy:RolePolicy",
    });
  });

  it("asks for a Bayesian search that ends early, on spare capacity", async () => {
    expect(await requestOf(args())).toEqual({
      HyperParameterTuningJobConfig: {
        Strategy: "Bayesian",
        HyperParameterTuningJobObjective: { Type: "Maximize", MetricName: "validation:auc" },
        ResourceLimits: { MaxNumberOfTrainingJobs: 20, MaxParallelTrainingJobs: 2, MaxRuntimeInSeconds: 14_400 },
        ParameterRanges: {
          ContinuousParameterRanges: [{ Name: "eta", MinValue: "0.01", MaxValue: "0.3", ScalingType: "Logarithmic" }],
          IntegerParameterRanges: [{ Name: "max_depth", MinValue: "3", MaxValue: "9", ScalingType: "Auto" }],
          CategoricalParameterRanges: [],
        },
        TrainingJobEarlyStoppingType: "Auto",
        TuningJobCompletionCriteria: {
          BestObjectiveNotImproving: { MaxNumberOfTrainingJobsNotImproving: 5 },
          ConvergenceDetected: { CompleteOnConvergence: "Enabled" },
        },
      },
      TrainingJobDefinition: {
        AlgorithmSpecification: {
          TrainingImage: "662702820516.dkr.ecr.eu-north-1.amazonaws.com/sagemaker-xgboost:3.2-0",
          TrainingInputMode: "File",
        },
        RoleArn: "arn:aws:iam::123456789012:role/churn-role-1a2b3c4",
        StaticHyperParameters: { objective: "binary:logistic", num_round: "100", early_stopping_rounds: "10" },
        InputDataConfig: ["train", "validation"].map((channel) => ({
          ChannelName: channel,
          ContentType: "text/csv",
          DataSource: {
            S3DataSource: {
              S3DataType: "S3Prefix",
              S3Uri: `s3://data/${channel}/`,
              S3DataDistributionType: "FullyReplicated",
            },
          },
        })),
        OutputDataConfig: { S3OutputPath: "s3://churn-bucket-1a2b3c4/churn/output/" },
        ResourceConfig: { InstanceType: "ml.m5.large", InstanceCount: 1, VolumeSizeInGB: 12 },
        StoppingCondition: { MaxRuntimeInSeconds: 1800, MaxWaitTimeInSeconds: 3600 },
        EnableManagedSpotTraining: true,
      },
    });
  });

  it.each<[string, TunedTrainingArgs]>([
    ["the defaults", args()],
    [
      "a target, a seed and tags",
      args({ objective: { metric: "validation:auc", target: 0.9 }, seed: 7, tags: { team: "ml" } }),
    ],
    ["a random search", args({ strategy: "Random", trials: { max: 50, parallel: 10 } })],
    ["a grid", args({ strategy: "Grid", search: { booster: categorical("gbtree", "dart") } })],
    [
      "a container with checkpoints",
      ofContainer(container({ checkpointsPerTrial: true }), { trials: { maxHours: 3 } }),
    ],
    ["Hyperband", ofContainer(container(), { strategy: "Hyperband", epochs: { min: 1, max: 27 } })],
    [
      "a network, a key and parents",
      args({
        vpc: { subnetIds: ["subnet-0a1b2c3d"], securityGroupIds: ["sg-0a1b2c3d"] },
        kmsKey: "arn:aws:kms:eu-north-1:123456789012:key/1",
        warmStart: { parents: ["earlier-tuning"], kind: "TransferLearning" },
      }),
    ],
  ])("sends a request that AWS takes: %s", async (_, given) => {
    expect(checkJob(hyperParameterTuningJob, await requestOf(given))).toEqual([]);
  });

  it("waits for the job in the region that it was placed in, after the role may do its work", async () => {
    const { created, result } = await deployMocked(() => new TunedTraining("churn", args({ wait: false })));
    expect(named(created, "churn-job").inputs).toMatchObject({ region: "eu-north-1", namePrefix: "churn" });
    expect(named(created, "churn-completion").inputs).toEqual({
      region: "eu-north-1",
      jobName: "churn-job-tuned",
      wait: false,
    });
    expect(result.placement.region).toBe("eu-north-1");
    expect(await valueOf(result.jobName)).toBe("churn-job-tuned");
  });

  it("gives its role what the job needs and nothing else", async () => {
    const { created } = await deployMocked(() => new TunedTraining("churn", args()));
    expect(wildcards(created)).toEqual(["RegistryLogin", "PutMetrics"]);
    expect(trustOf(created, "churn-role")).toEqual([
      {
        Principal: { Service: "sagemaker.amazonaws.com" },
        Condition: { StringEquals: { "aws:SourceAccount": "123456789012" } },
      },
    ]);
    const statements = statementsOf(created, "churn-role-policy");
    expect(Object.keys(statements)).toEqual([
      "List0",
      "List1",
      "Locate",
      "Read",
      "Write",
      "RegistryLogin",
      "PullImage",
      "WriteLogs",
      "PutMetrics",
    ]);
    expect(statements.Read?.Resource).toEqual([
      "arn:aws:s3:::data/train/*",
      "arn:aws:s3:::data/validation/*",
      "arn:aws:s3:::churn-bucket-1a2b3c4/churn/*",
    ]);
    expect(statements.Write?.Resource).toEqual(["arn:aws:s3:::churn-bucket-1a2b3c4/churn/*"]);
    expect(statements.List0?.Condition).toEqual({
      StringLike: { "s3:prefix": ["train", "train/*", "validation", "validation/*"] },
    });
    expect(statements.PullImage?.Resource).toEqual([
      "arn:aws:ecr:eu-north-1:662702820516:repository/sagemaker-xgboost",
    ]);
  });

  it("adds rights on key and network only when they are given", async () => {
    const { created } = await deployMocked(
      () =>
        new TunedTraining(
          "churn",
          args({
            kmsKey: "arn:aws:kms:eu-north-1:123456789012:key/1",
            vpc: { subnetIds: [pulumi.output("subnet-1")], securityGroupIds: ["sg-1"] },
          }),
        ),
    );
    const statements = statementsOf(created, "churn-role-policy");
    expect(statements.UseKey?.Resource).toEqual(["arn:aws:kms:eu-north-1:123456789012:key/1"]);
    expect(statements.AttachNetwork?.Resource).toEqual([
      "arn:aws:ec2:eu-north-1:123456789012:network-interface/*",
      "arn:aws:ec2:eu-north-1:123456789012:subnet/subnet-1",
      "arn:aws:ec2:eu-north-1:123456789012:security-group/sg-1",
    ]);
    expect(wildcards(created)).toEqual(["RegistryLogin", "PutMetrics", "DescribeNetwork"]);
    const definition = (named(created, "churn-job").inputs.request as { TrainingJobDefinition: unknown })
      .TrainingJobDefinition;
    expect(definition).toMatchObject({
      VpcConfig: { Subnets: ["subnet-1"], SecurityGroupIds: ["sg-1"] },
      OutputDataConfig: { KmsKeyId: "arn:aws:kms:eu-north-1:123456789012:key/1" },
      ResourceConfig: { VolumeKmsKeyId: "arn:aws:kms:eu-north-1:123456789012:key/1" },
    });
    expect(named(created, "churn-bucket-encryption").inputs.rules).toEqual([
      {
        applyServerSideEncryptionByDefault: {
          sseAlgorithm: "aws:kms",
          kmsMasterKeyId: "arn:aws:kms:eu-north-1:123456789012:key/1",
        },
        bucketKeyEnabled: true,
      },
    ]);
  });

  it("asks for the same whatever the order in which its arguments are written", async () => {
    const search = { eta: continuous(0.01, 0.3), max_depth: integer(3, 9) };
    const tags = { team: "ml", cost: "42" };
    const requestOf = async (given: TunedTrainingArgs) => {
      const { created } = await deployMocked(() => new TunedTraining("churn", given));
      return named(created, "churn-job").inputs.request;
    };
    const turned = (one: object) => Object.fromEntries(Object.entries(one).reverse()) as never;
    const straight = await requestOf(args({ search, tags }));
    expect(await requestOf(args({ search: turned(search), tags: turned(tags) }))).toEqual(straight);
  });

  it("takes a role and a bucket that exist instead of making its own", async () => {
    const given = args({ role: "arn:aws:iam::123456789012:role/mine", outputBucket: pulumi.output("models") });
    const { created, result } = await deployMocked(() => new TunedTraining("churn", given));
    expect(Object.keys(inventory(created))).toEqual(["churn", "churn-completion", "churn-job"]);
    const { TrainingJobDefinition } = await requestOf(given);
    expect(TrainingJobDefinition).toMatchObject({
      RoleArn: "arn:aws:iam::123456789012:role/mine",
      OutputDataConfig: { S3OutputPath: "s3://models/churn/output/" },
    });
    expect(await valueOf(result.bucketName)).toBe("models");
  });

  it("makes its bucket private, empty on destroy unless told to keep it, and free of old checkpoints", async () => {
    const { created } = await deployMocked(() => new TunedTraining("churn", args({ keepArtifacts: true })));
    expect(named(created, "churn-bucket").inputs).toEqual({ region: "eu-north-1", forceDestroy: false });
    expect(named(created, "churn-bucket-access").inputs).toMatchObject({
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    expect(named(created, "churn-bucket-lifecycle").inputs.rules).toEqual([
      {
        id: "unfinished-uploads",
        status: "Enabled",
        filter: {},
        abortIncompleteMultipartUpload: { daysAfterInitiation: 1 },
      },
      { id: "short-lived-0", status: "Enabled", filter: { prefix: "churn/checkpoints/" }, expiration: { days: 7 } },
    ]);
    const again = await deployMocked(() => new TunedTraining("churn", args()));
    expect(named(again.created, "churn-bucket").inputs.forceDestroy).toBe(true);
  });

  it("owns the shared log group only when it is told to", async () => {
    const { created } = await deployMocked(() => new TunedTraining("churn", args({ logRetentionDays: 14 })));
    expect(named(created, "churn-log-group").inputs).toEqual({
      region: "eu-north-1",
      name: "/aws/sagemaker/TrainingJobs",
      retentionInDays: 14,
    });
  });

  it("keeps checkpoints in a place of their own when each trial has its folder", async () => {
    const long = ofContainer(container({ checkpointsPerTrial: true }), { trials: { maxHours: 3 } });
    const { TrainingJobDefinition } = await requestOf(long);
    expect(TrainingJobDefinition).toMatchObject({
      EnableManagedSpotTraining: true,
      StoppingCondition: { MaxRuntimeInSeconds: 10_800, MaxWaitTimeInSeconds: 21_600 },
      CheckpointConfig: {
        S3Uri: expect.stringMatching(/^s3:\/\/churn-bucket-1a2b3c4\/churn\/checkpoints\/[0-9a-f]{8}\/$/) as string,
      },
    });
  });

  it("pays for capacity of its own when an interruption would cost hours", async () => {
    const { TrainingJobDefinition } = await requestOf(args({ trials: { maxHours: 3 } }));
    expect(TrainingJobDefinition).toMatchObject({
      EnableManagedSpotTraining: false,
      StoppingCondition: { MaxRuntimeInSeconds: 10_800 },
    });
    expect(TrainingJobDefinition).not.toHaveProperty("StoppingCondition.MaxWaitTimeInSeconds");
  });

  it("leaves stopping to Hyperband and the size to the grid", async () => {
    const hyperband = await requestOf(ofContainer(container(), { strategy: "Hyperband", epochs: { min: 1, max: 27 } }));
    expect(hyperband.HyperParameterTuningJobConfig).toMatchObject({
      TrainingJobEarlyStoppingType: "Off",
      StrategyConfig: { HyperbandStrategyConfig: { MinResource: 1, MaxResource: 27 } },
    });
    const grid = await requestOf(args({ strategy: "Grid", search: { booster: categorical("gbtree", "dart") } }));
    expect(grid.HyperParameterTuningJobConfig.ResourceLimits).toEqual({
      MaxParallelTrainingJobs: 2,
      MaxRuntimeInSeconds: 14_400,
    });
  });

  it("streams large data into containers and copies small", async () => {
    const large = { train: "s3://data/train/", gigabytes: 50, region: "eu-north-1" };
    const streamed = await requestOf(ofContainer(container(), { data: large }));
    expect(streamed.TrainingJobDefinition).toMatchObject({
      AlgorithmSpecification: { TrainingInputMode: "FastFile" },
      ResourceConfig: { VolumeSizeInGB: 10 },
    });
    const copied = await requestOf(ofContainer(container(), { data: { ...large, gigabytes: 2 } }));
    expect(copied.TrainingJobDefinition).toMatchObject({ AlgorithmSpecification: { TrainingInputMode: "File" } });
  });

  it("sizes no volume for machines with disks of their own", async () => {
    const { TrainingJobDefinition } = await requestOf(ofContainer(container(), { instanceType: "ml.g5.xlarge" }));
    expect(TrainingJobDefinition.ResourceConfig).toEqual({ InstanceType: "ml.g5.xlarge", InstanceCount: 1 });
  });

  it("cuts containers off, sets their environment, and splits data over machines when told to", async () => {
    const { TrainingJobDefinition, Tags } = await requestOf(
      ofContainer(container(), {
        networkIsolation: true,
        environment: { MODE: "fast" },
        instanceCount: 2,
        volumeGigabytes: 30,
        tags: { team: "ml" },
        data: { train: "s3://data/train/", sharded: true, region: "eu-north-1", contentType: "application/json" },
      }),
    );
    expect(TrainingJobDefinition).toMatchObject({
      EnableNetworkIsolation: true,
      Environment: { MODE: "fast" },
      ResourceConfig: { InstanceCount: 2, VolumeSizeInGB: 30 },
      InputDataConfig: [
        {
          ChannelName: "train",
          ContentType: "application/json",
          DataSource: { S3DataSource: { S3DataDistributionType: "ShardedByS3Key" } },
        },
      ],
    });
    expect(Tags).toEqual([{ Key: "team", Value: "ml" }]);
  });

  it("hands a container's model on with the image that serves it", async () => {
    const algorithm = container({
      image: (region) => `123456789012.dkr.ecr.${region}.amazonaws.com/trainer:1`,
      servingImage: (region) => `123456789012.dkr.ecr.${region}.amazonaws.com/server:1`,
      framework: { name: "PYTORCH", version: "2.0" },
    });
    const data = { train: (region: string) => `s3://data-${region}/`, contentType: "application/json" };
    const given = ofContainer(algorithm, { data, allowedRegions: ["eu-central-1", "eu-north-1"] });
    const { created, result } = await deployMocked(() => new TunedTraining("churn", given));
    expect(result.placement.region).toBe("eu-north-1");
    expect(await valueOf(pulumi.output(result.best))).toMatchObject({
      image: "123456789012.dkr.ecr.eu-north-1.amazonaws.com/server:1",
      framework: { name: "PYTORCH", version: "2.0" },
      contentType: "application/json",
    });
    expect(named(created, "churn").inputs).toMatchObject({
      algorithm: { image: "made for the region", servingImage: "made for the region" },
    });
    const plain = await deployMocked(() => new TunedTraining("churn", ofContainer()));
    expect(await valueOf(plain.result.best.image)).toBe("123456789012.dkr.ecr.eu-north-1.amazonaws.com/trainer:1");
  });

  it("counts every point of a grid, and one trial at least when a target may be met at once", async () => {
    const grid = args({
      strategy: "Grid",
      search: { a: categorical("1", "2"), b: categorical("1", "2", "3") },
      expectedHoursPerTrial: 0.1,
    });
    const { result } = await deployMocked(() => new TunedTraining("churn", grid));
    const where = { region: "eu-north-1", instanceType: "ml.m5.large", hoursPerTrial: hours(0.1) };
    expect(result.footprint.energy).toEqual(tuningFootprint({ ...where, trials: 6 }).energy);
    const target = args({ objective: { metric: "validation:auc", target: 0.9 }, expectedHoursPerTrial: 0.1 });
    const early = await deployMocked(() => new TunedTraining("churn", target));
    expect(early.result.footprint.energy).toEqual(
      tuningFootprint({ ...where, trials: { low: 1, likely: 20, high: 20 } }).energy,
    );
  });

  it("measures nothing before somebody has waited", async () => {
    const unwaited = { outputs: { "greenml:jobs:HyperParameterTuningJobCompletion": { trainingHours: undefined } } };
    const { result } = await deployMocked(() => new TunedTraining("churn", args({ wait: false })), unwaited);
    const { trainingHours, footprint } = await valueOf(result.measured);
    expect(trainingHours).toBeUndefined();
    expect(footprint.emissions.kind).toBe("unknown");
  });

  it("hands the best model on in a shape that other components take", async () => {
    const { result } = await deployMocked(() => new TunedTraining("churn", args()));
    expect(await valueOf(pulumi.output(result.best))).toEqual({
      region: "eu-north-1",
      modelArtifacts: "s3://churn-bucket-1a2b3c4/churn/output/churn-003/output/model.tar.gz",
      trainingJobName: "churn-003",
      objectiveValue: 0.93,
      hyperParameters: { eta: "0.1" },
      image: "662702820516.dkr.ecr.eu-north-1.amazonaws.com/sagemaker-xgboost:3.2-0",
      framework: { name: "XGBOOST", version: "3.2.0" },
      contentType: "text/csv",
    });
  });

  it("estimates before and measures after", async () => {
    const { result } = await deployMocked(() => new TunedTraining("churn", args({ expectedHoursPerTrial: 0.1 })));
    const where = { region: "eu-north-1", instanceType: "ml.m5.large", instanceCount: 1 };
    expect(result.footprint.functionalUnit).toBe("tuning run");
    expect(result.footprint.emissions.kind).toBe("known");
    expect(await valueOf(result.measured)).toEqual({
      trainingHours: 0.5,
      footprint: tuningFootprint({ ...where, trials: 1, hoursPerTrial: hours(0.5) }),
    });
  });

  it("bounds the footprint by its caps while nobody says how long a trial takes", async () => {
    const { result } = await deployMocked(() => new TunedTraining("churn", args()));
    expect(result.footprint.emissions.kind).toBe("bounded");
  });

  it("goes where the work emits least when the program brings the data along", async () => {
    const asked: string[] = [];
    const data = {
      train: (region: string) => {
        asked.push(region);
        return `s3://data-${region}/train/`;
      },
      validation: (region: string) => pulumi.output(`s3://data-${region}/validation/`),
      gigabytes: 0.1,
      region: "eu-central-1",
    };
    const given = args({ data, allowedRegions: ["eu-central-1", "eu-north-1"], expectedHoursPerTrial: 0.4 });
    const { created, result } = await deployMocked(() => new TunedTraining("churn", given));
    expect(result.placement.region).toBe("eu-north-1");
    expect(asked).toEqual(["eu-north-1"]);
    expect(statementsOf(created, "churn-role-policy").Read?.Resource).toContain("arn:aws:s3:::data-eu-north-1/train/*");
    expect(named(created, "churn").inputs).toMatchObject({ data: { train: "made for the region" } });
  });

  it("stays with fixed data and says what a move would do", async () => {
    const data = {
      train: "s3://data/train/",
      validation: "s3://data/validation/",
      gigabytes: 0.1,
      region: "eu-central-1",
    };
    const given = args({ data, allowedRegions: ["eu-central-1", "eu-north-1"], expectedHoursPerTrial: 0.4 });
    const { result } = await deployMocked(() => new TunedTraining("churn", given));
    expect(result.placement.region).toBe("eu-central-1");
    expect(result.placement.reasons.at(-1)).toMatch(
      /^The work stays in eu-central-1, where the data is: in eu-north-1/,
    );
  });

  it("previews with everything unknown that only AWS knows", async () => {
    const { created } = await deployMocked(() => new TunedTraining("churn", args()), { preview: true });
    expect(Object.keys(inventory(created))).toHaveLength(9);
    const { request } = named(created, "churn-job").inputs as {
      request: { TrainingJobDefinition: { RoleArn: unknown } };
    };
    expect(request.TrainingJobDefinition.RoleArn).not.toBe("arn:aws:iam::123456789012:role/churn-role-1a2b3c4");
  });

  it.each<[string, Partial<Record<keyof TunedTrainingArgs, unknown>>, RegExp]>([
    ["no data", { data: undefined }, /^Expected data to be an object, got nothing$/],
    [
      "an address of another kind",
      { data: { train: "./train", region: "eu-north-1" } },
      /^Expected data.train to be an address such as "s3:\/\/bucket\/prefix\/", got ".\/train"$/,
    ],
    [
      "an Output where the plan is decided",
      { region: pulumi.output("eu-north-1") },
      /^Expected region to be a plain value, got an Output/,
    ],
    [
      "no region for fixed data",
      { data: { train: "s3://data/train/", validation: "s3://data/validation/" } },
      /^Expected data.region, because/,
    ],
    [
      "data in a region that is not allowed",
      { allowedRegions: ["eu-west-1"] },
      /^Cannot train in eu-west-1 because the data is in eu-north-1/,
    ],
    [
      "a region away from the data",
      { region: "eu-west-1" },
      /^Cannot train in eu-west-1 because the data is in eu-north-1/,
    ],
    [
      "an unknown metric",
      { objective: { metric: "auc" } },
      /^Unknown metric "auc" of XGBoost. Known: validation:accuracy/,
    ],
    [
      "a direction the metric does not have",
      { objective: { metric: "validation:auc", goal: "minimize" } },
      /^Cannot minimize validation:auc/,
    ],
    [
      "no validation data",
      { data: { train: "s3://data/train/", region: "eu-north-1" } },
      /^Expected data.validation, because/,
    ],
    ["nothing to search", { search: {} }, /^Expected at least one hyperparameter/],
    [
      "a range upside down",
      { search: { eta: { kind: "continuous", min: 1, max: 0, scaling: "auto" } } },
      /^Expected search.eta with min under max/,
    ],
    [
      "a logarithm of zero",
      { search: { eta: { kind: "continuous", min: 0, max: 1, scaling: "logarithmic" } } },
      /^Expected search.eta above 0/,
    ],
    [
      "a hyperparameter twice",
      { staticHyperParameters: { eta: 0.1 } },
      /^Cannot search eta because staticHyperParameters fixes it$/,
    ],
    ["a grid of numbers", { strategy: "Grid" }, /^Cannot search a grid because eta is continuous/],
    ["Hyperband without epochs", { strategy: "Hyperband" }, /^Expected epochs, or a hyperparameter epochs/],
    ["epochs without Hyperband", { epochs: { min: 1, max: 9 } }, /^Cannot set epochs because strategy is "Bayesian"/],
    ["more trials at once than in all", { trials: { max: 1, parallel: 2 } }, /^Too many trials at the same time/],
    ["too many trials", { trials: { max: 800 } }, /^Too many trials for Bayesian: 800, maximum 750$/],
    ["half a trial", { trials: { max: 0.5 } }, /^Expected trials.max to be a whole number, got 0.5$/],
    ["no trial", { trials: { max: 0 } }, /^Expected trials.max of at least 1, got 0$/],
    [
      "an unknown strategy",
      { strategy: "Guess" },
      /^Expected strategy to be "Bayesian" or "Hyperband" or "Random" or "Grid", got "Guess"$/,
    ],
    [
      "spare capacity for long trials",
      { spot: true, trials: { maxHours: 2 } },
      /^Cannot use spot capacity for trials of up to 2 hours/,
    ],
    [
      "classes without their number",
      { objective: { metric: "validation:mlogloss" } },
      /^Expected staticHyperParameters.num_class/,
    ],
    [
      "a role that is no ARN",
      { role: "SageMakerRole" },
      /^Expected role to be the ARN of a role, .*, got "SageMakerRole"$/,
    ],
    [
      "a retention CloudWatch does not know",
      { logRetentionDays: 10 },
      /^Expected logRetentionDays to be one of CloudWatch's retention times/,
    ],
    [
      "a region without XGBoost",
      { region: "mars-1", data: { train: "s3://data/train/", validation: "s3://data/validation/" } },
      /mars-1/,
    ],
    [
      "a container without a goal",
      { algorithm: container(), objective: { metric: "val_loss" } },
      /^Expected objective.goal/,
    ],
    [
      "a metric the container does not define",
      { algorithm: container(), objective: { metric: "loss", goal: "minimize" } },
      /^Expected algorithm.metricDefinitions to define the objective "loss"$/,
    ],
    [
      "a pattern without a group",
      {
        algorithm: container({ metricDefinitions: [{ name: "val_loss", regex: "x" }] }),
        objective: { metric: "val_loss", goal: "minimize" },
      },
      /^Expected one capture group in the regex of metric "val_loss", got 0$/,
    ],
  ])("refuses %s before anything is created", async (_, overrides, message) => {
    const given = { ...args(), ...overrides } as TunedTrainingArgs;
    const { created, error } = await refusalOf(() => new TunedTraining("churn", given));
    expect(error).toBeInstanceOf(pulumi.ResourceError);
    expect(error).toMatchObject({ message: expect.stringMatching(message) as string, hideStack: true });
    expect(created.map(({ name }) => name)).toEqual(["churn"]);
  });

  it.each([
    ["a-name-of-more-than-forty-eight-characters-is-far-too-long", /^Too long a name/],
    ["under_scored", /^Expected a name of letters, digits and inner hyphens/],
  ])("refuses the name %s", async (name, message) => {
    const { created, error } = await refusalOf(() => new TunedTraining(name, args()));
    expect(error).toMatchObject({ message: expect.stringMatching(message) as string });
    expect(created.filter(({ custom }) => custom)).toEqual([]);
  });
});
