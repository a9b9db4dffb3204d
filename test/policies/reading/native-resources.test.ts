import { fromNative } from "../../../policies/reading/native-resources";
import { textAt } from "../../../policies/reading/request-fields";
import { rules } from "../../../policies/registry";
import { type Given, judge, unknownStringValue } from "../support/judge";
import { configuration, logGroup, notebook, pipeline, scheduledCall, stateMachine } from "../support/resources";

const rule = (name: string) => rules.find((one) => one.name === name)!;
const native = (type: string, props: Given["props"]): Given => ({
  type: `aws-native:${type}`,
  props,
  provider: { region: "eu-north-1" },
});
const starts = (found: readonly unknown[], says: readonly string[]) =>
  found.map((one, index) => String(one).slice(0, says[index]?.length));

const variant = { variantName: "primary", modelName: "churn", instanceType: "ml.p2.xlarge", initialInstanceCount: 2 };
const configured = native("sagemaker:EndpointConfig", { endpointConfigName: "churn", productionVariants: [variant] });
const PIPELINE = "arn:aws:sagemaker:eu-north-1:123456789012:pipeline/churn";
const tidy = { status: "Enabled", abortIncompleteMultipartUpload: { daysAfterInitiation: 1 } };
const train = { Name: "Train", Type: "Training", CacheConfig: { Enabled: true }, Arguments: {} };
const uncapped =
  "Expected StoppingCondition.MaxRuntimeInSeconds, got none (AWS then allows 86400 s) for the training job; at its limit: energy, emissions and cost unknown. In ";
const states = { Train: { Type: "Task", Resource: "arn:aws:states:::${Service}:createTrainingJob", Parameters: {} } };

