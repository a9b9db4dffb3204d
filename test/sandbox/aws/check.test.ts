import { checkInputs } from "../../../sandbox/aws/check";
import { clauses, judge } from "../../../sandbox/aws/constraints";
import { facts, typeOf } from "../../../sandbox/aws/facts";
import { UNKNOWN, type Properties } from "../../../sandbox/aws/values";

const trust = { Version: "2012-10-17", Statement: [] };

function check(token: string, inputs: Properties, old?: Properties) {
  const naming = { logicalName: "thing", randomSeed: new Uint8Array([1, 2, 3]) };
  return checkInputs({ type: typeOf(token), inputs, old, region: "eu-north-1", naming });
}

function says(token: string, inputs: Properties): string[] {
  return check(token, inputs).failures.map(({ property, reason }) => `${property}: ${reason}`);
}

describe("refused inputs", () => {
  const role = "aws:iam/role:Role";
  const config = "aws:sagemaker/endpointConfiguration:EndpointConfiguration";
  it.each<[when: string, token: string, inputs: Properties, fault: string]>([
    [
      "an argument is misspelt",
      role,
      { assumeRolePolicy: trust, nam: "x" },
      'nam: Unknown argument "nam": nearest known is "name".',
    ],
    [
      "an inner argument is misspelt",
      config,
      { productionVariants: [{ modelNam: "m" }] },
      'productionVariants[0].modelNam: Unknown argument "modelNam": nearest known is "modelName".',
    ],
    ["one is missing", role, {}, 'assumeRolePolicy: Missing required argument "assumeRolePolicy".'],
    [
      "an inner one is missing",
      "aws:sagemaker/hyperParameterTuningJob:HyperParameterTuningJob",
      { config: { strategy: "Random" } },
      'config.resourceLimits: Missing required argument "resourceLimits".',
    ],
    [
      "the type is wrong",
      role,
      { assumeRolePolicy: trust, maxSessionDuration: "long" },
      'maxSessionDuration: Expected a number, got "long" (string).',
    ],
    [
      "a list is no list",
      config,
      { productionVariants: { modelName: "m" } },
      "productionVariants: Expected a list, got an object.",
    ],
    [
      "two exclude each other",
      role,
      { assumeRolePolicy: trust, name: "a", namePrefix: "b" },
      "name: Cannot set name because namePrefix is set.",
    ],
    [
      "exactly one is wanted",
      "aws:sagemaker/pipeline:Pipeline",
      { pipelineName: "p", pipelineDisplayName: "p" },
      "pipelineDefinition: Expected exactly one of pipelineDefinition, pipelineDefinitionS3Location, got none.",
    ],
    [
      "at least one is wanted",
      "aws:cloudwatch/eventRule:EventRule",
      {},
      "eventPattern: Expected at least one of eventPattern, scheduleExpression, got none.",
    ],
    [
      "two belong together",
      "aws:lambda/function:Function",
      { role: "r", handler: "h", runtime: "r", s3Bucket: "b" },
      "s3Key: Expected s3Key together with s3Bucket.",
    ],
    [
      "a choice is not offered",
      "aws:cloudwatch/logGroup:LogGroup",
      { retentionInDays: 8 },
      "retentionInDays: Expected one of 0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653, got 8.",
    ],
    [
      "a number is out of range",
      config,
      { productionVariants: [{ serverlessConfig: { memorySizeInMb: 2048, maxConcurrency: 201 } }] },
      "productionVariants[0].serverlessConfig.maxConcurrency: Expected between 1 and 200, got 201.",
    ],
    [
      "an instance count is zero",
      config,
      { productionVariants: [{ initialInstanceCount: 0 }] },
      "productionVariants[0].initialInstanceCount: Expected at least 1, got 0.",
    ],
    [
      "the list is empty",
      config,
      { productionVariants: [] },
      "productionVariants: Expected items between 1 and 10, got 0.",
    ],
    [
      "text is not base64",
      "aws:sagemaker/notebookInstanceLifecycleConfiguration:NotebookInstanceLifecycleConfiguration",
      { onStart: "#!/bin/sh" },
      "onStart: Expected base64 text.",
    ],
    [
      "a zip function lacks a handler",
      "aws:lambda/function:Function",
      { role: "r", runtime: "r", s3Bucket: "b", s3Key: "k" },
      'handler: Expected handler for a function of packageType "Zip".',
    ],
    [
      "an attribute serves no key",
      "aws:dynamodb/table:Table",
      {
        billingMode: "PAY_PER_REQUEST",
        hashKey: "id",
        attributes: [
          { name: "id", type: "S" },
          { name: "x", type: "S" },
        ],
      },
      'attributes[1]: Cannot declare attribute "x" because no key or index uses it.',
    ],
    [
      "a name is not AWS's",
      "aws:sagemaker/model:Model",
      { executionRoleArn: "r", name: "a_b" },
      'name: Expected a name that matches ^[0-9A-Za-z](-*[0-9A-Za-z])*$, got "a_b".',
    ],
  ])("says so when %s", (_, token, inputs, fault) => {
    expect(says(token, inputs)).toEqual([fault]);
  });

  it("names the types near an unknown one", () => {
    expect(() => typeOf("aws:s3/buckets:Buckets")).toThrow(
      /^sandbox: Unknown type "aws:s3\/buckets:Buckets": the stand-in for aws knows \d+ names, near it aws:s3\/bucket:Bucket/,
    );
  });
});

