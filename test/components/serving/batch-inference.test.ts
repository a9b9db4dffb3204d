import * as pulumi from "@pulumi/pulumi";
import { findInstance, hours, transformFootprint } from "../../../carbon";
import { BatchInference, type BatchInferenceArgs, type TrainedModel } from "../../../components";
import { checkJob } from "../../../jobs/check-job";
import { transformJob } from "../../../jobs/transform-job";
import { deployMocked, named, refusalOf, valueOf, type CreatedResource } from "../../support/mock-cloud";
import { inventory, statementsOf, trustOf, wildcards } from "../role-policies";

const model = (overrides: Partial<TrainedModel> = {}): TrainedModel => ({
  modelArtifacts: "s3://models/churn/model.tar.gz",
  image: "662702820516.dkr.ecr.eu-north-1.amazonaws.com/sagemaker-xgboost:1.7-1",
  region: "eu-north-1",
  contentType: "text/csv",
  ...overrides,
});

const args = (overrides: Partial<BatchInferenceArgs> = {}): BatchInferenceArgs => ({
  model: model(),
  input: "s3://customers/new/",
  output: "s3://scores/out",
  instanceType: "ml.m5.large",
  ...overrides,
});

const nightly = { kind: "schedule", expression: "cron(0 2 * * ? *)", timezone: "Europe/Stockholm" } as const;

const modelArn = "arn:aws:sagemaker:eu-north-1:123456789012:model/churn-model-1a2b3c4";
const cloud = { outputs: { "aws:sagemaker/model:Model": { arn: modelArn } } };

async function requestOf(given: BatchInferenceArgs): Promise<unknown> {
  const { created } = await deployMocked(() => new BatchInference("churn", given));
  return named(created, "churn-job").inputs.request;
}

function environmentOf(created: readonly CreatedResource[]): Record<string, string> {
  return (named(created, "churn-function").inputs.environment as { variables: Record<string, string> }).variables;
}

