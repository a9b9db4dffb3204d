import { AwsError } from "./cloud";
import type { Entry } from "./store";
import { plainProperties, sameValue, textOf, type Properties } from "./values";

/** Types whose create puts settings in place: a second one overwrites the first, as on AWS. */
const overwriting = new Set([
  "aws:sagemaker/modelPackageGroupPolicy:ModelPackageGroupPolicy",
  "aws:iam/rolePolicy:RolePolicy",
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
  "aws:cloudwatch/metricAlarm:MetricAlarm",
  "aws:cloudwatch/compositeAlarm:CompositeAlarm",
  "aws:cloudwatch/dashboard:Dashboard",
  "aws:cloudwatch/eventRule:EventRule",
  "aws:cloudwatch/eventTarget:EventTarget",
  "aws:cloudwatch/logMetricFilter:LogMetricFilter",
  "aws:appautoscaling/target:Target",
  "aws:appautoscaling/policy:Policy",
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
  "aws:s3/bucketVersioning:BucketVersioning",
  "aws:s3/bucketPolicy:BucketPolicy",
  "aws:s3/bucketNotification:BucketNotification",
  "aws:s3/bucketObjectv2:BucketObjectv2",
  "aws:s3/bucketObject:BucketObject",
  "aws:sns/topicPolicy:TopicPolicy",
  "aws:sqs/queuePolicy:QueuePolicy",
]);

/** Types whose create answers with what exists, if it was asked for in the same words. */
const idempotent = new Set(["aws:sns/topic:Topic", "aws:sqs/queue:Queue"]);

/** Whether creating over what exists is fine with AWS. */
export function mayOverwrite(type: string, existing: Entry | undefined, inputs: Properties): boolean {
  if (overwriting.has(type)) return true;
  return idempotent.has(type) && existing !== undefined && sameValue(plainProperties(existing.inputs), inputs);
}

const sentences: Readonly<
  Record<string, (id: string, outputs: Properties) => readonly [code: string, sentence: string]>
> = {
  "aws:iam/role:Role": (id) => ["EntityAlreadyExists", `Role with name ${id} already exists.`],
  "aws:iam/policy:Policy": (_, outputs) => [
    "EntityAlreadyExists",
    `A policy called ${textOf(outputs, "name") ?? ""} already exists. Duplicate names are not allowed.`,
  ],
  "aws:lambda/function:Function": (id) => ["ResourceConflictException", `Function already exist: ${id}`],
  "aws:lambda/permission:Permission": (id) => [
    "ResourceConflictException",
    `The statement id (${id}) provided already exists. Please provide a new statement id, or remove the existing statement.`,
  ],
  "aws:dynamodb/table:Table": (id) => ["ResourceInUseException", `Table already exists: ${id}`],
  "aws:ecr/repository:Repository": (id, outputs) => [
    "RepositoryAlreadyExistsException",
    `The repository with name '${id}' already exists in the registry with id '${textOf(outputs, "registryId") ?? ""}'`,
  ],
  "aws:cloudwatch/logGroup:LogGroup": (id) => [
    "ResourceAlreadyExistsException",
    `The specified log group already exists: ${id}`,
  ],
  "aws:scheduler/schedule:Schedule": (_, outputs) => [
    "ConflictException",
    `Schedule ${textOf(outputs, "name") ?? ""} already exists.`,
  ],
  "aws:scheduler/scheduleGroup:ScheduleGroup": (id) => ["ConflictException", `Schedule group ${id} already exists.`],
  "aws:s3/bucket:Bucket": (id) => [
    "BucketAlreadyOwnedByYou",
    `Your previous request to create the named bucket succeeded and you already own it: ${id}`,
  ],
  "aws:sqs/queue:Queue": (_, outputs) => [
    "QueueNameExists",
    `A queue already exists with the same name and a different value for an attribute: ${textOf(outputs, "name") ?? ""}`,
  ],
  "aws:sns/topic:Topic": (_, outputs) => [
    "InvalidParameter",
    `Invalid parameter: Attributes Reason: Topic already exists with different attributes: ${textOf(outputs, "name") ?? ""}`,
  ],
  "aws:kms/alias:Alias": (_, outputs) => [
    "AlreadyExistsException",
    `An alias with the name ${textOf(outputs, "arn") ?? ""} already exists`,
  ],
  "aws:glue/catalogDatabase:CatalogDatabase": (_, outputs) => [
    "AlreadyExistsException",
    `Database already exists: ${textOf(outputs, "name") ?? ""}`,
  ],
  "aws:glue/catalogTable:CatalogTable": (_, outputs) => [
    "AlreadyExistsException",
    `Table already exists: ${textOf(outputs, "name") ?? ""}`,
  ],
  "aws:athena/workgroup:Workgroup": (id) => ["InvalidRequestException", `WorkGroup is already created: ${id}`],
  "aws:sfn/stateMachine:StateMachine": (id) => ["StateMachineAlreadyExists", `State Machine Already Exists: '${id}'`],
};

/** AWS's refusal of a name that is taken. */
export function nameTaken(type: string, id: string, outputs: Properties): AwsError {
  const [code, sentence] = sentences[type]?.(id, outputs) ?? other(type, id);
  return new AwsError(code, sentence);
}

function other(type: string, id: string): readonly [code: string, sentence: string] {
  const kind = type.split(":").at(-1) ?? type;
  if (type.startsWith("aws:sagemaker/")) return ["ResourceInUse", `${kind} already exists: ${id}`];
  return ["ResourceAlreadyExistsException", `${kind} ${id} already exists.`];
}
