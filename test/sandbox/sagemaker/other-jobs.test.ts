import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { CreateBucketCommand, GetObjectCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import {
  AddTagsCommand,
  CreateCompilationJobCommand,
  CreateEndpointCommand,
  CreateEndpointConfigCommand,
  CreateModelCommand,
  CreateProcessingJobCommand,
  CreateTrainingJobCommand,
  CreateTransformJobCommand,
  DeleteEndpointCommand,
  DeleteEndpointConfigCommand,
  DeleteModelCommand,
  DeleteTagsCommand,
  DescribeCompilationJobCommand,
  DescribeEndpointCommand,
  DescribeModelCommand,
  DescribeProcessingJobCommand,
  DescribeTransformJobCommand,
  ListCompilationJobsCommand,
  ListEndpointsCommand,
  ListTagsCommand,
  ListTransformJobsCommand,
  StopTransformJobCommand,
  UpdateEndpointCommand,
  UpdateEndpointWeightsAndCapacitiesCommand,
} from "@aws-sdk/client-sagemaker";

import { eventually, type TestSandbox, testSandbox } from "../server/test-sandbox";

import { image, role, trainingRequest } from "./requests";

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await testSandbox();
  await sandbox.s3.send(new CreateBucketCommand({ Bucket: "churn-bucket" }));
  for (const [Key, Body] of [
    ["batch/a.csv", "1,2\n3,4\n"],
    ["batch/deep/b.csv", "5,6\n"],
    ["model.tar.gz", "model"],
  ] as const) {
    await sandbox.s3.send(new PutObjectCommand({ Bucket: "churn-bucket", Key, Body }));
  }
  const PrimaryContainer = { Image: image, ModelDataUrl: "s3://churn-bucket/model.tar.gz" };
  await sandbox.sagemaker.send(
    new CreateModelCommand({ ModelName: "churn", ExecutionRoleArn: role, PrimaryContainer }),
  );
});
afterAll(() => sandbox.close());

function transform(TransformJobName: string, S3Uri = "s3://churn-bucket/batch/") {
  return new CreateTransformJobCommand({
    TransformJobName,
    ModelName: "churn",
    TransformInput: { DataSource: { S3DataSource: { S3DataType: "S3Prefix", S3Uri } }, SplitType: "Line" },
    TransformOutput: { S3OutputPath: "s3://churn-bucket/predictions", AssembleWith: "Line" },
    TransformResources: { InstanceType: "ml.m5.large", InstanceCount: 1 },
  });
}

function transformed(TransformJobName: string) {
  return eventually(
    () => sandbox.sagemaker.send(new DescribeTransformJobCommand({ TransformJobName })),
    ({ TransformJobStatus }) => TransformJobStatus !== "InProgress" && TransformJobStatus !== "Stopping",
  );
}

async function textOf(Key: string): Promise<string | undefined> {
  const { Body } = await sandbox.s3.send(new GetObjectCommand({ Bucket: "churn-bucket", Key }));
  return await Body?.transformToString();
}

