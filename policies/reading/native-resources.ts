import { type Fields, isFields, partAt, partsAt, textAt, numberAt } from "./request-fields";
import type { JudgedResource } from "./job-requests";
import { ifKnown } from "./known-yet";
import { SCHEDULE_TYPE } from "./scaling-rules";

/**
 * A resource of Pulumi's AWS Native provider as the `aws` provider would have it, so that rules know one form alone; nothing when
 * rules know none of its type. Both take most names from AWS's API: what differs is worked out when a rule reads it.
 */
export function fromNative({ type, props }: JudgedResource): Pick<JudgedResource, "type" | "props"> | undefined {
  const known = natives.get(type);
  return known === undefined ? undefined : { type: known.type, props: withProperties(props, known.differing) };
}

/** What a resource of that provider holds within itself and the `aws` provider has as resources of their own. */
export function heldByNative({ type, props }: JudgedResource): readonly Pick<JudgedResource, "type" | "props">[] {
  if (type !== "aws-native:applicationautoscaling:ScalableTarget") return [];
  // Of actions that a preview does not know yet, the target is judged without them.
  const actions = ifKnown(() => partsAt(props, "ScheduledActions")) ?? [];
  return actions.map((action) => ({
    type: SCHEDULE_TYPE,
    props: withProperties(props, { scalableTargetAction: () => partAt(action, "ScalableTargetAction") }),
  }));
}

/** Whether a resource is of the AWS Native provider and has a form that rules know. */
export function isNative({ type }: JudgedResource): boolean {
  return natives.has(type);
}

interface Native {
  readonly type: string;
  readonly differing: Differing;
}

type Differing = Readonly<Record<string, (own: Fields) => unknown>>;

const named = (name: string): Differing => ({ name: (own) => textAt(own, name) });

const natives: ReadonlyMap<string, Native> = new Map(
  Object.entries({
    "applicationautoscaling:ScalableTarget": native("appautoscaling/target:Target"),
    "applicationautoscaling:ScalingPolicy": native("appautoscaling/policy:Policy", {
      resourceId: (own) => textAt(own, "ResourceId") ?? targetOf(own)[0],
      scalableDimension: (own) => textAt(own, "ScalableDimension") ?? targetOf(own)[1],
    }),
    "batch:ComputeEnvironment": native("batch/computeEnvironment:ComputeEnvironment"),
    "dynamodb:GlobalTable": native("dynamodb/globalTable:GlobalTable", {
      ...named("TableName"),
      replicas: (own) => partsAt(own, "Replicas").map((replica) => ({ regionName: textAt(replica, "Region") })),
    }),
    "dynamodb:Table": native("dynamodb/table:Table", named("TableName")),
    "ec2:Eip": native("ec2/eip:Eip", { instance: (own) => textAt(own, "InstanceId") }),
    "ec2:EipAssociation": native("ec2/eipAssociation:EipAssociation", { publicIp: (own) => textAt(own, "Eip") }),
    "ec2:Instance": native("ec2/instance:Instance"),
    "ec2:LaunchTemplate": native("ec2/launchTemplate:LaunchTemplate", {
      instanceType: (own) => textAt(own, "LaunchTemplateData", "InstanceType"),
    }),
    "ec2:NatGateway": native("ec2/natGateway:NatGateway", {
      id: (own) => textAt(own, "NatGatewayId") ?? textAt(own, "Id"),
    }),
    "ec2:Route": native("ec2/route:Route"),
    "ec2:Volume": native("ebs/volume:Volume", { type: (own) => textAt(own, "VolumeType") }),
    "ecr:ReplicationConfiguration": native("ecr/replicationConfiguration:ReplicationConfiguration"),
    "ecr:Repository": native("ecr/repository:Repository", {
      ...named("RepositoryName"),
      lifecyclePolicy: (own) => textAt(own, "LifecyclePolicy", "LifecyclePolicyText"),
    }),
    "ecr:RepositoryCreationTemplate": native("ecr/repositoryCreationTemplate:RepositoryCreationTemplate"),
    "efs:FileSystem": native("efs/fileSystem:FileSystem", { tags: (own) => partsAt(own, "FileSystemTags") }),
    "eks:Nodegroup": native("eks/nodeGroup:NodeGroup"),
    "elasticloadbalancingv2:LoadBalancer": native("lb/loadBalancer:LoadBalancer"),
    "events:Rule": native("cloudwatch/eventRule:EventRule"),
    "lambda:Alias": native("lambda/provisionedConcurrencyConfig:ProvisionedConcurrencyConfig", {
      provisionedConcurrentExecutions: (own) =>
        numberAt(own, "ProvisionedConcurrencyConfig", "ProvisionedConcurrentExecutions"),
    }),
    "lambda:Function": native("lambda/function:Function", named("FunctionName")),
    "logs:LogGroup": native("cloudwatch/logGroup:LogGroup", named("LogGroupName")),
    "s3:Bucket": native("s3/bucket:Bucket", {
      bucket: (own) => textAt(own, "BucketName"),
      lifecycleRules: (own) => partsAt(own, "LifecycleConfiguration", "Rules").map(lifecycleRule),
    }),
    "sagemaker:App": native("sagemaker/app:App"),
    "sagemaker:DataQualityJobDefinition": native("sagemaker/dataQualityJobDefinition:DataQualityJobDefinition"),
    "sagemaker:Domain": native("sagemaker/domain:Domain"),
    "sagemaker:Endpoint": native("sagemaker/endpoint:Endpoint", named("EndpointName")),
    "sagemaker:EndpointConfig": native(
      "sagemaker/endpointConfiguration:EndpointConfiguration",
      named("EndpointConfigName"),
    ),
    "sagemaker:FeatureGroup": native("sagemaker/featureGroup:FeatureGroup", named("FeatureGroupName")),
    "sagemaker:MlflowTrackingServer": native("sagemaker/mlflowTrackingServer:MlflowTrackingServer"),
    "sagemaker:Model": native("sagemaker/model:Model", named("ModelName")),
    "sagemaker:MonitoringSchedule": native("sagemaker/monitoringSchedule:MonitoringSchedule"),
    "sagemaker:NotebookInstance": native("sagemaker/notebookInstance:NotebookInstance", {
      ...named("NotebookInstanceName"),
      volumeSize: (own) => numberAt(own, "VolumeSizeInGb"),
    }),
    "sagemaker:NotebookInstanceLifecycleConfig": native(
      "sagemaker/notebookInstanceLifecycleConfiguration:NotebookInstanceLifecycleConfiguration",
      {
        ...named("NotebookInstanceLifecycleConfigName"),
        onStart: (own) => scriptIn(own, "OnStart"),
        onCreate: (own) => scriptIn(own, "OnCreate"),
      },
    ),
    "sagemaker:Pipeline": native("sagemaker/pipeline:Pipeline", {
      pipelineDefinition: (own) => pipelineText(own),
    }),
    "sagemaker:Space": native("sagemaker/space:Space"),
    "sagemaker:UserProfile": native("sagemaker/userProfile:UserProfile"),
    "scheduler:Schedule": native("scheduler/schedule:Schedule"),
    "stepfunctions:StateMachine": native("sfn/stateMachine:StateMachine", {
      ...named("StateMachineName"),
      definition: machineDefinition,
    }),
  }).map(([own, known]) => [`aws-native:${own}`, known]),
);