describe("BatchInference, once", () => {
  it("creates a role, a model and a job with its completion, and nothing else", async () => {
    const { created } = await deployMocked(() => new BatchInference("churn", args()));
    expect(inventory(created)).toEqual({
      churn: "greenml:serving:BatchInference",
      "churn-completion": "greenml:jobs:TransformJobCompletion",
      "churn-job": "greenml:jobs:TransformJob",
      "churn-model": "aws:sagemaker/model:Model",
      "churn-role": "aws:iam/role:Role",
      "churn-role-policy": "aws:iam/rolePolicy:RolePolicy",
    });
  });

  it("puts many records into each call", async () => {
    expect(await requestOf(args())).toEqual({
      ModelName: "churn-model-1a2b3c4",
      BatchStrategy: "MultiRecord",
      MaxPayloadInMB: 6,
      MaxConcurrentTransforms: 1,
      ModelClientConfig: { InvocationsTimeoutInSeconds: 600, InvocationsMaxRetries: 2 },
      TransformInput: {
        DataSource: { S3DataSource: { S3DataType: "S3Prefix", S3Uri: "s3://customers/new/" } },
        ContentType: "text/csv",
        SplitType: "Line",
        CompressionType: "None",
      },
      TransformOutput: { S3OutputPath: "s3://scores/out/", Accept: "text/csv", AssembleWith: "Line" },
      TransformResources: { InstanceType: "ml.m5.large", InstanceCount: 1 },
    });
  });

  it.each<[string, BatchInferenceArgs]>([
    ["the defaults", args()],
    [
      "joined results, a key and tags",
      args({
        filter: { input: "$[1:]", joinInput: true },
        kmsKey: "arn:aws:kms:eu-north-1:123456789012:key/1",
        tags: { team: "ml" },
      }),
    ],
    [
      "whole objects",
      args({ split: "None", strategy: "SingleRecord", contentType: "image/jpeg", accept: "application/json" }),
    ],
  ])("sends a request that AWS takes: %s", async (_, given) => {
    expect(checkJob(transformJob, await requestOf(given))).toEqual([]);
  });

  it("leaves the form of predictions on images to the model", async () => {
    const request = await requestOf(args({ split: "None", strategy: "SingleRecord", contentType: "image/jpeg" }));
    expect(request).toMatchObject({
      TransformOutput: { S3OutputPath: "s3://scores/out/" },
      TransformInput: { ContentType: "image/jpeg" },
    });
    expect(request).not.toHaveProperty("TransformOutput.Accept");
    expect(request).not.toHaveProperty("TransformOutput.AssembleWith");
  });

  it("takes CSV when nobody says otherwise, and what the model says otherwise", async () => {
    const unsaid = { ...model() };
    delete (unsaid as { contentType?: string }).contentType;
    expect(await requestOf(args({ model: unsaid }))).toMatchObject({ TransformInput: { ContentType: "text/csv" } });
    expect(await requestOf(args({ model: model({ contentType: "application/json" }) }))).toMatchObject({
      TransformInput: { ContentType: "application/json" },
      TransformOutput: { Accept: "application/json" },
    });
  });

  it("filters what goes in and comes out", async () => {
    expect(await requestOf(args({ filter: { input: "$[1:]", output: "$[0]" } }))).toMatchObject({
      DataProcessing: { InputFilter: "$[1:]", OutputFilter: "$[0]", JoinSource: "None" },
    });
  });

  it("finds a machine with what the model needs", async () => {
    const given: BatchInferenceArgs = {
      model: model(),
      input: "s3://customers/new/",
      needs: { vcpu: 8, memoryGib: 30 },
    };
    const { result } = await deployMocked(() => new BatchInference("churn", given));
    const chosen = findInstance(result.placement.instanceType ?? "");
    expect(chosen?.vcpu).toBeGreaterThanOrEqual(8);
    expect(chosen?.memoryGib).toBeGreaterThanOrEqual(30);
    const accelerated = { ...given, needs: { acceleratorCount: 1, acceleratorMemoryGib: 16 } };
    const other = await deployMocked(() => new BatchInference("churn", accelerated));
    expect(findInstance(other.result.placement.instanceType ?? "")?.acceleratorCount).toBeGreaterThanOrEqual(1);
  });

  it("makes a bucket for the predictions when none is given", async () => {
    const given: BatchInferenceArgs = { model: model(), input: "s3://customers/new/" };
    const { created, result } = await deployMocked(() => new BatchInference("churn", given));
    expect(Object.keys(inventory(created)).filter((name) => name.startsWith("churn-bucket"))).toEqual([
      "churn-bucket",
      "churn-bucket-access",
      "churn-bucket-encryption",
      "churn-bucket-lifecycle",
    ]);
    expect(await valueOf(result.outputPath)).toBe("s3://churn-bucket-1a2b3c4/churn/predictions/");
    expect(result.placement.instanceType).toMatch(/^ml\./);
  });

  it("never places a transform on Graviton, which batch transform lacks", async () => {
    const given: BatchInferenceArgs = { model: model(), input: "s3://customers/new/" };
    const { result } = await deployMocked(() => new BatchInference("churn", given));
    const types = [
      result.placement.instanceType,
      ...result.placement.runnersUp.map(({ instanceType }) => instanceType),
    ];
    expect(types.filter((type) => type !== undefined && /^ml\.[a-z]+\d+g/.test(type))).toEqual([]);
  });

  it("gives its role what the run needs and nothing else", async () => {
    const { created } = await deployMocked(() => new BatchInference("churn", args()));
    expect(wildcards(created)).toEqual(["RegistryLogin", "PutMetrics"]);
    const statements = statementsOf(created, "churn-role-policy");
    expect(statements.Read?.Resource).toEqual([
      "arn:aws:s3:::models/churn/model.tar.gz",
      "arn:aws:s3:::customers/new/*",
      "arn:aws:s3:::scores/out/*",
    ]);
    expect(statements.Write?.Resource).toEqual(["arn:aws:s3:::scores/out/*"]);
  });

  it("takes a role, a network and the shared log group", async () => {
    const given = args({
      role: "arn:aws:iam::123456789012:role/mine",
      vpc: { subnetIds: ["subnet-1"], securityGroupIds: ["sg-1"] },
      logRetentionDays: 14,
    });
    const { created } = await deployMocked(() => new BatchInference("churn", given));
    expect(Object.keys(inventory(created))).toEqual([
      "churn",
      "churn-completion",
      "churn-job",
      "churn-log-group",
      "churn-model",
    ]);
    expect(named(created, "churn-model").inputs).toMatchObject({
      executionRoleArn: "arn:aws:iam::123456789012:role/mine",
      vpcConfig: { subnets: ["subnet-1"], securityGroupIds: ["sg-1"] },
    });
    expect(named(created, "churn-log-group").inputs).toMatchObject({ name: "/aws/sagemaker/TransformJobs" });
  });

  it("estimates before and measures after", async () => {
    const { result } = await deployMocked(() => new BatchInference("churn", args({ expectedHours: 0.2 })));
    const machines = { region: "eu-north-1", instanceType: "ml.m5.large", instanceCount: 1 };
    expect(result.placement.reasons[0]).toMatch(/^eu-north-1 .* is where the model is\.$/);
    expect(result.footprint).toEqual(transformFootprint({ ...machines, hours: hours(0.2) }));
    expect(await valueOf(result.measured ?? pulumi.output(undefined))).toEqual({
      transformHours: 0.25,
      footprint: transformFootprint({ ...machines, hours: hours(0.25) }),
    });
    const silent = await deployMocked(() => new BatchInference("churn", args()));
    expect(silent.result.footprint.emissions.kind).toBe("unknown");
  });

  it("runs a compiled model on its own hardware when told to", async () => {
    const given: BatchInferenceArgs = {
      model: model({ compiledFor: "ml_c5" }),
      input: "s3://customers/new/",
      allowCompiledModel: true,
    };
    const { result } = await deployMocked(() => new BatchInference("churn", given));
    expect(result.placement.instanceType).toMatch(/^ml\.c5\./);
  });
});

