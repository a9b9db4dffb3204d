import type { Reference } from "./reference";
import { ACCOUNT, namesOf } from "./regions";

const KEY = ["aws:kms/key:Key", "aws:kms/alias:Alias"];
const FUNCTION = "aws:lambda/function:Function";
const TOPIC = "aws:sns/topic:Topic";
const QUEUE = "aws:sqs/queue:Queue";
const DOMAIN = "aws:sagemaker/domain:Domain";
const API = "aws:apigatewayv2/api:Api";

/** A KMS key or alias; those that AWS keeps itself are always there. */
export function key(path: string): Reference {
  return {
    path,
    to: KEY,
    ignores: (value) => value.includes("alias/aws/"),
    says: (value) => ["NotFoundException", `Key '${value}' does not exist`],
  };
}

/** A function by its name or ARN. */
export function lambdaFunction(path: string): Reference {
  return {
    path,
    to: [FUNCTION],
    says: (value, { region }) => {
      const arn = `arn:${namesOf(region).partition}:lambda:${region}:${ACCOUNT}:function:${value}`;
      return ["ResourceNotFoundException", `Function not found: ${value.startsWith("arn:") ? value : arn}`];
    },
  };
}

/** A version of a Lambda layer. */
export function layer(path: string): Reference {
  return {
    path,
    to: ["aws:lambda/layerVersion:LayerVersion"],
    says: (arn) => ["InvalidParameterValueException", `Layer version ${arn} does not exist.`],
  };
}

/** A rule of the default event bus. */
export function rule(path: string): Reference {
  return {
    path,
    to: ["aws:cloudwatch/eventRule:EventRule"],
    says: (name) => ["ResourceNotFoundException", `Rule ${name} does not exist on EventBus default.`],
  };
}

/** A log group by its name. */
export function logGroup(path: string): Reference {
  return {
    path,
    to: ["aws:cloudwatch/logGroup:LogGroup"],
    says: (name) => ["ResourceNotFoundException", `The specified log group does not exist: ${name}`],
  };
}

/** A group of schedules; `default` is always there. */
export function scheduleGroup(path: string): Reference {
  return {
    path,
    to: ["aws:scheduler/scheduleGroup:ScheduleGroup"],
    ignores: (value) => value === "default",
    says: (name) => ["ResourceNotFoundException", `Schedule group ${name} does not exist.`],
  };
}

/** What a bucket notifies, of the given type. */
export function destination(path: string, type: string): Reference {
  return {
    path,
    to: [type],
    says: (arn) => ["InvalidArgument", `Unable to validate the following destination configurations: ${arn}`],
  };
}

/** An SNS topic by its ARN. */
export function topic(path: string): Reference {
  return { path, to: [TOPIC], says: (arn) => ["NotFound", `Topic does not exist: ${arn}`] };
}

/** An SQS queue by its URL. */
export function queue(path: string): Reference {
  return {
    path,
    to: [QUEUE],
    says: (url) => ["AWS.SimpleQueueService.NonExistentQueue", `The specified queue does not exist: ${url}`],
  };
}

/** A Glue database; `default` is always there. */
export function database(path: string): Reference {
  return {
    path,
    to: ["aws:glue/catalogDatabase:CatalogDatabase"],
    ignores: (value) => value === "default",
    says: (name) => ["EntityNotFoundException", `Database ${name} not found.`],
  };
}

/** An Athena workgroup; `primary` is always there. */
export function workgroup(path: string): Reference {
  return {
    path,
    to: ["aws:athena/workgroup:Workgroup"],
    ignores: (value) => value === "primary",
    says: (name) => ["InvalidRequestException", `WorkGroup ${name} is not found.`],
  };
}

/** An HTTP or WebSocket API by its id. */
export function api(path: string): Reference {
  return {
    path,
    to: [API],
    says: (id) => ["NotFoundException", `Invalid API identifier specified ${ACCOUNT}:${id}`],
  };
}

/** A SageMaker domain by its id. */
export function domain(path: string): Reference {
  return { path, to: [DOMAIN], says: (id) => ["ResourceNotFound", `Domain [${id}] not found.`] };
}

/** A lifecycle configuration of notebook instances. */
export function lifecycle(path: string): Reference {
  return {
    path,
    to: ["aws:sagemaker/notebookInstanceLifecycleConfiguration:NotebookInstanceLifecycleConfiguration"],
    says: (name) => ["ValidationException", `Unable to describe Notebook Instance Lifecycle Config '${name}'.`],
  };
}

/** A model package group by its name. */
export function packageGroup(path: string): Reference {
  return {
    path,
    to: ["aws:sagemaker/modelPackageGroup:ModelPackageGroup"],
    says: (name) => ["ValidationException", `ModelPackageGroup ${name} does not exist.`],
  };
}