function native(type: string, differing: Differing = {}): Native {
  return { type: `aws:${type}`, differing };
}

/** Properties read as they stand but for those that differ. No property is read before a rule asks for it: it may be unknown. */
function withProperties(own: Fields, differing: Differing): Fields {
  return new Proxy(own, {
    get: (_, name): unknown => {
      const differs = typeof name === "string" && Object.hasOwn(differing, name) ? differing[name] : undefined;
      return differs === undefined ? Reflect.get(own, name) : differs(own);
    },
    has: (_, name) => Object.hasOwn(differing, name) || name in own,
  });
}

/** A scaling policy can name its target by "RESOURCE|DIMENSION|NAMESPACE". */
function targetOf(policy: Fields): readonly string[] {
  return (textAt(policy, "ScalingTargetId") ?? "").split("|");
}

/** A definition as a text beside or within the part that may also say where it lies. */
function pipelineText(pipeline: Fields): string | undefined {
  return textAt(pipeline, "PipelineDefinition") ?? textAt(pipeline, "PipelineDefinition", "PipelineDefinitionBody");
}

function scriptIn(configuration: Fields, when: string): string | undefined {
  return textAt(partsAt(configuration, when)[0], "Content");
}

/** A definition as text, or as the object that it would be, in which "${Name}" stands for a text. */
function machineDefinition(machine: Fields): string | undefined {
  const whole = partAt(machine, "Definition");
  const text = textAt(machine, "DefinitionString") ?? (whole === undefined ? undefined : JSON.stringify(whole));
  const substitutions = partAt(machine, "DefinitionSubstitutions") ?? {};
  return text?.replaceAll(/\$\{(\w+)\}/g, (placeholder, name: string) => {
    const value = substitutions[name];
    return typeof value === "string" ? JSON.stringify(value).slice(1, -1) : placeholder;
  });
}

/** A lifecycle rule in the form of the `aws` provider's rules within a bucket. */
function lifecycleRule(rule: Fields): Fields {
  return {
    enabled: textAt(rule, "Status") === "Enabled",
    prefix: textAt(rule, "Prefix"),
    tags: Object.fromEntries(
      partsAt(rule, "TagFilters").map((tag) => [textAt(tag, "Key") ?? "", textAt(tag, "Value")]),
    ),
    abortIncompleteMultipartUploadDays: numberAt(rule, "AbortIncompleteMultipartUpload", "DaysAfterInitiation"),
    expiration: { days: numberAt(rule, "ExpirationInDays"), date: textAt(rule, "ExpirationDate") },
    noncurrentVersionExpiration: {
      days:
        numberAt(rule, "NoncurrentVersionExpirationInDays") ??
        numberAt(rule, "NoncurrentVersionExpiration", "NoncurrentDays"),
    },
    transitions: [...partsAt(rule, "Transitions"), ...[partAt(rule, "Transition")].filter(isFields)],
  };
}
