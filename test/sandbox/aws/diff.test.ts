import { difference } from "../../../sandbox/aws/diff";
import { typeOf } from "../../../sandbox/aws/facts";
import { UNKNOWN, type Properties } from "../../../sandbox/aws/values";

function diff(token: string, old: Properties, now: Properties): string[] {
  return difference(typeOf(token), old, now).changes.map(
    ({ path, kind, replaces }) => `${kind} ${path}${replaces ? " replaces" : ""}`,
  );
}

const config = "aws:sagemaker/endpointConfiguration:EndpointConfiguration";
const endpoint = "aws:sagemaker/endpoint:Endpoint";
const role = "aws:iam/role:Role";
const asset = (hash: string) => ({
  "4dabf18193072939515e22adb298388d": "c44067f5952c0a294b673a41bacd8c17",
  hash,
  path: "x",
});

it.each<[when: string, token: string, old: Properties, now: Properties, changes: string[]]>([
  [
    "nothing changed",
    config,
    { productionVariants: [{ modelName: "a", __defaults: [] }] },
    { productionVariants: [{ modelName: "a" }] },
    [],
  ],
  ["a set has another order", role, { managedPolicyArns: ["a", "b"] }, { managedPolicyArns: ["b", "a"] }, []],
  [
    "a set inside a block has another order",
    "aws:sagemaker/model:Model",
    { vpcConfig: { subnets: ["a", "b"], securityGroupIds: ["s"] } },
    { vpcConfig: { subnets: ["b", "a"], securityGroupIds: ["s"] } },
    [],
  ],
  [
    "a set has another member",
    role,
    { managedPolicyArns: ["a", "b"] },
    { managedPolicyArns: ["c", "a"] },
    ["update managedPolicyArns[0]", "update managedPolicyArns[1]"],
  ],
  [
    "a list has another order",
    "aws:sagemaker/model:Model",
    { containers: [{ image: "a" }, { image: "b" }] },
    { containers: [{ image: "b" }, { image: "a" }] },
    ["update containers[0].image replaces", "update containers[1].image replaces"],
  ],
  [
    "a leaf of a fixed block changed",
    config,
    { productionVariants: [{ modelName: "a" }] },
    { productionVariants: [{ modelName: "b" }] },
    ["update productionVariants[0].modelName replaces"],
  ],
  [
    "an inner filled value went",
    config,
    { productionVariants: [{ modelName: "a", variantName: "v" }] },
    { productionVariants: [{ modelName: "a" }] },
    [],
  ],
  [
    "an item came",
    config,
    { productionVariants: [{ modelName: "a" }] },
    { productionVariants: [{ modelName: "a" }, { modelName: "b" }] },
    ["add productionVariants[1].modelName replaces"],
  ],
  [
    "a value is not known yet",
    config,
    { productionVariants: [{ modelName: "a" }] },
    { productionVariants: [{ modelName: UNKNOWN }] },
    ["update productionVariants[0].modelName replaces"],
  ],
  [
    "the configuration of an endpoint changed",
    endpoint,
    { endpointConfigName: "a" },
    { endpointConfigName: "b" },
    ["update endpointConfigName"],
  ],
  [
    "a block replaces in part",
    endpoint,
    {
      deploymentConfig: {
        rollingUpdatePolicy: { waitIntervalInSeconds: 1 },
        autoRollbackConfiguration: { alarms: [{ alarmName: "a" }] },
      },
    },
    {
      deploymentConfig: {
        rollingUpdatePolicy: { waitIntervalInSeconds: 2 },
        autoRollbackConfiguration: { alarms: [{ alarmName: "b" }] },
      },
    },
    [
      "update deploymentConfig.rollingUpdatePolicy.waitIntervalInSeconds",
      "update deploymentConfig.autoRollbackConfiguration.alarms[0].alarmName replaces",
    ],
  ],
  [
    "everything else in a block replaces",
    "aws:sagemaker/featureGroup:FeatureGroup",
    { onlineStoreConfig: { ttlDuration: { unit: "Days", value: 1 }, storageType: "Standard" } },
    { onlineStoreConfig: { ttlDuration: { unit: "Days", value: 2 }, storageType: "InMemory" } },
    ["update onlineStoreConfig.ttlDuration.value", "update onlineStoreConfig.storageType replaces"],
  ],
  [
    "a volume grows",
    "aws:sagemaker/notebookInstance:NotebookInstance",
    { volumeSize: 5 },
    { volumeSize: 6 },
    ["update volumeSize"],
  ],
  [
    "a volume shrinks",
    "aws:sagemaker/notebookInstance:NotebookInstance",
    { volumeSize: 6 },
    { volumeSize: 5 },
    ["update volumeSize replaces"],
  ],
  [
    "a block that must stay went",
    "aws:lambda/function:Function",
    { durableConfig: { executionTimeout: 5 } },
    {},
    ["delete durableConfig.executionTimeout replaces"],
  ],
  [
    "a block that must stay changed",
    "aws:lambda/function:Function",
    { durableConfig: { executionTimeout: 5 } },
    { durableConfig: { executionTimeout: 6 } },
    ["update durableConfig.executionTimeout"],
  ],
  [
    "JSON differs in white space and order alone",
    role,
    { assumeRolePolicy: '{"a":1,"b":[2]}' },
    { assumeRolePolicy: '{ "b": [2],\n "a": 1 }' },
    [],
  ],
  [
    "JSON says something else",
    role,
    { assumeRolePolicy: '{"a":1}' },
    { assumeRolePolicy: '{"a":2}' },
    ["update assumeRolePolicy"],
  ],
  ["a zero stands for nothing", role, { description: "", maxSessionDuration: 3600 }, { maxSessionDuration: 3600 }, []],
  [
    "a filled input went",
    "aws:s3/bucket:Bucket",
    { versioning: { enabled: true }, forceDestroy: true },
    { forceDestroy: true },
    [],
  ],
  ["a plain input went", "aws:lambda/function:Function", { description: "x" }, {}, ["delete description"]],
  [
    "tags changed",
    config,
    { tags: { a: "1", "b.c": "2" } },
    { tags: { a: "2", d: "3" } },
    ["update tags.a", 'delete tags["b.c"]', "add tags.d"],
  ],
  [
    "time-outs changed",
    "aws:sagemaker/trainingJob:TrainingJob",
    { timeouts: { create: "5m" } },
    { timeouts: { create: "6m" } },
    [],
  ],
  ["the region changed", config, { region: "eu-north-1" }, { region: "eu-west-1" }, ["update region replaces"]],
  [
    "the facts know no rule",
    "aws:s3/bucket:Bucket",
    { bucketNamespace: "a" },
    { bucketNamespace: "b" },
    ["update bucketNamespace"],
  ],
  [
    "an asset moved but is the same",
    "aws:s3/bucketObjectv2:BucketObjectv2",
    { source: asset("1") },
    { source: { ...asset("1"), path: "y" } },
    [],
  ],
  [
    "an asset's content changed",
    "aws:s3/bucketObjectv2:BucketObjectv2",
    { source: asset("1") },
    { source: asset("2") },
    ["update source"],
  ],
  [
    "a name became its ARN",
    "aws:lambda/alias:Alias",
    { functionName: "f" },
    { functionName: "arn:aws:lambda:eu-north-1:123456789012:function:f" },
    [],
  ],
  [
    "attributes of a table changed alone",
    "aws:dynamodb/table:Table",
    { attributes: [{ name: "a", type: "S" }] },
    { attributes: [{ name: "b", type: "S" }] },
    [],
  ],
])("when %s", (_, token, old, now, changes) => {
  expect(diff(token, old, now)).toEqual(changes);
});

it("deletes first when the program chose the name, or the type asks for it", () => {
  const first = (token: string, now: Properties) => difference(typeOf(token), {}, now).deleteBeforeReplace;
  expect(first(config, { __defaults: ["name"], name: "config-1234567" })).toBe(false);
  expect(first(config, { __defaults: [], name: "mine" })).toBe(true);
  expect(first(config, { __defaults: [], namePrefix: "mine" })).toBe(false);
  expect(first("aws:iam/rolePolicyAttachment:RolePolicyAttachment", {})).toBe(true);
});