describe("a resource of the AWS Native provider is judged as the aws provider's", () => {
  it.each<[string, string, Given, string]>([
    [
      "endpoint-always-on",
      "an endpoint configuration",
      configured,
      'Cannot scale to zero because variant "primary" holds 2 x ml.p2.xlarge; a month: energy',
    ],
    [
      "instance-generation-floor",
      "an endpoint configuration",
      configured,
      'Too old: variant "primary" is on ml.p2.xlarge of 2016',
    ],
    [
      "instance-generation-floor",
      "a processing job",
      native("sagemaker:ProcessingJob", { processingResources: { clusterConfig: { instanceType: "ml.p2.xlarge" } } }),
      "Too old: the processing job is on ml.p2.xlarge of 2016",
    ],
    [
      "log-retention",
      "a log group",
      native("logs:LogGroup", { logGroupName: "/own" }),
      "Expected retentionInDays of 1 to 30, got none",
    ],
    ["lambda-runtime", "a function", native("lambda:Function", { runtime: "python3.8" }), "Too old: "],
    ["bucket-lifecycle", "a bucket", native("s3:Bucket", { bucketName: "data" }), "Expected lifecycle rules, got none"],
    [
      "volume-size",
      "a notebook",
      native("sagemaker:NotebookInstance", { volumeSizeInGb: 500 }),
      "Too large: a volume of 500 GB for the notebook",
    ],
    [
      "training-runtime-cap",
      "a pipeline",
      native("sagemaker:Pipeline", {
        pipelineDefinition: { pipelineDefinitionBody: JSON.stringify({ Steps: [train] }) },
      }),
      `${uncapped}step "Train" of the pipeline.`,
    ],
    [
      "training-runtime-cap",
      "a pipeline as text",
      native("sagemaker:Pipeline", { pipelineDefinition: JSON.stringify({ Steps: [train] }) }),
      `${uncapped}step "Train" of the pipeline.`,
    ],
    [
      "training-runtime-cap",
      "a state machine with substitutions",
      native("stepfunctions:StateMachine", {
        definitionString: JSON.stringify({ States: states }),
        definitionSubstitutions: { Service: "sagemaker", Odd: 7 },
      }),
      `${uncapped}state "Train" of the state machine.`,
    ],
    [
      "training-runtime-cap",
      "a state machine as an object",
      native("stepfunctions:StateMachine", {
        definition: { States: states },
        definitionSubstitutions: { Service: "sagemaker" },
      }),
      `${uncapped}state "Train" of the state machine.`,
    ],
    [
      "training-runtime-cap",
      "a schedule",
      native("scheduler:Schedule", scheduledCall("createTrainingJob", {}).props),
      `${uncapped}createTrainingJob of the schedule.`,
    ],
    [
      "retraining-by-clock",
      "a rule that holds its targets",
      native("events:Rule", {
        scheduleExpression: "rate(7 days)",
        targets: [{ id: "one", arn: "arn:aws:sagemaker:eu-north-1:123456789012:pipeline/churn" }],
      }),
      'Cannot wait for something new because rate(7 days) starts pipeline "churn"; each run at its limit: ',
    ],
    [
      "ecr-lifecycle",
      "a repository",
      native("ecr:Repository", { repositoryName: "churn" }),
      "Expected a lifecycle policy",
    ],
    [
      "data-replication",
      "the copies of a registry",
      native("ecr:ReplicationConfiguration", {
        replicationConfiguration: { rules: [{ destinations: [{ region: "us-east-1", registryId: "123456789012" }] }] },
      }),
      "Too many copies: all images of eu-north-1 also in us-east-1",
    ],
    [
      "data-replication",
      "a table in several regions",
      native("dynamodb:GlobalTable", { replicas: [{ region: "eu-north-1" }, { region: "us-east-1" }] }),
      "Too many copies: the table of eu-north-1 also in us-east-1",
    ],
    [
      "feature-group-expiry",
      "a feature group",
      native("sagemaker:FeatureGroup", { onlineStoreConfig: { enableOnlineStore: true } }),
      "Expected ttlDuration, got none",
    ],
    [
      "file-system-lifecycle",
      "a file system",
      native("efs:FileSystem", {}),
      "Expected lifecyclePolicies with transitionToIa",
    ],
    ["idle-network", "an address", native("ec2:Eip", {}), "Expected something that uses the Elastic IP"],
    [
      "idle-network",
      "a gateway",
      native("ec2:NatGateway", { natGatewayId: "nat-1" }),
      "Expected a route to the NAT gateway",
    ],
    [
      "provisioned-concurrency",
      "an alias",
      native("lambda:Alias", { provisionedConcurrencyConfig: { provisionedConcurrentExecutions: 5 } }),
      "Too much kept warm: 5 of ",
    ],
    [
      "retired-accelerator",
      "a template of machines",
      native("ec2:LaunchTemplate", { launchTemplateData: { instanceType: "p2.xlarge" } }),
      "Too old: each instance of the template is on p2.xlarge",
    ],
  ])("by %s, as %s", async (name, _, given, expected) => {
    expect(starts(await judge(rule(name), given), [expected])).toEqual([expected]);
  });

  it("and joined with others of its kind", async () => {
    const asynchronous = { ...configured.props, asyncInferenceConfig: { outputConfig: {} } };
    const given = [
      native("sagemaker:EndpointConfig", asynchronous),
      native("sagemaker:Endpoint", { endpointName: "churn", endpointConfigName: "churn" }),
      native("applicationautoscaling:ScalableTarget", {
        resourceId: "endpoint/churn/variant/primary",
        scalableDimension: "sagemaker:variant:DesiredInstanceCount",
        minCapacity: 0,
        maxCapacity: 2,
      }),
      native("applicationautoscaling:ScalingPolicy", {
        scalingTargetId: "endpoint/churn/variant/primary|sagemaker:variant:DesiredInstanceCount|sagemaker",
        targetTrackingScalingPolicyConfiguration: { targetValue: 5 },
      }),
    ];
    for (const name of ["endpoint-always-on", "endpoint-scales-in"]) expect(await judge(rule(name), given)).toEqual([]);
  });

  it.each([
    ["takes capacity away", { maxCapacity: 1 }, 0],
    ["only adds", { minCapacity: 2 }, 1],
    ["is not known yet", unknownStringValue, 1],
  ])("and with a scheduled action of the target that %s", async (_, scalableTargetAction, findings) => {
    const isKnown = scalableTargetAction !== unknownStringValue;
    const given = native("applicationautoscaling:ScalableTarget", {
      resourceId: "endpoint/churn/variant/primary",
      scalableDimension: "sagemaker:variant:DesiredInstanceCount",
      minCapacity: 1,
      maxCapacity: 4,
      scheduledActions: isKnown ? [{ schedule: "cron(0 20 * * ? *)", scalableTargetAction }] : scalableTargetAction,
    });
    expect(await judge(rule("endpoint-scales-in"), given)).toHaveLength(findings);
  });

  it("without a finding where nothing is wrong", async () => {
    const rules = [
      { ...tidy, expirationInDays: 30, transitions: [{ transitionInDays: 7 }] },
      { ...tidy, status: "Disabled", tagFilters: [{ key: "a", value: "b" }] },
    ];
    const given = [
      native("s3:Bucket", { bucketName: "data", lifecycleConfiguration: { rules } }),
      native("logs:LogGroup", { retentionInDays: 7 }),
      native("ecr:Repository", { lifecyclePolicy: { lifecyclePolicyText: '{"rules":[{"rulePriority":1}]}' } }),
      native("events:Rule", { eventPattern: { source: ["aws.s3"] }, targets: [{ arn: PIPELINE }] }),
      native("events:Rule", { scheduleExpression: "rate(1 day)", state: "DISABLED", targets: [{ arn: PIPELINE }] }),
      native("events:Rule", { scheduleExpression: "rate(1 day)" }),
      native("efs:FileSystem", { lifecyclePolicies: [{ transitionToIa: "AFTER_30_DAYS" }] }),
      native("ec2:Eip", { instanceId: "i-1" }),
      native("ec2:Eip", { allocationId: "eipalloc-1" }),
      native("ec2:NatGateway", { natGatewayId: "nat-1", allocationId: "eipalloc-1" }),
      native("ec2:Route", { natGatewayId: "nat-1" }),
      native("sagemaker:Pipeline", { pipelineDefinition: { pipelineDefinitionS3Location: { bucket: "data" } } }),
      native("stepfunctions:StateMachine", { definitionS3Location: { bucket: "data" } }),
    ];
    const judged = ["bucket-lifecycle", "ecr-lifecycle", "file-system-lifecycle", "idle-network", "log-retention"];
    for (const name of [...judged, "retraining-by-clock", "training-runtime-cap"]) {
      expect(await judge(rule(name), given)).toEqual([]);
    }
  });

  it("and no property is read but the one that a rule asks for", async () => {
    const given = native("logs:LogGroup", { logGroupName: unknownStringValue, retentionInDays: 7 });
    expect(await judge(rule("log-retention"), given)).toEqual([]);
    const unknown = native("logs:LogGroup", { retentionInDays: unknownStringValue });
    await expect(judge(rule("log-retention"), unknown)).rejects.toThrow("can't be known during preview");
  });

  it("and scripts of notebooks are read where CloudFormation has them", () => {
    const onStart = [{ content: Buffer.from("x").toString("base64") }];
    const known = fromNative(native("sagemaker:NotebookInstanceLifecycleConfig", { onStart }) as never);
    expect(textAt(known?.props, "OnStart")).toBe("eA==");
    expect(textAt(known?.props, "OnCreate")).toBeUndefined();
    expect(known !== undefined && "onCreate" in known.props && "name" in known.props && !("other" in known.props)).toBe(
      true,
    );
  });
});

it("leaves other resources as they are", () => {
  for (const one of [configuration(), logGroup(), notebook(), pipeline([]), stateMachine({})]) {
    expect(fromNative({ type: one.type, props: one.props })).toBeUndefined();
  }
  expect(fromNative({ type: "aws-native:ec2:Vpc", props: {} })).toBeUndefined();
});
