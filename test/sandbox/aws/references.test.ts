import { facts } from "../../../sandbox/aws/facts";
import { references } from "../../../sandbox/aws/reference-rules";
import { typeOfInput, type TypeExpression } from "../../../sandbox/aws/type-expressions";
import type { Properties } from "../../../sandbox/aws/values";
import { Provider } from "./provider-client";

const trust = (service: string) =>
  JSON.stringify({ Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: service } }] });
const role = (name: string) => `arn:aws:iam::123456789012:role/${name}`;
const archive = { "4dabf18193072939515e22adb298388d": "0def7320c3a5731c473e5ecbe6d01bc7", hash: "1", assets: {} };
const queue = "arn:aws:sqs:eu-north-1:123456789012:gone";

/** The type at a path of inputs, `undefined` where the facts have none. */
function typeAt(token: string, path: string): TypeExpression | undefined {
  const [first = "", ...rest] = path.replaceAll("[]", "").split(".");
  const input = facts.resources[token]?.inputs[first];
  let type = input === undefined ? undefined : typeOfInput(input);
  for (const step of rest) {
    const inner = type?.kind === "list" ? type.inner : type;
    type = inner?.kind === "object" ? inner.members.get(step)?.type : undefined;
  }
  return type;
}

it("names only inputs that the facts have", () => {
  const missing = Object.entries(references).flatMap(([token, rules]) =>
    rules.filter(({ path }) => typeAt(token, path) === undefined).map(({ path }) => `${token} ${path}`),
  );
  expect(missing).toEqual([]);
});

