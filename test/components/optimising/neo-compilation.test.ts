import * as pulumi from "@pulumi/pulumi";
import { NeoCompilation, type NeoCompilationArgs, type TrainedModel } from "../../../components";
import { checkJob } from "../../../jobs/check-job";
import { compilationJob } from "../../../jobs/compilation-job";
import { deployMocked, named, refusalOf, valueOf } from "../../support/mock-cloud";
import { inventory, statementsOf, trustOf, wildcards } from "../role-policies";

const model = (overrides: Partial<TrainedModel> = {}): TrainedModel => ({
  modelArtifacts: "s3://models/churn/model.tar.gz",
  image: "662702820516.dkr.ecr.eu-north-1.amazonaws.com/sagemaker-xgboost:1.3-1",
  region: "eu-north-1",
  framework: { name: "XGBOOST", version: "1.3.3" },
  contentType: "text/csv",
  ...overrides,
});

const args = (overrides: Partial<NeoCompilationArgs> = {}): NeoCompilationArgs => ({
  model: model(),
  target: "ml_c5",
  ...overrides,
});

const torch = { framework: { name: "PYTORCH", version: "1.13.1" } } as const;
const shapes = { input0: [1, 3, 224, 224] };

async function requestOf(given: NeoCompilationArgs): Promise<Record<string, unknown>> {
  const { created } = await deployMocked(() => new NeoCompilation("churn", given));
  return named(created, "churn-job").inputs.request as Record<string, unknown>;
}