describe("accepted inputs", () => {
  it("fills in defaults, region and name, and lists them where they belong", () => {
    const { inputs, failures } = check("aws:scheduler/schedule:Schedule", {
      scheduleExpression: "rate(1 day)",
      flexibleTimeWindow: { mode: "OFF" },
      target: { arn: "a", roleArn: "r", retryPolicy: {} },
    });
    expect(failures).toEqual([]);
    expect(inputs).toEqual({
      __defaults: ["name", "region", "scheduleExpressionTimezone", "state"],
      name: expect.stringMatching(/^thing-[0-9a-f]{7}$/) as string,
      region: "eu-north-1",
      scheduleExpression: "rate(1 day)",
      scheduleExpressionTimezone: "UTC",
      state: "ENABLED",
      flexibleTimeWindow: { __defaults: [], mode: "OFF" },
      target: {
        __defaults: [],
        arn: "a",
        roleArn: "r",
        retryPolicy: {
          __defaults: ["maximumEventAgeInSeconds", "maximumRetryAttempts"],
          maximumEventAgeInSeconds: 86400,
          maximumRetryAttempts: 185,
        },
      },
    });
  });

  it("lets unknown values through every check", () => {
    expect(
      says("aws:cloudwatch/logGroup:LogGroup", { name: UNKNOWN, retentionInDays: UNKNOWN, tags: UNKNOWN }),
    ).toEqual([]);
    expect(says("aws:sagemaker/endpointConfiguration:EndpointConfiguration", { productionVariants: UNKNOWN })).toEqual(
      [],
    );
  });

  it("turns documents into text, unknown ones into the marker", () => {
    const role = "aws:iam/role:Role";
    expect(check(role, { assumeRolePolicy: trust }).inputs["assumeRolePolicy"]).toBe(JSON.stringify(trust));
    expect(check(role, { assumeRolePolicy: { Version: UNKNOWN } }).inputs["assumeRolePolicy"]).toBe(UNKNOWN);
  });

  it("reads numbers and booleans out of text, as the provider does", () => {
    const { inputs } = check("aws:cloudwatch/logGroup:LogGroup", {
      retentionInDays: "7",
      skipDestroy: "true",
      tags: { n: 5 },
    });
    expect([inputs["retentionInDays"], inputs["skipDestroy"], inputs["tags"]]).toEqual([7, true, { n: "5" }]);
  });

  it("knows an old name of a type", () => {
    expect(typeOf("aws:s3/bucketV2:BucketV2").token).toBe("aws:s3/bucket:Bucket");
  });
});

it("can judge every constraint of the facts", () => {
  const all = Object.values(facts.resources).flatMap(({ constraints = {} }) =>
    Object.values(constraints).flatMap(clauses),
  );
  expect(all.length).toBeGreaterThan(30);
  expect(all.map((clause) => typeof judge(clause))).toEqual(all.map(() => "function"));
});