describe("what a resource names", () => {
  let provider: Provider;
  beforeAll(async () => {
    provider = await Provider.start();
    await provider.up("aws:iam/role:Role", { name: "batch", assumeRolePolicy: trust("batch.amazonaws.com") });
    await provider.up("aws:iam/role:Role", { name: "ml", assumeRolePolicy: trust("sagemaker.amazonaws.com") });
  });
  afterAll(() => provider.stop());

  it.each<[type: string, inputs: Properties, refusal: string]>([
    [
      "aws:iam/rolePolicy:RolePolicy",
      { role: "gone", policy: "{}" },
      "NoSuchEntity: The role with name gone cannot be found.",
    ],
    [
      "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
      { role: "ml", policyArn: "arn:aws:iam::123456789012:policy/gone" },
      "NoSuchEntity: Policy arn:aws:iam::123456789012:policy/gone does not exist or is not attachable.",
    ],
    [
      "aws:sagemaker/model:Model",
      { executionRoleArn: role("gone") },
      `ValidationException: Could not assume role ${role("gone")}. Please ensure that the role exists and allows principal 'sagemaker.amazonaws.com' to assume the role.`,
    ],
    [
      "aws:sagemaker/model:Model",
      { executionRoleArn: role("batch") },
      `ValidationException: Could not assume role ${role("batch")}. Please ensure that the role exists and allows principal 'sagemaker.amazonaws.com' to assume the role.`,
    ],
    [
      "aws:lambda/function:Function",
      { role: role("ml"), handler: "h", runtime: "r", code: archive },
      `InvalidParameterValueException: The role defined for the function cannot be assumed by Lambda: ${role("ml")} must exist and trust lambda.amazonaws.com.`,
    ],
    [
      "aws:scheduler/schedule:Schedule",
      {
        scheduleExpression: "rate(1 day)",
        flexibleTimeWindow: { mode: "OFF" },
        target: { arn: "a", roleArn: role("gone") },
      },
      `ValidationException: The execution role you provide must allow AWS EventBridge Scheduler to assume the role: ${role("gone")} must exist and trust scheduler.amazonaws.com.`,
    ],
    [
      "aws:lambda/permission:Permission",
      { action: "lambda:InvokeFunction", principal: "events.amazonaws.com", function: "gone" },
      "ResourceNotFoundException: Function not found: arn:aws:lambda:eu-north-1:123456789012:function:gone",
    ],
    [
      "aws:cloudwatch/eventTarget:EventTarget",
      { rule: "gone", arn: "a" },
      "ResourceNotFoundException: Rule gone does not exist on EventBus default.",
    ],
    [
      "aws:cloudwatch/logMetricFilter:LogMetricFilter",
      { logGroupName: "gone", pattern: "", metricTransformation: { name: "n", namespace: "n", value: "1" } },
      "ResourceNotFoundException: The specified log group does not exist: gone",
    ],
    ["aws:cloudwatch/logGroup:LogGroup", { kmsKeyId: "gone" }, "NotFoundException: Key 'gone' does not exist"],
    [
      "aws:ecr/repository:Repository",
      { name: "images", encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: "gone" }] },
      "NotFoundException: Key 'gone' does not exist",
    ],
    [
      "aws:efs/fileSystem:FileSystem",
      { encrypted: true, kmsKeyId: "arn:aws:kms:eu-north-1:123456789012:key/gone" },
      "NotFoundException: Key 'arn:aws:kms:eu-north-1:123456789012:key/gone' does not exist",
    ],
    [
      "aws:s3/bucketPolicy:BucketPolicy",
      { bucket: "gone", policy: "{}" },
      "NoSuchBucket: The specified bucket does not exist: gone",
    ],
    [
      "aws:s3/bucketObjectv2:BucketObjectv2",
      { bucket: "gone", content: "" },
      "NoSuchBucket: The specified bucket does not exist: gone",
    ],
    [
      "aws:sns/topicSubscription:TopicSubscription",
      { topic: "arn:aws:sns:eu-north-1:123456789012:gone", protocol: "sqs", endpoint: queue },
      "NotFound: Topic does not exist: arn:aws:sns:eu-north-1:123456789012:gone",
    ],
    [
      "aws:apigatewayv2/stage:Stage",
      { apiId: "gone" },
      "NotFoundException: Invalid API identifier specified 123456789012:gone",
    ],
    [
      "aws:glue/catalogTable:CatalogTable",
      { databaseName: "gone" },
      "EntityNotFoundException: Database gone not found.",
    ],
    [
      "aws:sagemaker/userProfile:UserProfile",
      { domainId: "d-gone", userProfileName: "u" },
      "ResourceNotFound: Domain [d-gone] not found.",
    ],
    [
      "aws:appautoscaling/target:Target",
      {
        minCapacity: 0,
        maxCapacity: 1,
        resourceId: "endpoint/gone/variant/v",
        scalableDimension: "sagemaker:variant:DesiredInstanceCount",
        serviceNamespace: "sagemaker",
      },
      "ValidationException: Endpoint gone has no variant v in eu-north-1.",
    ],
    [
      "aws:appautoscaling/policy:Policy",
      { resourceId: "r", scalableDimension: "d", serviceNamespace: "sagemaker" },
      "ObjectNotFoundException: No scalable target registered for service namespace: sagemaker, resource ID: r, scalable dimension: d",
    ],
  ])("must exist: %s %j", async (type, inputs, refusal) => {
    await expect(provider.up(type, inputs)).rejects.toThrow(refusal);
  });

  it.each<[string, string, Properties]>([
    ["of another account", "aws:sagemaker/model:Model", { executionRoleArn: "arn:aws:iam::999999999999:role/theirs" }],
    [
      "of AWS itself",
      "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
      { role: "ml", policyArn: "arn:aws:iam::aws:policy/AmazonSageMakerFullAccess" },
    ],
    ["that every account has", "aws:sns/topic:Topic", { kmsMasterKeyId: "alias/aws/sns" }],
    ["made by another client", "aws:s3/bucketObjectv2:BucketObjectv2", { bucket: "elsewhere", content: "x" }],
  ])("may be something %s", async (_, type, inputs) => {
    provider.cloud.buckets.set("elsewhere", new Map());
    expect((await provider.up(type, inputs)).id).not.toBe("");
  });
});