describe("BatchInference, by the clock", () => {
  it("creates a schedule and a function with roles of their own, and no job", async () => {
    const { created, result } = await deployMocked(() => new BatchInference("churn", args({ when: nightly })), cloud);
    expect(inventory(created)).toEqual({
      churn: "greenml:serving:BatchInference",
      "churn-function": "aws:lambda/function:Function",
      "churn-function-log-group": "aws:cloudwatch/logGroup:LogGroup",
      "churn-function-role": "aws:iam/role:Role",
      "churn-function-role-policy": "aws:iam/rolePolicy:RolePolicy",
      "churn-model": "aws:sagemaker/model:Model",
      "churn-role": "aws:iam/role:Role",
      "churn-role-policy": "aws:iam/rolePolicy:RolePolicy",
      "churn-schedule": "aws:scheduler/schedule:Schedule",
      "churn-schedule-role": "aws:iam/role:Role",
      "churn-schedule-role-policy": "aws:iam/rolePolicy:RolePolicy",
    });
    expect(result.jobName).toBeUndefined();
    expect(result.measured).toBeUndefined();
    expect(await valueOf(result.scheduleName ?? "")).toBe("churn-schedule-1a2b3c4");
  });

  it("calls the function with the time the run was due", async () => {
    const { created } = await deployMocked(() => new BatchInference("churn", args({ when: nightly })), cloud);
    expect(named(created, "churn-schedule").inputs).toEqual({
      region: "eu-north-1",
      scheduleExpression: "cron(0 2 * * ? *)",
      scheduleExpressionTimezone: "Europe/Stockholm",
      flexibleTimeWindow: { mode: "OFF" },
      target: {
        arn: "arn:aws:lambda:eu-north-1:123456789012:function:churn-function-1a2b3c4",
        roleArn: "arn:aws:iam::123456789012:role/churn-schedule-role-1a2b3c4",
        input: '{"scheduledTime":"<aws.scheduler.scheduled-time>"}',
        retryPolicy: { maximumRetryAttempts: 3, maximumEventAgeInSeconds: 3600 },
      },
    });
  });

  it("runs the function on Graviton, with its logs kept for a while", async () => {
    const { created } = await deployMocked(() => new BatchInference("churn", args({ when: nightly })), cloud);
    expect(named(created, "churn-function").inputs).toMatchObject({
      runtime: "nodejs22.x",
      architectures: ["arm64"],
      handler: "index.handler",
    });
    expect(named(created, "churn-function-log-group").inputs).toEqual({ region: "eu-north-1", retentionInDays: 14 });
  });

  it("hands the function a request that AWS takes, but for name and data", async () => {
    const { created } = await deployMocked(() => new BatchInference("churn", args({ when: nightly })), cloud);
    const { NAME_PREFIX, INPUT, MANIFESTS, REQUEST } = environmentOf(created);
    expect(NAME_PREFIX).toMatch(/^churn-[0-9a-f]{8}$/);
    expect({ INPUT, MANIFESTS }).toEqual({ INPUT: "s3://customers/new/", MANIFESTS: "s3://scores/out/_manifests/" });
    expect(checkJob(transformJob, JSON.parse(REQUEST ?? ""))).toEqual([]);
  });

  it("lets the function start its own jobs of its own model, and little else", async () => {
    const given = args({ when: nightly, tags: { team: "ml" }, kmsKey: "arn:aws:kms:eu-north-1:123456789012:key/1" });
    const { created } = await deployMocked(() => new BatchInference("churn", given), cloud);
    expect(wildcards(created).sort()).toEqual(["FindEarlierRuns", "PutMetrics", "RegistryLogin"]);
    const statements = statementsOf(created, "churn-function-role-policy");
    const { NAME_PREFIX } = environmentOf(created);
    const jobs = [`arn:aws:sagemaker:eu-north-1:123456789012:transform-job/${NAME_PREFIX ?? ""}-*`];
    expect(statements.StartTransform).toMatchObject({
      Action: ["sagemaker:CreateTransformJob"],
      Resource: jobs,
      Condition: { ArnEquals: { "sagemaker:ModelArn": modelArn } },
    });
    expect(statements.TagTransform?.Resource).toEqual(jobs);
    expect(statements.KeepLists?.Resource).toEqual(["arn:aws:s3:::scores/out/_manifests/*"]);
    expect(statements.UseKey?.Action).toEqual(["kms:Decrypt", "kms:GenerateDataKey"]);
    expect(statementsOf(created, "churn-schedule-role-policy").CallFunction?.Resource).toEqual([
      "arn:aws:lambda:eu-north-1:123456789012:function:churn-function-1a2b3c4",
    ]);
    expect(trustOf(created, "churn-schedule-role")).toEqual([
      {
        Principal: { Service: "scheduler.amazonaws.com" },
        Condition: { StringEquals: { "aws:SourceAccount": "123456789012" } },
      },
    ]);
  });
});

