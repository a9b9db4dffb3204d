import type { Work } from "./cloud";
import { ACCOUNT, namesOf } from "./regions";

/** An input that names another resource. */
export interface Reference {
  readonly path: string;
  /** Types it may name. */
  readonly to: readonly string[];
  /** The service that takes the role it names. */
  readonly service?: string;
  /** Texts that name something every account has. */
  readonly ignores?: (value: string) => boolean;
  /** AWS's code and words when it is not there. */
  readonly says: (value: string, work: Work) => readonly [code: string, sentence: string];
}

const ROLE = "aws:iam/role:Role";
const KEY = ["aws:kms/key:Key", "aws:kms/alias:Alias"];
const FUNCTION = "aws:lambda/function:Function";
const TOPIC = "aws:sns/topic:Topic";
const QUEUE = "aws:sqs/queue:Queue";
const DOMAIN = "aws:sagemaker/domain:Domain";
const API = "aws:apigatewayv2/api:Api";

/** What the inputs of each type must find; AWS looks when the resource is made, not when it is planned. */
export const references: Readonly<Record<string, readonly Reference[]>> = {
  "aws:iam/rolePolicy:RolePolicy": [roleByName("role")],
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": [roleByName("role"), policy("policyArn")],
  "aws:iam/role:Role": [policy("managedPolicyArns[]"), policy("permissionsBoundary")],
  "aws:lambda/function:Function": [lambdaRole("role"), key("kmsKeyArn"), layer("layers[]")],
  "aws:lambda/permission:Permission": [lambdaFunction("function")],
  "aws:lambda/alias:Alias": [lambdaFunction("functionName")],
  "aws:lambda/functionUrl:FunctionUrl": [lambdaFunction("functionName")],
  "aws:lambda/eventSourceMapping:EventSourceMapping": [lambdaFunction("functionName")],
  "aws:cloudwatch/eventRule:EventRule": [eventsRole("roleArn")],
  "aws:cloudwatch/eventTarget:EventTarget": [rule("rule"), eventsRole("roleArn")],
  "aws:cloudwatch/logGroup:LogGroup": [key("kmsKeyId")],
  "aws:cloudwatch/logMetricFilter:LogMetricFilter": [logGroup("logGroupName")],
  "aws:scheduler/schedule:Schedule": [scheduleGroup("groupName"), schedulerRole("target.roleArn"), key("kmsKeyArn")],
  "aws:dynamodb/table:Table": [key("serverSideEncryption.kmsKeyArn")],
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": [
    key("rules[].applyServerSideEncryptionByDefault.kmsMasterKeyId"),
  ],
  "aws:s3/bucketObjectv2:BucketObjectv2": [key("kmsKeyId")],
  "aws:s3/bucketObject:BucketObject": [key("kmsKeyId")],
  "aws:s3/bucketNotification:BucketNotification": [
    destination("lambdaFunctions[].lambdaFunctionArn", FUNCTION),
    destination("queues[].queueArn", QUEUE),
    destination("topics[].topicArn", TOPIC),
  ],
  "aws:sns/topic:Topic": [key("kmsMasterKeyId")],
  "aws:sns/topicSubscription:TopicSubscription": [topic("topic")],
  "aws:sns/topicPolicy:TopicPolicy": [topic("arn")],
  "aws:sqs/queue:Queue": [key("kmsMasterKeyId")],
  "aws:sqs/queuePolicy:QueuePolicy": [queue("queueUrl")],
  "aws:kms/alias:Alias": [key("targetKeyId")],
  "aws:glue/catalogTable:CatalogTable": [database("databaseName")],
  "aws:athena/namedQuery:NamedQuery": [workgroup("workgroup"), database("database")],
  "aws:apigatewayv2/integration:Integration": [api("apiId")],
  "aws:apigatewayv2/route:Route": [api("apiId")],
  "aws:apigatewayv2/stage:Stage": [api("apiId")],
  "aws:sfn/stateMachine:StateMachine": [statesRole("roleArn")],
  "aws:sagemaker/model:Model": [sagemakerRole("executionRoleArn")],
  "aws:sagemaker/endpointConfiguration:EndpointConfiguration": [sagemakerRole("executionRoleArn"), key("kmsKeyArn")],
  "aws:sagemaker/trainingJob:TrainingJob": [sagemakerRole("roleArn")],
  "aws:sagemaker/hyperParameterTuningJob:HyperParameterTuningJob": [
    sagemakerRole("trainingJobDefinition.roleArn"),
    sagemakerRole("trainingJobDefinitions[].roleArn"),
  ],
  "aws:sagemaker/notebookInstance:NotebookInstance": [
    sagemakerRole("roleArn"),
    key("kmsKeyId"),
    lifecycle("lifecycleConfigName"),
  ],
  "aws:sagemaker/domain:Domain": [sagemakerRole("defaultUserSettings.executionRole"), key("kmsKeyId")],
  "aws:sagemaker/userProfile:UserProfile": [domain("domainId"), sagemakerRole("userSettings.executionRole")],
  "aws:sagemaker/space:Space": [domain("domainId")],
  "aws:sagemaker/app:App": [domain("domainId")],
  "aws:sagemaker/pipeline:Pipeline": [sagemakerRole("roleArn")],
  "aws:sagemaker/mlflowApp:MlflowApp": [sagemakerRole("roleArn")],
  "aws:sagemaker/mlflowTrackingServer:MlflowTrackingServer": [sagemakerRole("roleArn")],
  "aws:sagemaker/modelPackageGroupPolicy:ModelPackageGroupPolicy": [packageGroup("modelPackageGroupName")],
  "aws:sagemaker/dataQualityJobDefinition:DataQualityJobDefinition": [sagemakerRole("roleArn")],
  "aws:sagemaker/featureGroup:FeatureGroup": [sagemakerRole("roleArn")],
  "aws:sagemaker/image:Image": [sagemakerRole("roleArn")],
};