describe("what AWS keeps", () => {
  let provider: Provider;
  beforeEach(async () => {
    provider = await Provider.start();
  });
  afterEach(() => provider.stop());

  it("is a role with policies, unless they are to be detached", async () => {
    const made = await provider.up("aws:iam/role:Role", { name: "kept", assumeRolePolicy: trust("x") });
    await provider.up("aws:iam/rolePolicy:RolePolicy", { role: "kept", policy: "{}" });
    const remove = (outputs: Properties) => provider.delete("aws:iam/role:Role", made.id, outputs);
    await expect(remove(made.outputs)).rejects.toThrow(
      "DeleteConflict: Cannot delete entity, must delete policies first.",
    );
    await remove({ ...made.outputs, forceDetachPolicies: true });
    expect(provider.files).toEqual([]);
  });

  it("is a bucket with objects, unless they are to go", async () => {
    const made = await provider.up("aws:s3/bucket:Bucket", {});
    provider.cloud.buckets.get(made.id)?.set("left", "x");
    const remove = (outputs: Properties) => provider.delete("aws:s3/bucket:Bucket", made.id, outputs);
    await expect(remove(made.outputs)).rejects.toThrow(
      `BucketNotEmpty: The bucket you tried to delete is not empty: ${made.id}`,
    );
    await remove({ ...made.outputs, forceDestroy: true });
    expect([...provider.cloud.buckets.keys()]).toEqual([]);
  });

  it("is a rule with targets and a table under protection", async () => {
    const rule = await provider.up("aws:cloudwatch/eventRule:EventRule", {
      name: "r",
      scheduleExpression: "rate(1 day)",
    });
    await provider.up("aws:cloudwatch/eventTarget:EventTarget", { rule: "r", arn: "a" });
    await expect(provider.delete("aws:cloudwatch/eventRule:EventRule", rule.id, rule.outputs)).rejects.toThrow(
      "ValidationException: Rule can't be deleted since it has targets.",
    );
    const inputs = {
      billingMode: "PAY_PER_REQUEST",
      hashKey: "id",
      attributes: [{ name: "id", type: "S" }],
      deletionProtectionEnabled: true,
    };
    const table = await provider.up("aws:dynamodb/table:Table", inputs);
    await expect(provider.delete("aws:dynamodb/table:Table", table.id, table.outputs)).rejects.toThrow(
      "Resource cannot be deleted as it is currently protected against deletion.",
    );
  });
});

describe("a name that is taken", () => {
  let provider: Provider;
  beforeAll(async () => {
    provider = await Provider.start();
  });
  afterAll(() => provider.stop());

  it("goes to one of many creates at once, also from another process", async () => {
    const other = await Provider.start({ region: "eu-north-1" }, provider.home);
    const inputs = { name: "one", assumeRolePolicy: trust("x") };
    const asked = Array.from({ length: 10 }, (_, index) =>
      (index % 2 === 0 ? provider : other).up("aws:iam/role:Role", inputs),
    );
    const settled = await Promise.allSettled(asked);
    await other.stop();
    const reasons = settled.filter((one) => one.status === "rejected").map(({ reason }) => (reason as Error).message);
    expect(reasons).toEqual(Array<string>(9).fill("EntityAlreadyExists: Role with name one already exists."));
    expect(provider.files).toEqual(["aws/global/iam.Role/one.json"]);
  });

  it("is a bucket's in every region", async () => {
    await provider.up("aws:s3/bucket:Bucket", { bucket: "taken" });
    await expect(provider.up("aws:s3/bucket:Bucket", { bucket: "taken", region: "us-east-1" })).rejects.toThrow(
      "BucketAlreadyOwnedByYou",
    );
  });

  it("is a repository's", async () => {
    await provider.up("aws:ecr/repository:Repository", { name: "images" });
    await expect(provider.up("aws:ecr/repository:Repository", { name: "images" })).rejects.toThrow(
      "RepositoryAlreadyExistsException: The repository with name 'images' already exists in the registry with id '123456789012'",
    );
  });

  it("is free in another region", async () => {
    await provider.up("aws:cloudwatch/logGroup:LogGroup", { name: "/x" });
    await provider.up("aws:cloudwatch/logGroup:LogGroup", { name: "/x", region: "eu-west-1" });
    await expect(provider.up("aws:cloudwatch/logGroup:LogGroup", { name: "/x" })).rejects.toThrow(
      "ResourceAlreadyExistsException: The specified log group already exists: /x",
    );
  });
});