describe("BatchInference", () => {
  it.each<[string, Partial<Record<keyof BatchInferenceArgs, unknown>>, RegExp]>([
    [
      "a compiled model",
      { model: model({ compiledFor: "ml_c5" }) },
      /^Cannot run a model compiled for ml_c5 in batches because AWS does not document it/,
    ],
    [
      "a compiled model on other hardware",
      { model: model({ compiledFor: "ml_c5" }), allowCompiledModel: true },
      /ml\.m5\.large/,
    ],
    [
      "an image of another region",
      { model: model({ region: "eu-west-1" }) },
      /^Cannot use model in eu-west-1 because its image is in eu-north-1/,
    ],
    [
      "no image",
      { model: { ...model(), image: undefined } },
      /^Expected model.image to be a container image, got nothing$/,
    ],
    ["many records of one piece", { split: "None" }, /^Cannot put many records into a call because split is "None"/],
    [
      "too much in flight",
      { maxConcurrentTransforms: 20 },
      /^Too much in flight: maxConcurrentTransforms 20 times maxPayloadMib 6, maximum 100$/,
    ],
    [
      "joining what is not split in lines",
      { split: "RecordIO", filter: { joinInput: true } },
      /^Cannot join results with the data because split is "RecordIO"/,
    ],
    [
      "predictions among the data",
      { output: "s3://customers/new/out/" },
      /^Cannot write predictions to s3:\/\/customers\/new\/out\/ because it is below the input/,
    ],
    [
      "predictions that begin as the data do",
      { input: "s3://customers/new", output: "s3://customers/new-scores/" },
      /^Cannot write predictions to s3:\/\/customers\/new-scores\/ because it is below the input s3:\/\/customers\/new:/,
    ],
    ["an input that is no address", { input: "customers" }, /^Expected input to be an address such as/],
    [
      "a schedule in plain words",
      { when: { kind: "schedule", expression: "nightly" } },
      /^Expected when.expression in its documented form/,
    ],
    [
      "another kind of schedule",
      { when: { kind: "sometimes" } },
      /^Expected when\.kind to be "once" or "schedule", got "/,
    ],
    ["Graviton", { instanceType: "ml.c7g.large" }, /ml\.c7g\.large/],
  ])("refuses %s before anything is created", async (_, overrides, message) => {
    const given = { ...args(), ...overrides } as BatchInferenceArgs;
    const { created, error } = await refusalOf(() => new BatchInference("churn", given));
    expect(error).toMatchObject({ message: expect.stringMatching(message) as string, hideStack: true });
    expect(created.map(({ name }) => name)).toEqual(["churn"]);
  });

  it("refuses a name that leaves no room for those of its children", async () => {
    const { error } = await refusalOf(() => new BatchInference("a".repeat(40), args()));
    expect(error).toMatchObject({ message: expect.stringMatching(/^Too long a name/) as string });
  });
});
