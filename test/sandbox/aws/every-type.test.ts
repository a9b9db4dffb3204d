import { facts, type InputFact } from "../../../sandbox/aws/facts";
import { typeOfInput, type TypeExpression } from "../../../sandbox/aws/type-expressions";
import { holdsUnknown, UNKNOWN, type Properties, type Value } from "../../../sandbox/aws/values";
import { Provider } from "./provider-client";

const services = ["sagemaker", "lambda", "scheduler", "events", "states"].map((name) => `${name}.amazonaws.com`);
const trust = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: services } }],
});
const archive = {
  "4dabf18193072939515e22adb298388d": "0def7320c3a5731c473e5ecbe6d01bc7",
  hash: "1",
  assets: {
    "index.js": { "4dabf18193072939515e22adb298388d": "c44067f5952c0a294b673a41bacd8c17", hash: "2", text: "1" },
  },
};

/** What stands for a value of a type when nothing more is known. */
function sample(type: TypeExpression): Value {
  switch (type.kind) {
    case "number":
      return 10;
    case "boolean":
      return true;
    case "list":
      return [sample(type.inner)];
    case "map":
      return { key: sample(type.inner) };
    case "object":
      return required(type);
    case "either":
      return sample(type.choices[0] ?? { kind: "any" });
    default:
      return "text";
  }
}

function required(type: TypeExpression): Value {
  if (type.kind !== "object") return {};
  const members = [...type.members].filter(([, member]) => member.required);
  return Object.fromEntries(members.map(([name, member]) => [name, sample(member.type)]));
}

/** The required inputs of a type, by their types alone. */
function minimal(inputs: Readonly<Record<string, InputFact>>): Properties {
  const needed = Object.entries(inputs).filter(([, input]) => input.required);
  return Object.fromEntries(
    needed.map(([name, input]) => [name, input.json === true ? "{}" : sample(typeOfInput(input))]),
  );
}

type Foundation = Record<
  | "role"
  | "arn"
  | "bucket"
  | "function"
  | "topic"
  | "queue"
  | "domain"
  | "api"
  | "rule"
  | "log"
  | "key"
  | "policy"
  | "database"
  | "packages",
  string
>;

async function foundation(provider: Provider): Promise<Foundation> {
  const make = async (type: string, inputs: Properties = {}) => provider.up(type, inputs, "base");
  const role = await make("aws:iam/role:Role", { assumeRolePolicy: trust });
  const arn = role.outputs["arn"] as string;
  const lambda = { role: arn, handler: "index.handler", runtime: "nodejs20.x", code: archive };
  const domain = {
    authMode: "IAM",
    domainName: "d",
    defaultUserSettings: { executionRole: arn },
    subnetIds: ["s"],
    vpcId: "v",
  };
  return {
    role: role.id,
    arn,
    bucket: (await make("aws:s3/bucket:Bucket")).id,
    function: (await make("aws:lambda/function:Function", lambda)).id,
    topic: (await make("aws:sns/topic:Topic")).id,
    queue: (await make("aws:sqs/queue:Queue")).id,
    domain: (await make("aws:sagemaker/domain:Domain", domain)).id,
    api: (await make("aws:apigatewayv2/api:Api", { protocolType: "HTTP" })).id,
    rule: (await make("aws:cloudwatch/eventRule:EventRule", { scheduleExpression: "rate(1 day)" })).id,
    log: (await make("aws:cloudwatch/logGroup:LogGroup")).id,
    key: (await make("aws:kms/key:Key")).id,
    policy: (await make("aws:iam/policy:Policy", { policy: "{}" })).id,
    database: (await make("aws:glue/catalogDatabase:CatalogDatabase")).id,
    packages: (await make("aws:sagemaker/modelPackageGroup:ModelPackageGroup", { modelPackageGroupName: "base" })).id,
  };
}

