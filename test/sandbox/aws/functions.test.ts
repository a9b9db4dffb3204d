import { invoke } from "../../../sandbox/aws/functions";
import type { Properties } from "../../../sandbox/aws/values";

function call(name: string, args: Properties = {}, region = "eu-north-1"): Properties {
  return invoke({ region }, name, args);
}

const document = "aws:iam/getPolicyDocument:getPolicyDocument";

describe("small functions", () => {
  it.each<[string, Properties, Properties]>([
    [
      "aws:index/getRegion:getRegion",
      {},
      {
        region: "eu-north-1",
        name: "eu-north-1",
        id: "eu-north-1",
        description: "Europe (Stockholm)",
        endpoint: "ec2.eu-north-1.amazonaws.com",
      },
    ],
    [
      "aws:index/getRegion:getRegion",
      { region: "us-east-1" },
      {
        region: "us-east-1",
        name: "us-east-1",
        id: "us-east-1",
        description: "US East (N. Virginia)",
        endpoint: "ec2.us-east-1.amazonaws.com",
      },
    ],
    [
      "aws:index/getCallerIdentity:getCallerIdentity",
      {},
      {
        accountId: "123456789012",
        id: "123456789012",
        arn: "arn:aws:sts::123456789012:assumed-role/sandbox/greenml",
        userId: "AROASANDBOXSANDBOX000:greenml",
      },
    ],
    [
      "aws:index/getPartition:getPartition",
      {},
      { partition: "aws", id: "aws", dnsSuffix: "amazonaws.com", reverseDnsPrefix: "com.amazonaws" },
    ],
    [
      "aws:index/getAvailabilityZones:getAvailabilityZones",
      { state: "available" },
      {
        state: "available",
        id: "eu-north-1",
        region: "eu-north-1",
        groupNames: ["eu-north-1"],
        names: ["eu-north-1a", "eu-north-1b", "eu-north-1c"],
        zoneIds: ["eun1-az1", "eun1-az2", "eun1-az3"],
      },
    ],
    [
      "aws:sagemaker/getPrebuiltEcrImage:getPrebuiltEcrImage",
      { repositoryName: "sagemaker-xgboost", imageTag: "1.7-1" },
      {
        repositoryName: "sagemaker-xgboost",
        imageTag: "1.7-1",
        dnsSuffix: "amazonaws.com",
        region: "eu-north-1",
        id: "662702820516",
        registryId: "662702820516",
        registryPath: "662702820516.dkr.ecr.eu-north-1.amazonaws.com/sagemaker-xgboost:1.7-1",
      },
    ],
  ])("%s %j", (name, args, answer) => {
    expect(call(name, args)).toEqual(answer);
  });

  it("uses the region asked for", () => {
    const image = call("aws:sagemaker/getPrebuiltEcrImage:getPrebuiltEcrImage", {
      repositoryName: "pytorch-inference",
      imageTag: "2",
      region: "eu-west-1",
    });
    expect(image["registryPath"]).toBe("763104351884.dkr.ecr.eu-west-1.amazonaws.com/pytorch-inference:2");
  });

  it.each<[string, Properties, string]>([
    [
      "aws:index/getRegions:getRegions",
      {},
      'sandbox: Unknown function "aws:index/getRegions:getRegions": nearest known is "aws:index/getRegion:getRegion".',
    ],
    ["aws:index/getRegion:getRegion", { region: "mars-1" }, 'sandbox: Unknown region "mars-1"'],
    [
      "aws:index/getRegion:getRegion",
      { regoin: "x" },
      'sandbox: aws:index/getRegion:getRegion: regoin: Unknown argument "regoin": nearest known is "region".',
    ],
    [
      "aws:sagemaker/getPrebuiltEcrImage:getPrebuiltEcrImage",
      { repositoryName: "nothing" },
      "sandbox: no registry ID available for region (eu-north-1) and repository (nothing)",
    ],
    [
      document,
      {
        statements: [
          { sid: "A", actions: ["a"] },
          { sid: "A", actions: ["b"] },
        ],
      },
      'sandbox: duplicate Sid ("A")',
    ],
    [document, { statements: [{ sid: "not ok" }] }, 'sandbox: Expected an alphanumeric sid, got "not ok".'],
  ])("refuses %s %j", (name, args, refusal) => {
    expect(() => call(name, args)).toThrow(refusal);
  });
});

describe("policy documents", () => {
  const render = (args: Properties) => call(document, args)["json"];

  it("come as text of two spaces, in AWS's order of keys", () => {
    const statements = [
      {
        sid: "Read",
        actions: ["s3:ListBucket", "s3:GetObject", "s3:GetObject"],
        resources: ["arn:aws:s3:::b/&{aws:username}"],
        principals: [
          { type: "AWS", identifiers: ["arn:b", "arn:a"] },
          { type: "Service", identifiers: ["sagemaker.amazonaws.com"] },
        ],
        conditions: [
          { test: "StringLike", variable: "s3:prefix", values: ["b", "a"] },
          { test: "Bool", variable: "aws:SecureTransport", values: ["true"] },
        ],
      },
    ];
    const statement = {
      Sid: "Read",
      Effect: "Allow",
      Action: ["s3:ListBucket", "s3:GetObject"],
      Resource: "arn:aws:s3:::b/${aws:username}",
      Principal: { AWS: ["arn:b", "arn:a"], Service: "sagemaker.amazonaws.com" },
      Condition: { Bool: { "aws:SecureTransport": "true" }, StringLike: { "s3:prefix": ["b", "a"] } },
    };
    const written = { Version: "2012-10-17", Statement: [statement] };
    expect(render({ statements })).toBe(JSON.stringify(written, null, 2));
    expect(call(document, { statements })["minifiedJson"]).toBe(JSON.stringify(written));
  });

  it("write everyone as a star", () => {
    const everyone = [{ effect: "Deny", actions: ["*"], principals: [{ type: "*", identifiers: ["*"] }] }];
    const written = { Version: "2012-10-17", Statement: [{ Effect: "Deny", Action: "*", Principal: "*" }] };
    expect(render({ statements: everyone })).toBe(JSON.stringify(written, null, 2));
  });

  it("merge sources before and overrides after, by Sid", () => {
    const text = (...statements: Properties[]) => JSON.stringify({ Version: "2012-10-17", Statement: statements });
    const args = {
      sourcePolicyDocuments: [
        text({ Sid: "A", Effect: "Allow", Action: "a" }, { Sid: "B", Effect: "Allow", Action: "b" }),
      ],
      statements: [{ sid: "B", actions: ["c"] }, { actions: ["d"] }],
      overridePolicyDocuments: [text({ Sid: "A", Effect: "Deny", Action: "e" })],
    };
    expect(JSON.parse(render(args) as string)).toEqual({
      Version: "2012-10-17",
      Statement: [
        { Sid: "A", Effect: "Deny", Action: "e" },
        { Sid: "B", Effect: "Allow", Action: "c" },
        { Effect: "Allow", Action: "d" },
      ],
    });
  });
});
