import { memberOf, kindOfShape, shapeAt, shapeInside } from "../../../sandbox/aws/casing";
import { facts } from "../../../sandbox/aws/facts";
import { ownInputs, served } from "../../../sandbox/aws/served-types";
import { typeOfInput, type TypeExpression } from "../../../sandbox/aws/type-expressions";
import { Provider } from "./provider-client";

const role = "arn:aws:iam::999999999999:role/theirs";

/** Pairs of a property's type and the API's shape that do not go together. */
function misfits(type: TypeExpression, shape: string, path: string): string[] {
  const kind = kindOfShape(shape);
  if (type.kind === "list") return misfits(type.inner, kind === "list" ? shapeInside(shape) : shape, path);
  if (type.kind === "object") {
    const inner = kind === "list" ? shapeInside(shape) : shape;
    if (kindOfShape(inner) !== "structure") return [`${path}: ${kind}`];
    return [...type.members].flatMap(([name, member]) =>
      misfits(member.type, shapeAt(inner, memberOf(inner, name)), `${path}.${name}`),
    );
  }
  if (type.kind === "map") return kind === "map" ? [] : [`${path}: ${kind}`];
  return ["structure", "list", "map", "unknown"].includes(kind) ? [`${path}: ${kind}`] : [];
}

it.each(Object.entries(served))("finds the API's name for every input of %s", (token, type) => {
  const renamed: Readonly<Record<string, string>> = type.renamed;
  const input = `${type.create}${type.create === "CreateModel" || type.create.includes("Endpoint") ? "Input" : "Request"}`;
  const inputs = Object.entries(facts.resources[token]?.inputs ?? {}).filter(([name]) => !ownInputs.has(name));
  expect(inputs.length).toBeGreaterThan(1);
  expect(
    inputs.flatMap(([name, fact]) =>
      misfits(typeOfInput(fact), shapeAt(input, renamed[name] ?? memberOf(input, name)), name),
    ),
  ).toEqual([]);
});