describe("a transform job", () => {
  test("writes one .out for each input, and says that it is simulated", async () => {
    await sandbox.sagemaker.send(transform("nightly"));
    const job = await transformed("nightly");
    expect(job.TransformJobStatus).toBe("Completed");
    expect(Number(job.TransformEndTime) - Number(job.TransformStartTime)).toBe(120_000);
    expect(await textOf("predictions/a.csv.out")).toBe("simulated\nsimulated\n");
    expect(await textOf("predictions/deep/b.csv.out")).toBe("simulated\n");
    const log = readFileSync(join(sandbox.home, "logs/aws/sagemaker/TransformJobs/nightly/algo-1.log"), "utf8");
    expect(log.trim().split("\n")).toEqual([
      "simulated 2 predictions of a.csv",
      "simulated 1 predictions of deep/b.csv",
    ]);
  });

  test("fails without input, and its name is never free again", async () => {
    await sandbox.sagemaker.send(transform("empty", "s3://churn-bucket/nothing/"));
    const { TransformJobStatus, FailureReason } = await transformed("empty");
    expect([TransformJobStatus, FailureReason]).toEqual([
      "Failed",
      'ClientError: No S3 objects found under S3 URL "s3://churn-bucket/nothing/" given in input data source.',
    ]);
    await expect(sandbox.sagemaker.send(transform("EMPTY"))).rejects.toMatchObject({ name: "ResourceInUse" });
    const { TransformJobSummaries } = await sandbox.sagemaker.send(
      new ListTransformJobsCommand({ StatusEquals: "Failed" }),
    );
    expect(TransformJobSummaries?.map(({ TransformJobName }) => TransformJobName)).toEqual(["empty"]);
  });

  test("that is over cannot be stopped", async () => {
    await sandbox.sagemaker.send(transform("over"));
    await transformed("over");
    await expect(
      sandbox.sagemaker.send(new StopTransformJobCommand({ TransformJobName: "over" })),
    ).rejects.toMatchObject({ message: "The request was rejected because the transform job is in status Completed." });
    await expect(
      sandbox.sagemaker.send(new StopTransformJobCommand({ TransformJobName: "none" })),
    ).rejects.toMatchObject({ name: "ValidationException", message: "Could not find requested job with name: none" });
  });
});

describe("a compilation job", () => {
  const create = (CompilationJobName: string, S3Uri: string) =>
    sandbox.sagemaker.send(
      new CreateCompilationJobCommand({
        CompilationJobName,
        RoleArn: role,
        InputConfig: { S3Uri, Framework: "XGBOOST" },
        OutputConfig: { S3OutputLocation: "s3://churn-bucket/compiled/", TargetDevice: "ml_c5" },
        StoppingCondition: { MaxRuntimeInSeconds: 900 },
      }),
    );
  const compiled = (CompilationJobName: string) =>
    eventually(
      () => sandbox.sagemaker.send(new DescribeCompilationJobCommand({ CompilationJobName })),
      ({ CompilationJobStatus }) => CompilationJobStatus === "COMPLETED" || CompilationJobStatus === "FAILED",
    );

  test("leaves an artefact named after its target", async () => {
    await create("neo", "s3://churn-bucket/model.tar.gz");
    const job = await compiled("neo");
    expect(job.CompilationJobStatus).toBe("COMPLETED");
    expect(job.ModelArtifacts).toEqual({ S3ModelArtifacts: "s3://churn-bucket/compiled/model-ml_c5.tar.gz" });
    expect(job.InferenceImage).toBe("601324751636.dkr.ecr.eu-north-1.amazonaws.com/xgboost-neo:latest");
    expect(await textOf("compiled/model-ml_c5.tar.gz")).toBe("model");
    const { CompilationJobSummaries } = await sandbox.sagemaker.send(new ListCompilationJobsCommand({}));
    expect(CompilationJobSummaries).toMatchObject([{ CompilationJobName: "neo", CompilationTargetDevice: "ml_c5" }]);
  });

  test("fails without a model, and is not found under another name", async () => {
    await create("lost", "s3://churn-bucket/none.tar.gz");
    const { CompilationJobStatus, FailureReason } = await compiled("lost");
    expect([CompilationJobStatus, FailureReason]).toEqual([
      "FAILED",
      "ClientError: InputConfiguration: No model found at s3://churn-bucket/none.tar.gz: the object does not exist.",
    ]);
    await expect(compiled("nobody")).rejects.toMatchObject({ name: "ResourceNotFound" });
  });
});

test("a processing job says that its container was not run", async () => {
  const ProcessingJobName = "drift";
  await sandbox.sagemaker.send(
    new CreateProcessingJobCommand({
      ProcessingJobName,
      RoleArn: role,
      AppSpecification: { ImageUri: image },
      ProcessingResources: { ClusterConfig: { InstanceCount: 1, InstanceType: "ml.m5.large", VolumeSizeInGB: 1 } },
    }),
  );
  const job = await eventually(
    () => sandbox.sagemaker.send(new DescribeProcessingJobCommand({ ProcessingJobName })),
    ({ ProcessingJobStatus }) => ProcessingJobStatus !== "InProgress",
  );
  expect([job.ProcessingJobStatus, job.ExitMessage]).toEqual([
    "Completed",
    "simulated: the sandbox runs no processing containers",
  ]);
});