function roleByName(path: string): Reference {
  return { path, to: [ROLE], says: (name) => ["NoSuchEntity", `The role with name ${name} cannot be found.`] };
}

function policy(path: string): Reference {
  const says = (arn: string) => ["NoSuchEntity", `Policy ${arn} does not exist or is not attachable.`] as const;
  return { path, to: ["aws:iam/policy:Policy"], says };
}

function sagemakerRole(path: string): Reference {
  const service = "sagemaker.amazonaws.com";
  return {
    path,
    to: [ROLE],
    service,
    says: (arn) => [
      "ValidationException",
      `Could not assume role ${arn}. Please ensure that the role exists and allows principal '${service}' to assume the role.`,
    ],
  };
}

function lambdaRole(path: string): Reference {
  return {
    path,
    to: [ROLE],
    service: "lambda.amazonaws.com",
    says: (arn) => [
      "InvalidParameterValueException",
      `The role defined for the function cannot be assumed by Lambda: ${arn} must exist and trust lambda.amazonaws.com.`,
    ],
  };
}

function schedulerRole(path: string): Reference {
  return {
    path,
    to: [ROLE],
    service: "scheduler.amazonaws.com",
    says: (arn) => [
      "ValidationException",
      `The execution role you provide must allow AWS EventBridge Scheduler to assume the role: ${arn} must exist and trust scheduler.amazonaws.com.`,
    ],
  };
}

function eventsRole(path: string): Reference {
  return {
    path,
    to: [ROLE],
    service: "events.amazonaws.com",
    says: (arn) => [
      "ValidationException",
      `Provided role '${arn}' cannot be assumed by principal 'events.amazonaws.com'.`,
    ],
  };
}

function statesRole(path: string): Reference {
  return {
    path,
    to: [ROLE],
    service: "states.amazonaws.com",
    says: (arn) => [
      "AccessDeniedException",
      `Neither the global service principal states.amazonaws.com, nor the regional one is authorized to assume the provided role: ${arn}.`,
    ],
  };
}

function key(path: string): Reference {
  return {
    path,
    to: KEY,
    ignores: (value) => value.includes("alias/aws/"),
    says: (value) => ["NotFoundException", `Key '${value}' does not exist`],
  };
}

function lambdaFunction(path: string): Reference {
  return {
    path,
    to: [FUNCTION],
    says: (value, { region }) => {
      const arn = `arn:${namesOf(region).partition}:lambda:${region}:${ACCOUNT}:function:${value}`;
      return ["ResourceNotFoundException", `Function not found: ${value.startsWith("arn:") ? value : arn}`];
    },
  };
}

function layer(path: string): Reference {
  return {
    path,
    to: ["aws:lambda/layerVersion:LayerVersion"],
    says: (arn) => ["InvalidParameterValueException", `Layer version ${arn} does not exist.`],
  };
}

function rule(path: string): Reference {
  return {
    path,
    to: ["aws:cloudwatch/eventRule:EventRule"],
    says: (name) => ["ResourceNotFoundException", `Rule ${name} does not exist on EventBus default.`],
  };
}

function logGroup(path: string): Reference {
  return {
    path,
    to: ["aws:cloudwatch/logGroup:LogGroup"],
    says: (name) => ["ResourceNotFoundException", `The specified log group does not exist: ${name}`],
  };
}

function scheduleGroup(path: string): Reference {
  return {
    path,
    to: ["aws:scheduler/scheduleGroup:ScheduleGroup"],
    ignores: (value) => value === "default",
    says: (name) => ["ResourceNotFoundException", `Schedule group ${name} does not exist.`],
  };
}

function destination(path: string, type: string): Reference {
  return {
    path,
    to: [type],
    says: (arn) => ["InvalidArgument", `Unable to validate the following destination configurations: ${arn}`],
  };
}

function topic(path: string): Reference {
  return { path, to: [TOPIC], says: (arn) => ["NotFound", `Topic does not exist: ${arn}`] };
}

function queue(path: string): Reference {
  return {
    path,
    to: [QUEUE],
    says: (url) => ["AWS.SimpleQueueService.NonExistentQueue", `The specified queue does not exist: ${url}`],
  };
}

function database(path: string): Reference {
  return {
    path,
    to: ["aws:glue/catalogDatabase:CatalogDatabase"],
    ignores: (value) => value === "default",
    says: (name) => ["EntityNotFoundException", `Database ${name} not found.`],
  };
}

function workgroup(path: string): Reference {
  return {
    path,
    to: ["aws:athena/workgroup:Workgroup"],
    ignores: (value) => value === "primary",
    says: (name) => ["InvalidRequestException", `WorkGroup ${name} is not found.`],
  };
}

function api(path: string): Reference {
  return {
    path,
    to: [API],
    says: (id) => ["NotFoundException", `Invalid API identifier specified ${ACCOUNT}:${id}`],
  };
}

function domain(path: string): Reference {
  return { path, to: [DOMAIN], says: (id) => ["ResourceNotFound", `Domain [${id}] not found.`] };
}

function lifecycle(path: string): Reference {
  return {
    path,
    to: ["aws:sagemaker/notebookInstanceLifecycleConfiguration:NotebookInstanceLifecycleConfiguration"],
    says: (name) => ["ValidationException", `Unable to describe Notebook Instance Lifecycle Config '${name}'.`],
  };
}

function packageGroup(path: string): Reference {
  return {
    path,
    to: ["aws:sagemaker/modelPackageGroup:ModelPackageGroup"],
    says: (name) => ["ValidationException", `ModelPackageGroup ${name} does not exist.`],
  };
}