describe("NeoCompilation", () => {
  it("creates a bucket, a role and a job with its completion, and nothing else", async () => {
    const { created } = await deployMocked(() => new NeoCompilation("churn", args()));
    expect(inventory(created)).toEqual({
      churn: "greenml:optimising:NeoCompilation",
      "churn-bucket": "aws:s3/bucket:Bucket",
      "churn-bucket-access": "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
      "churn-bucket-encryption":
        "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
      "churn-bucket-lifecycle": "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
      "churn-completion": "greenml:jobs:CompilationJobCompletion",
      "churn-job": "greenml:jobs:CompilationJob",
      "churn-role": "aws:iam/role:Role",
      "churn-role-policy": "aws:iam/rolePolicy:RolePolicy",
    });
    expect(named(created, "churn-job").inputs).toMatchObject({ region: "eu-north-1", namePrefix: "churn" });
  });

  it("asks for the target and stops after a quarter of an hour", async () => {
    expect(await requestOf(args())).toEqual({
      RoleArn: "arn:aws:iam::123456789012:role/churn-role-1a2b3c4",
      InputConfig: { S3Uri: "s3://models/churn/model.tar.gz", Framework: "XGBOOST" },
      OutputConfig: { S3OutputLocation: "s3://churn-bucket-1a2b3c4/churn/compiled/", TargetDevice: "ml_c5" },
      StoppingCondition: { MaxRuntimeInSeconds: 900 },
    });
  });

  it.each<[string, NeoCompilationArgs]>([
    ["the defaults", args()],
    [
      "PyTorch with shapes and options",
      args({
        model: model(torch),
        target: "ml_g4dn",
        inputShapes: shapes,
        compilerOptions: { dtype: "float16" },
      }),
    ],
    [
      "a key, a network and tags",
      args({
        kmsKey: "arn:aws:kms:eu-north-1:123456789012:key/1",
        vpc: { subnetIds: ["subnet-0a1b2c3d"], securityGroupIds: ["sg-0a1b2c3d"] },
        tags: { team: "ml" },
      }),
    ],
  ])("sends a request that AWS takes: %s", async (_, given) => {
    expect(checkJob(compilationJob, await requestOf(given))).toEqual([]);
  });

  it("names version and shapes for frameworks that need them", async () => {
    const request = await requestOf(
      args({ model: model({ framework: { name: "PYTORCH", version: "2.0.1" } }), inputShapes: shapes }),
    );
    expect(request.InputConfig).toEqual({
      S3Uri: "s3://models/churn/model.tar.gz",
      Framework: "PYTORCH",
      FrameworkVersion: "2.0",
      DataInputConfig: '{"input0":[1,3,224,224]}',
    });
  });

  it.each([
    [{ name: "MXNET", version: "1.8.0" }, "1.8"],
    [{ name: "TENSORFLOW", version: "1.15.3" }, "1.15.3"],
    [{ name: "ONNX", version: "1.7.0" }, undefined],
  ] as const)("speaks of %p in the words Neo takes", async (framework, FrameworkVersion) => {
    const request = await requestOf(args({ model: model({ framework }), inputShapes: shapes }));
    expect((request.InputConfig as { FrameworkVersion?: string }).FrameworkVersion).toBe(FrameworkVersion);
    expect(checkJob(compilationJob, request)).toEqual([]);
  });

  it("says a version that it was told to try", async () => {
    const framework = { name: "PYTORCH", version: "2.3" } as const;
    const request = await requestOf(
      args({ model: model({ framework }), inputShapes: shapes, allowUnlistedVersion: true }),
    );
    expect(request.InputConfig).toMatchObject({ FrameworkVersion: "2.3" });
  });

  it("gives its role what the job needs and nothing else", async () => {
    const { created } = await deployMocked(() => new NeoCompilation("churn", args()));
    expect(wildcards(created)).toEqual([]);
    expect(trustOf(created, "churn-role")).toEqual([
      {
        Principal: { Service: "sagemaker.amazonaws.com" },
        Condition: { StringEquals: { "aws:SourceAccount": "123456789012" } },
      },
    ]);
    const statements = statementsOf(created, "churn-role-policy");
    expect(Object.keys(statements)).toEqual(["List0", "List1", "Locate", "Read", "Write", "WriteLogs"]);
    expect(statements.Read?.Resource).toEqual([
      "arn:aws:s3:::models/churn/model.tar.gz",
      "arn:aws:s3:::churn-bucket-1a2b3c4/churn/compiled/*",
    ]);
    expect(statements.WriteLogs?.Resource).toEqual([
      "arn:aws:logs:eu-north-1:123456789012:log-group:/aws/sagemaker/CompilationJobs",
      "arn:aws:logs:eu-north-1:123456789012:log-group:/aws/sagemaker/CompilationJobs:log-stream:*",
    ]);
  });

  it("takes a role and a bucket that exist, and owns the shared log group when told to", async () => {
    const given = args({ role: "arn:aws:iam::123456789012:role/mine", outputBucket: "mine", logRetentionDays: 30 });
    const { created, result } = await deployMocked(() => new NeoCompilation("churn", given));
    expect(Object.keys(inventory(created))).toEqual(["churn", "churn-completion", "churn-job", "churn-log-group"]);
    expect(named(created, "churn-log-group").inputs).toMatchObject({
      name: "/aws/sagemaker/CompilationJobs",
      retentionInDays: 30,
    });
    expect(await valueOf(result.roleArn)).toBe("arn:aws:iam::123456789012:role/mine");
  });

  it("hands the compiled model on with the image and the hardware it needs", async () => {
    const { result } = await deployMocked(() => new NeoCompilation("churn", args()));
    expect(await valueOf(pulumi.output(result.compiled))).toEqual({
      modelArtifacts: "s3://models/compiled/model-ml_c5.tar.gz",
      image: "601324751636.dkr.ecr.eu-north-1.amazonaws.com/xgboost-neo:latest",
      region: "eu-north-1",
      framework: { name: "XGBOOST", version: "1.3.3" },
      contentType: "text/csv",
      environment: {},
      compiledFor: "ml_c5",
    });
    const torched = await deployMocked(
      () => new NeoCompilation("churn", args({ model: model(torch), inputShapes: shapes })),
    );
    expect(torched.result.compiled.environment).toEqual({ MMS_DEFAULT_RESPONSE_TIMEOUT: "500" });
  });

  it("says that nobody knows what a compilation takes", async () => {
    const { result } = await deployMocked(() => new NeoCompilation("churn", args()));
    expect(result.footprint.energy).toEqual({
      kind: "unknown",
      missing: "energy of the machines that AWS compiles on",
    });
    expect(result.placement).toMatchObject({ region: "eu-north-1", emissions: { kind: "unknown" } });
  });

  it("tries a version that is not listed only when told to", async () => {
    const newer = args({
      model: model({ framework: { name: "XGBOOST", version: "1.7.4" } }),
      allowUnlistedVersion: true,
    });
    const { created } = await deployMocked(() => new NeoCompilation("churn", newer));
    expect(Object.keys(inventory(created))).toContain("churn-job");
  });

  it.each<[string, Partial<Record<keyof NeoCompilationArgs, unknown>>, RegExp]>([
    [
      "XGBoost newer than Neo knows",
      { model: model({ framework: { name: "XGBOOST", version: "1.7.4" } }) },
      /^Cannot compile XGBOOST 1.7.4 because SageMaker Neo lists 1.3.3 and earlier: /,
    ],
    [
      "PyTorch between the listed versions",
      { model: model({ framework: { name: "PYTORCH", version: "1.9.0" } }) },
      /^Cannot compile PYTORCH 1.9.0 because SageMaker Neo lists 1.4, 1.5/,
    ],
    [
      "a framework Neo does not list",
      { model: model({ framework: { name: "SKLEARN", version: "1.0" } }) },
      /^Cannot compile SKLEARN 1.0 because SageMaker Neo lists no version of it/,
    ],
    [
      "Keras newer than Neo knows",
      { model: model({ framework: { name: "KERAS", version: "2.3" } }) },
      /^Cannot compile KERAS 2.3 because SageMaker Neo lists 2.2.4 and earlier: /,
    ],
    ["no framework", { model: { ...model(), framework: undefined } }, /^Expected framework, or model.framework/],
    ["no shapes", { model: model(torch) }, /^Expected inputShapes, because Neo compiles PYTORCH for fixed shapes$/],
    ["unknown hardware", { target: "ml_c7g" }, /^Unknown target "ml_c7g" of SageMaker Neo. Known: ml_c4/],
    [
      "a region without Neo",
      {
        model: model({
          region: "eu-south-2",
          image: "104374241257.dkr.ecr.eu-south-2.amazonaws.com/sagemaker-xgboost:1.3-1",
        }),
      },
      /^Cannot compile in eu-south-2 because SageMaker Neo is not offered there$/,
    ],
    [
      "hardware of another region",
      { target: "ml_inf2" },
      /^Cannot compile for ml_inf2 in eu-north-1 because Neo does so in us-east-2 alone$/,
    ],
    [
      "a compiled model",
      { model: model({ compiledFor: "ml_c4" }) },
      /^Cannot compile a model that is compiled already, for ml_c4$/,
    ],
    ["an hour and more", { maxRuntimeMinutes: 90 }, /^Expected maxRuntimeMinutes of at most 60, got 90$/],
  ])("refuses %s before anything is created", async (_, overrides, message) => {
    const given = { ...args(), ...overrides } as NeoCompilationArgs;
    const { created, error } = await refusalOf(() => new NeoCompilation("churn", given));
    expect(error).toMatchObject({ message: expect.stringMatching(message) as string, hideStack: true });
    expect(created.map(({ name }) => name)).toEqual(["churn"]);
  });
});