describe("an endpoint", () => {
  const described = (EndpointName: string) => sandbox.sagemaker.send(new DescribeEndpointCommand({ EndpointName }));
  const settled = (EndpointName: string) =>
    eventually(
      () => described(EndpointName),
      ({ EndpointStatus }) => EndpointStatus !== "Creating" && EndpointStatus !== "Updating",
    );
  const configure = (EndpointConfigName: string, MaxConcurrency: number) =>
    sandbox.sagemaker.send(
      new CreateEndpointConfigCommand({
        EndpointConfigName,
        ProductionVariants: [
          { VariantName: "main", ModelName: "churn", ServerlessConfig: { MemorySizeInMB: 1024, MaxConcurrency } },
        ],
      }),
    );

  test("is created, updated and deleted", async () => {
    await configure("first", 1);
    await configure("second", 2);
    await sandbox.sagemaker.send(new CreateEndpointCommand({ EndpointName: "live", EndpointConfigName: "first" }));
    const created = await settled("live");
    expect(created).toMatchObject({ EndpointStatus: "InService", EndpointConfigName: "first" });
    await sandbox.sagemaker.send(new UpdateEndpointCommand({ EndpointName: "live", EndpointConfigName: "second" }));
    const updated = await settled("live");
    expect(updated.EndpointConfigName).toBe("second");
    expect(updated.ProductionVariants?.[0]).toMatchObject({
      VariantName: "main",
      CurrentServerlessConfig: { MemorySizeInMB: 1024, MaxConcurrency: 2 },
    });
    await sandbox.sagemaker.send(
      new UpdateEndpointWeightsAndCapacitiesCommand({
        EndpointName: "live",
        DesiredWeightsAndCapacities: [{ VariantName: "main", DesiredWeight: 3 }],
      }),
    );
    expect((await described("live")).ProductionVariants?.[0]?.CurrentWeight).toBe(3);
    await sandbox.sagemaker.send(new DeleteEndpointCommand({ EndpointName: "live" }));
    await eventually(
      () => sandbox.sagemaker.send(new ListEndpointsCommand({ NameContains: "live" })),
      ({ Endpoints }) => Endpoints?.length === 0,
    );
    await expect(described("live")).rejects.toMatchObject({
      name: "ValidationException",
      message: 'Could not find endpoint "arn:aws:sagemaker:eu-north-1:123456789012:endpoint/live".',
    });
  });

  test("that is on its way keeps its configuration and refuses changes", async () => {
    const slow = await testSandbox({ speed: 1 });
    const send = slow.sagemaker;
    await send.send(
      new CreateModelCommand({ ModelName: "m", ExecutionRoleArn: role, PrimaryContainer: { Image: image } }),
    );
    const ProductionVariants = [
      { VariantName: "v", ModelName: "m", ServerlessConfig: { MemorySizeInMB: 1024, MaxConcurrency: 1 } },
    ];
    await send.send(new CreateEndpointConfigCommand({ EndpointConfigName: "c", ProductionVariants }));
    await send.send(new CreateEndpointCommand({ EndpointName: "e", EndpointConfigName: "c" }));
    await expect(send.send(new DeleteEndpointCommand({ EndpointName: "e" }))).rejects.toMatchObject({
      message: expect.stringContaining("Cannot update in-progress endpoint") as string,
    });
    await expect(send.send(new DeleteEndpointConfigCommand({ EndpointConfigName: "c" }))).rejects.toMatchObject({
      message: expect.stringContaining("Cannot delete endpoint configuration") as string,
    });
    await slow.close();
  });

  test("of an unknown configuration is refused", async () => {
    await expect(
      sandbox.sagemaker.send(new CreateEndpointCommand({ EndpointName: "x", EndpointConfigName: "nobody" })),
    ).rejects.toMatchObject({ message: expect.stringContaining("Could not find endpoint configuration") as string });
  });
});

