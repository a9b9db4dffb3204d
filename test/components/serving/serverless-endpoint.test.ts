import * as pulumi from "@pulumi/pulumi";
import { mebibytes, milliseconds, serverlessMonthFootprint } from "../../../carbon";
import { ServerlessEndpoint, type ServerlessEndpointArgs, type TrainedModel } from "../../../components";
import { deployMocked, named, refusalOf, valueOf } from "../../support/mock-cloud";
import { inventory, statementsOf, wildcards } from "../role-policies";

const model = (overrides: Partial<TrainedModel> = {}): TrainedModel => ({
  modelArtifacts: pulumi.output("s3://models/churn/model.tar.gz"),
  image: "662702820516.dkr.ecr.eu-north-1.amazonaws.com/sagemaker-xgboost:1.7-1",
  region: "eu-north-1",
  ...overrides,
});

const args = (overrides: Partial<ServerlessEndpointArgs> = {}): ServerlessEndpointArgs => ({
  model: model(),
  ...overrides,
});

async function configOf(given: ServerlessEndpointArgs): Promise<unknown> {
  const { created } = await deployMocked(() => new ServerlessEndpoint("churn", given));
  return named(created, "churn-configuration").inputs.productionVariants;
}

describe("ServerlessEndpoint", () => {
  it("creates a role, a model, a configuration, a log group and an endpoint, and nothing else", async () => {
    const { created } = await deployMocked(() => new ServerlessEndpoint("churn", args()));
    expect(inventory(created)).toEqual({
      churn: "greenml:serving:ServerlessEndpoint",
      "churn-configuration": "aws:sagemaker/endpointConfiguration:EndpointConfiguration",
      "churn-endpoint": "aws:sagemaker/endpoint:Endpoint",
      "churn-log-group": "aws:cloudwatch/logGroup:LogGroup",
      "churn-model": "aws:sagemaker/model:Model",
      "churn-role": "aws:iam/role:Role",
      "churn-role-policy": "aws:iam/rolePolicy:RolePolicy",
    });
  });

  it("leaves the names of model and configuration to Pulumi, so that replacing them leaves no gap", async () => {
    const { created, result } = await deployMocked(() => new ServerlessEndpoint("churn", args()));
    expect(named(created, "churn-model").inputs).toEqual({
      region: "eu-north-1",
      executionRoleArn: "arn:aws:iam::123456789012:role/churn-role-1a2b3c4",
      primaryContainer: {
        image: "662702820516.dkr.ecr.eu-north-1.amazonaws.com/sagemaker-xgboost:1.7-1",
        modelDataUrl: "s3://models/churn/model.tar.gz",
        environment: { SAGEMAKER_MODEL_SERVER_WORKERS: "1" },
      },
    });
    expect(named(created, "churn-configuration").inputs).toEqual({
      region: "eu-north-1",
      productionVariants: [
        {
          variantName: "primary",
          modelName: "churn-model-1a2b3c4",
          serverlessConfig: { memorySizeInMb: 2048, maxConcurrency: 5 },
        },
      ],
    });
    const name = await valueOf(result.endpointName);
    expect(name).toMatch(/^churn-[0-9a-f]{8}$/);
    expect(named(created, "churn-endpoint").inputs).toEqual({
      region: "eu-north-1",
      name,
      endpointConfigName: "churn-configuration-1a2b3c4",
    });
    expect(named(created, "churn-log-group").inputs).toEqual({
      region: "eu-north-1",
      name: `/aws/sagemaker/Endpoints/${name}`,
      retentionInDays: 14,
    });
  });

  it.each([
    [undefined, 2048],
    [100, 1024],
    [256, 1024],
    [257, 2048],
    [2800, 6144],
  ])("gives a model of %p MiB the memory step %p", async (modelMib, memorySizeInMb) => {
    const given = modelMib === undefined ? args() : args({ modelMib });
    expect(await configOf(given)).toMatchObject([{ serverlessConfig: { memorySizeInMb } }]);
  });

  it("takes what the caller chose", async () => {
    const given = args({
      memoryMib: 4096,
      maxConcurrency: 20,
      provisionedConcurrency: 2,
      endpointName: "churn-online",
      role: "arn:aws:iam::123456789012:role/mine",
      logRetentionDays: 30,
      tags: { team: "ml" },
      model: model({ environment: { SAGEMAKER_MODEL_SERVER_WORKERS: "2", EXTRA: "1" } }),
    });
    const { created } = await deployMocked(() => new ServerlessEndpoint("churn", given));
    expect(Object.keys(inventory(created))).toEqual([
      "churn",
      "churn-configuration",
      "churn-endpoint",
      "churn-log-group",
      "churn-model",
    ]);
    expect(named(created, "churn-configuration").inputs).toMatchObject({
      productionVariants: [
        { serverlessConfig: { memorySizeInMb: 4096, maxConcurrency: 20, provisionedConcurrency: 2 } },
      ],
      tags: { team: "ml" },
    });
    expect(named(created, "churn-endpoint").inputs).toMatchObject({ name: "churn-online", tags: { team: "ml" } });
    expect(named(created, "churn-log-group").inputs).toMatchObject({
      name: "/aws/sagemaker/Endpoints/churn-online",
      retentionInDays: 30,
    });
    expect(named(created, "churn-model").inputs).toMatchObject({
      executionRoleArn: "arn:aws:iam::123456789012:role/mine",
      primaryContainer: { environment: { SAGEMAKER_MODEL_SERVER_WORKERS: "2", EXTRA: "1" } },
    });
  });

  it("gives its role the model to read and nothing to write", async () => {
    const { created } = await deployMocked(() => new ServerlessEndpoint("churn", args()));
    expect(wildcards(created)).toEqual(["RegistryLogin", "PutMetrics"]);
    const statements = statementsOf(created, "churn-role-policy");
    expect(Object.keys(statements)).toEqual([
      "List0",
      "Locate",
      "Read",
      "RegistryLogin",
      "PullImage",
      "WriteLogs",
      "PutMetrics",
    ]);
    expect(statements.Read?.Resource).toEqual(["arn:aws:s3:::models/churn/model.tar.gz"]);
  });

  it("computes a month from the traffic, and knows nothing without it", async () => {
    const traffic = { requestsPerDay: 4000, millisecondsPerRequest: { low: 20, likely: 50, high: 150 } };
    const { result } = await deployMocked(() => new ServerlessEndpoint("churn", args({ traffic })));
    expect(result.placement.reasons[0]).toMatch(/^eu-north-1 .* is where the model is\.$/);
    expect(result.footprint).toEqual(
      serverlessMonthFootprint({
        region: "eu-north-1",
        memoryMib: mebibytes(2048),
        requestsPerMonth: (4000 * 365) / 12,
        millisecondsPerRequest: { low: milliseconds(20), likely: milliseconds(50), high: milliseconds(150) },
      }),
    );
    expect(result.placement).toMatchObject({ region: "eu-north-1", instanceType: undefined });
    const silent = await deployMocked(() => new ServerlessEndpoint("churn", args()));
    expect(silent.result.footprint.emissions).toEqual({ kind: "unknown", missing: "requests per day" });
  });

  it("knows neither energy nor emissions while nobody says how long an answer takes", async () => {
    const traffic = { requestsPerDay: { low: 10, likely: 20, high: 30 } };
    const { result } = await deployMocked(
      () => new ServerlessEndpoint("churn", args({ traffic, provisionedConcurrency: 1 })),
    );
    expect(result.footprint).toEqual(
      serverlessMonthFootprint({
        region: "eu-north-1",
        memoryMib: mebibytes(2048),
        requestsPerMonth: { low: (10 * 365) / 12, likely: (20 * 365) / 12, high: (30 * 365) / 12 },
        millisecondsPerRequest: undefined,
        provisionedConcurrency: 1,
      }),
    );
  });

  it("previews with everything unknown that only AWS knows", async () => {
    const { created } = await deployMocked(() => new ServerlessEndpoint("churn", args()), { preview: true });
    expect(Object.keys(inventory(created))).toHaveLength(7);
  });

  it.each<[string, Record<string, unknown>, RegExp]>([
    [
      "a compiled model",
      { model: model({ compiledFor: "ml_c5" }) },
      /^Cannot serve a model compiled for ml_c5 serverless because/,
    ],
    [
      "a network",
      { vpc: { subnetIds: ["subnet-1"], securityGroupIds: ["sg-1"] } },
      /^Cannot attach a serverless endpoint to a network/,
    ],
    [
      "a region without serverless",
      {
        model: model({
          region: "eu-south-2",
          image: "104374241257.dkr.ecr.eu-south-2.amazonaws.com/sagemaker-xgboost:1.3-1",
        }),
      },
      /^Cannot serve serverless in eu-south-2/,
    ],
    ["memory between the steps", { memoryMib: 1500 }, /^Expected memoryMib to be 1024 or 2048 or .*, got 1500$/],
    [
      "a model that fits no step",
      { modelMib: 3000 },
      /^Too large a model: modelMib 3000 needs 6512 MiB of memory, maximum 6144$/,
    ],
    ["more concurrency than there is", { maxConcurrency: 201 }, /^Expected maxConcurrency of at most 200, got 201$/],
    [
      "more warm copies than calls",
      { maxConcurrency: 2, provisionedConcurrency: 3 },
      /^Too many warm copies: provisionedConcurrency 3, maximum maxConcurrency 2$/,
    ],
    [
      "a model without a region",
      { model: { ...model(), region: undefined } },
      /^Expected model.region to be a string, got nothing$/,
    ],
    ["an endpoint name with a dot", { endpointName: "a.b" }, /^Expected endpointName in its documented form/],
  ])("refuses %s before anything is created", async (_, overrides, message) => {
    const given = { ...args(), ...overrides };
    const { created, error } = await refusalOf(() => new ServerlessEndpoint("churn", given));
    expect(error).toMatchObject({ message: expect.stringMatching(message) as string, hideStack: true });
    expect(created.map(({ name }) => name)).toEqual(["churn"]);
  });
});