describe("resources of SageMaker", () => {
  let provider: Provider;
  beforeEach(async () => {
    provider = await Provider.start({ region: "eu-north-1", defaultTags: { tags: { owner: "us" } } });
  });
  afterEach(() => provider.stop());

  it("sends a request in the API's casing, in the resource's region", async () => {
    const inputs = {
      region: "eu-west-1",
      executionRoleArn: role,
      primaryContainer: {
        image: "i",
        environment: { a_b: "c" },
        modelDataSource: { s3DataSources: [{ compressionType: "None", s3DataType: "S3Prefix", s3Uri: "s3://b/k" }] },
      },
    };
    const { id, outputs } = await provider.up("aws:sagemaker/model:Model", inputs);
    const container = {
      Image: "i",
      Mode: "SingleModel",
      Environment: { a_b: "c" },
      ModelDataSource: { S3DataSource: { CompressionType: "None", S3DataType: "S3Prefix", S3Uri: "s3://b/k" } },
    };
    expect(provider.cloud.calls).toEqual([
      {
        operation: "CreateModel",
        region: "eu-west-1",
        body: {
          ModelName: id,
          ExecutionRoleArn: role,
          PrimaryContainer: container,
          Tags: [{ Key: "owner", Value: "us" }],
        },
      },
    ]);
    expect(outputs["arn"]).toBe(`arn:aws:sagemaker:test:123456789012:model/${id}`);
  });

  it("waits for an endpoint at create, update and delete", async () => {
    const type = "aws:sagemaker/endpoint:Endpoint";
    const made = await provider.up(type, { endpointConfigName: "one" });
    expect(provider.cloud.operations).toEqual(["CreateEndpoint", "DescribeEndpoint"]);
    const changed = { ...made.inputs, endpointConfigName: "two", tags: { a: "b" } };
    const outputs = await provider.update(type, made.id, made.outputs, changed);
    expect(outputs).toMatchObject({ endpointConfigName: "two", tagsAll: { a: "b", owner: "us" } });
    await provider.delete(type, made.id, outputs);
    expect(provider.cloud.operations.slice(2)).toEqual([
      "AddTags",
      "UpdateEndpoint",
      "DescribeEndpoint",
      "DeleteEndpoint",
      "DescribeEndpoint",
    ]);
    expect(provider.files).toEqual([]);
  });

  it("keeps an endpoint that failed, so that it can be deleted", async () => {
    provider.cloud.endpointStatuses = ["Creating", "Failed"];
    await expect(provider.up("aws:sagemaker/endpoint:Endpoint", { endpointConfigName: "one" })).rejects.toThrow(
      "unexpected state 'Failed', wanted target 'InService': no reason given",
    );
    expect(provider.files).toHaveLength(1);
  });

  it("passes refusals on as they are, and leaves nothing behind", async () => {
    provider.cloud.refusals.set("CreateEndpointConfig", {
      code: "ValidationException",
      message: 'Could not find model "m".',
    });
    const inputs = { productionVariants: [{ modelName: "m" }] };
    const type = "aws:sagemaker/endpointConfiguration:EndpointConfiguration";
    await expect(provider.up(type, inputs)).rejects.toThrow('ValidationException: Could not find model "m".');
    expect(provider.files).toEqual([]);
  });

  it("tries again while AWS throttles or does not know the role yet", async () => {
    provider.cloud.refusals.set("CreateModel", { code: "ThrottlingException", message: "Rate exceeded" });
    await provider.up("aws:sagemaker/model:Model", { executionRoleArn: role });
    expect(provider.cloud.calls.map(({ operation }) => operation)).toEqual(["CreateModel", "CreateModel"]);
  });

  it("sends a request again whose answer was lost, and takes an absent thing for deleted", async () => {
    const type = "aws:sagemaker/model:Model";
    const made = await provider.up(type, { executionRoleArn: role });
    provider.cloud.unanswered.add("DeleteModel");
    await provider.delete(type, made.id, made.outputs);
    const deletions = provider.cloud.calls.filter(({ operation }) => operation === "DeleteModel");
    expect(deletions).toHaveLength(2);
    expect(provider.files).toEqual([]);
  });

  it("stops a job that still runs before it deletes the record", async () => {
    const training = await provider.up("aws:sagemaker/trainingJob:TrainingJob", {
      trainingJobName: "t",
      roleArn: role,
    });
    expect(provider.cloud.operations).toEqual(["CreateTrainingJob"]);
    await provider.delete("aws:sagemaker/trainingJob:TrainingJob", training.id, training.outputs);
    expect(provider.cloud.operations.filter((name) => !name.startsWith("Describe"))).toEqual([
      "CreateTrainingJob",
      "StopTrainingJob",
      "DeleteTrainingJob",
    ]);
  });

  it("shows a tuning job's status and stops it before it goes", async () => {
    const type = "aws:sagemaker/hyperParameterTuningJob:HyperParameterTuningJob";
    const config = { strategy: "Bayesian", resourceLimits: { maxParallelTrainingJobs: 1 } };
    const tuning = await provider.up(type, { config });
    expect(tuning.outputs["status"]).toBe("InProgress");
    await provider.delete(type, tuning.id, tuning.outputs);
    expect(provider.cloud.operations.filter((name) => !name.startsWith("Describe"))).toEqual([
      "CreateHyperParameterTuningJob",
      "StopHyperParameterTuningJob",
      "DeleteHyperParameterTuningJob",
    ]);
  });

  it("sees at refresh what another client changed or deleted", async () => {
    const type = "aws:sagemaker/model:Model";
    const made = await provider.up(type, { executionRoleArn: role });
    provider.cloud.refusals.set("DescribeModel", { code: "ValidationException", message: "Could not find model." });
    expect((await provider.read(type, made.id, made.outputs)).id).toBe("");
    expect((await provider.read(type, made.id)).inputs).toEqual(made.inputs);
  });
});