test("a model is described and deleted", async () => {
  const name = { ModelName: "short-lived" };
  await sandbox.sagemaker.send(
    new CreateModelCommand({ ...name, ExecutionRoleArn: role, PrimaryContainer: { Image: image } }),
  );
  const { ModelArn } = await sandbox.sagemaker.send(new DescribeModelCommand(name));
  expect(ModelArn).toBe("arn:aws:sagemaker:eu-north-1:123456789012:model/short-lived");
  await sandbox.sagemaker.send(new DeleteModelCommand(name));
  await expect(sandbox.sagemaker.send(new DescribeModelCommand(name))).rejects.toMatchObject({
    message: `Could not find model "${ModelArn ?? ""}".`,
  });
});

test("tags are replaced by key, listed and removed, also where there were none", async () => {
  await sandbox.sagemaker.send(new CreateTrainingJobCommand(trainingRequest({ TrainingJobName: "tagged" })));
  const ResourceArn = "arn:aws:sagemaker:eu-north-1:123456789012:training-job/tagged";
  const tags = async () => (await sandbox.sagemaker.send(new ListTagsCommand({ ResourceArn }))).Tags;
  expect(await tags()).toEqual([]);
  const add = (Value: string) =>
    sandbox.sagemaker.send(new AddTagsCommand({ ResourceArn, Tags: [{ Key: "project", Value }] }));
  await add("one");
  await add("two");
  expect(await tags()).toEqual([{ Key: "project", Value: "two" }]);
  const many = Array.from({ length: 50 }, (_, index) => ({ Key: `k${index}`, Value: "x" }));
  for (const [Tags, says] of [
    [many, /number of tags, 51, exceeds the limit of 50/],
    [[many[0], many[0]], /Duplicate tag keys found: "k0"/],
    [[{ Key: "aws:owner", Value: "x" }], /"aws:owner" is invalid/],
  ] as const) {
    const message = expect.stringMatching(says) as string;
    const given = Tags.flatMap((tag) => tag ?? []);
    await expect(sandbox.sagemaker.send(new AddTagsCommand({ ResourceArn, Tags: given }))).rejects.toMatchObject({
      name: "ValidationException",
      message,
    });
  }
  const twice = { Key: "project", Value: "x" };
  const request = trainingRequest({ TrainingJobName: "never", Tags: [twice, twice] });
  await expect(sandbox.sagemaker.send(new CreateTrainingJobCommand(request))).rejects.toThrow(/Duplicate tag keys/);
  await sandbox.sagemaker.send(new DeleteTagsCommand({ ResourceArn, TagKeys: ["project"] }));
  expect(await tags()).toEqual([]);
  const unknown = ResourceArn.replace("tagged", "nobody");
  await expect(sandbox.sagemaker.send(new ListTagsCommand({ ResourceArn: unknown }))).rejects.toMatchObject({
    message: "Requested resource not found.",
  });
});

test("a role must be among those the stand-in made, once it made any", async () => {
  const folder = join(sandbox.home, "aws/global/iam.Role");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "work.json"), JSON.stringify({ outputs: { arn: role } }));
  const create = (TrainingJobName: string, RoleArn: string) =>
    sandbox.sagemaker.send(new CreateTrainingJobCommand(trainingRequest({ TrainingJobName, RoleArn })));
  await create("with-role", role);
  await expect(create("without-role", `${role}-2`)).rejects.toMatchObject({
    name: "ValidationException",
    message: expect.stringMatching(
      /^Could not assume role arn:aws:iam::123456789012:role\/service-role\/work-2/,
    ) as string,
  });
  expect(existsSync(join(sandbox.home, "sagemaker/123456789012/eu-north-1/training/without-role.json"))).toBe(false);
});