/** Inputs that name what exists, or that a check wants beyond the required ones. */
function special(base: Foundation): Record<string, Properties> {
  return {
    "aws:sagemaker/model:Model": { executionRoleArn: base.arn },
    "aws:sagemaker/endpointConfiguration:EndpointConfiguration": { productionVariants: [{ modelName: "m" }] },
    "aws:sagemaker/notebookInstance:NotebookInstance": { roleArn: base.arn },
    "aws:sagemaker/domain:Domain": { defaultUserSettings: { executionRole: base.arn } },
    "aws:sagemaker/userProfile:UserProfile": { domainId: base.domain },
    "aws:sagemaker/space:Space": { domainId: base.domain },
    "aws:sagemaker/app:App": { domainId: base.domain, spaceName: "s" },
    "aws:sagemaker/pipeline:Pipeline": { pipelineDefinition: "{}", pipelineDisplayName: "p", roleArn: base.arn },
    "aws:sagemaker/mlflowApp:MlflowApp": { roleArn: base.arn },
    "aws:sagemaker/mlflowTrackingServer:MlflowTrackingServer": { roleArn: base.arn },
    "aws:sagemaker/modelPackageGroupPolicy:ModelPackageGroupPolicy": { modelPackageGroupName: base.packages },
    "aws:sagemaker/dataQualityJobDefinition:DataQualityJobDefinition": { roleArn: base.arn },
    "aws:sagemaker/featureGroup:FeatureGroup": { roleArn: base.arn, onlineStoreConfig: {} },
    "aws:sagemaker/trainingJob:TrainingJob": { roleArn: base.arn },
    "aws:sagemaker/image:Image": { roleArn: base.arn },
    "aws:iam/rolePolicy:RolePolicy": { role: base.role },
    "aws:iam/rolePolicyAttachment:RolePolicyAttachment": { role: base.role, policyArn: base.policy },
    "aws:lambda/function:Function": { role: base.arn, handler: "h", runtime: "r", code: archive },
    "aws:lambda/permission:Permission": { function: base.function },
    "aws:lambda/alias:Alias": { functionName: base.function },
    "aws:lambda/functionUrl:FunctionUrl": { functionName: base.function },
    "aws:lambda/layerVersion:LayerVersion": { code: archive },
    "aws:lambda/eventSourceMapping:EventSourceMapping": {
      functionName: base.function,
      eventSourceArn: `arn:aws:sqs:eu-north-1:123456789012:${base.queue.split("/").at(-1) ?? ""}`,
    },
    "aws:dynamodb/table:Table": {
      billingMode: "PAY_PER_REQUEST",
      hashKey: "id",
      attributes: [{ name: "id", type: "S" }],
    },
    "aws:cloudwatch/metricAlarm:MetricAlarm": {
      metricName: "m",
      statistic: "Sum",
      comparisonOperator: "GreaterThanThreshold",
      evaluationPeriods: 1,
    },
    "aws:cloudwatch/eventRule:EventRule": { scheduleExpression: "rate(1 day)" },
    "aws:cloudwatch/eventTarget:EventTarget": { rule: base.rule },
    "aws:cloudwatch/logMetricFilter:LogMetricFilter": { logGroupName: base.log },
    "aws:scheduler/schedule:Schedule": { target: { arn: "a", roleArn: base.arn } },
    "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": {
      rules: [{ id: "r", status: "Enabled", filter: {} }],
    },
    "aws:s3/bucketVersioning:BucketVersioning": { versioningConfiguration: { status: "Enabled" } },
    "aws:sns/topicSubscription:TopicSubscription": { topic: base.topic },
    "aws:sns/topicPolicy:TopicPolicy": { arn: base.topic },
    "aws:sqs/queuePolicy:QueuePolicy": { queueUrl: base.queue },
    "aws:kms/alias:Alias": { targetKeyId: base.key },
    "aws:glue/catalogTable:CatalogTable": { databaseName: base.database },
    "aws:athena/namedQuery:NamedQuery": { database: base.database },
    "aws:apigatewayv2/api:Api": { protocolType: "HTTP" },
    "aws:apigatewayv2/integration:Integration": { apiId: base.api },
    "aws:apigatewayv2/route:Route": { apiId: base.api },
    "aws:apigatewayv2/stage:Stage": { apiId: base.api },
    "aws:sfn/stateMachine:StateMachine": { roleArn: base.arn },
    "aws:appautoscaling/target:Target": { serviceNamespace: "dynamodb" },
  };
}

describe("every type of the facts", () => {
  let provider: Provider;
  let base: Foundation;
  beforeAll(async () => {
    provider = await Provider.start({ region: "eu-north-1", defaultTags: '{"tags":{"owner":"test"}}' });
    base = await foundation(provider);
    // A policy of Application Auto Scaling needs a target that stays.
    await provider.up(
      "aws:appautoscaling/target:Target",
      minimal(facts.resources["aws:appautoscaling/target:Target"]?.inputs ?? {}),
    );
  });
  afterAll(() => provider.stop());

  function inputsOf(token: string): Properties {
    const inputs = { ...minimal(facts.resources[token]?.inputs ?? {}), ...special(base)[token] };
    return token.startsWith("aws:s3/bucket") && token !== "aws:s3/bucket:Bucket"
      ? { ...inputs, bucket: base.bucket }
      : inputs;
  }

  it.each(Object.keys(facts.resources))("%s lives and goes", async (token) => {
    const outputs = facts.resources[token]?.outputs ?? {};
    const files = provider.files.length;
    const { inputs, failures } = await provider.check(token, inputsOf(token));
    expect(failures).toEqual([]);

    const planned = await provider.create(token, inputs, true);
    expect(planned.id).toBe("");
    const unknown = Object.keys(outputs).filter((name) => name !== "tagsAll" && planned.outputs[name] !== UNKNOWN);
    expect(unknown).toEqual([]);
    expect(provider.files).toHaveLength(files);

    const made = await provider.create(token, inputs);
    expect(made.id).not.toBe("");
    expect(provider.files).toHaveLength(files + 1);
    expect(holdsUnknown(made.outputs)).toBe(false);
    expect(Object.keys(outputs).filter((name) => made.outputs[name] === undefined)).toEqual([]);
    expect(
      Object.values(made.outputs).filter((value) => typeof value === "string" && /[{}] |\{\w+\}|RFC3339/.test(value)),
    ).toEqual([]);

    const same = await provider.check(token, inputsOf(token), inputs);
    expect((await provider.diff(token, made.id, inputs, same.inputs)).changed).toBe(false);
    expect((await provider.read(token, made.id, made.outputs)).outputs).toEqual(made.outputs);

    const changed = facts.resources[token]?.inputs["tags"] === undefined ? inputs : { ...inputs, tags: { a: "b" } };
    const diff = await provider.diff(token, made.id, inputs, changed);
    expect(diff.replaces).toEqual([]);
    const updated = await provider.update(token, made.id, made.outputs, changed);
    expect(updated["tagsAll"]).toEqual("tagsAll" in outputs ? { owner: "test", a: "b" } : undefined);

    await provider.delete(token, made.id, updated);
    expect(provider.files).toHaveLength(files);
    await provider.delete(token, made.id, updated);
    expect((await provider.read(token, made.id, updated)).id).toBe("");
  });
});
