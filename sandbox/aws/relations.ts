import { AwsError, type Work } from "./cloud";
import { findNamed, isElsewhere } from "./lookup";
import { S3Objects } from "./s3-objects";
import { SageMaker } from "./sagemaker";
import { isObject, textOf, type Properties } from "./values";

type Relation = (work: Work) => void | Promise<void>;

const bucketSettings = [
  "bucketLifecycleConfiguration:BucketLifecycleConfiguration",
  "bucketPublicAccessBlock:BucketPublicAccessBlock",
  "bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
  "bucketVersioning:BucketVersioning",
  "bucketPolicy:BucketPolicy",
  "bucketNotification:BucketNotification",
  "bucketObjectv2:BucketObjectv2",
  "bucketObject:BucketObject",
];

/** What must exist where more than one input says so, or another server knows. */
export const relations: Readonly<Record<string, Relation>> = {
  ...Object.fromEntries(bucketSettings.map((name) => [`aws:s3/${name}`, needsBucket])),
  "aws:lambda/eventSourceMapping:EventSourceMapping": needsEventSource,
  "aws:sagemaker/app:App": needsUserProfile,
  "aws:appautoscaling/target:Target": needsVariant,
  "aws:appautoscaling/policy:Policy": needsScalableTarget,
  "aws:apigatewayv2/route:Route": needsIntegration,
};

/** A bucket may also have been made by another client of the sandbox's object server. */
async function needsBucket(work: Work): Promise<void> {
  const bucket = textOf(work.outputs, "bucket") ?? "";
  const name = bucket.startsWith("arn:") ? (bucket.split(":").at(-1) ?? "") : bucket;
  if (work.cloud.store.find("aws:s3/bucket:Bucket", undefined, ({ id }) => id === name) !== undefined) return;
  if (await new S3Objects(work).hasBucket(name)) return;
  throw new AwsError("NoSuchBucket", `The specified bucket does not exist: ${name}`);
}

function needsEventSource(work: Work): void {
  const arn = textOf(work.outputs, "eventSourceArn");
  if (arn === undefined || isElsewhere(arn)) return;
  if (arn.includes(":sqs:")) {
    if (findNamed(work, "aws:sqs/queue:Queue", arn) !== undefined) return;
  } else if (arn.includes(":dynamodb:")) {
    const found = work.cloud.store.find(
      "aws:dynamodb/table:Table",
      work.region,
      ({ outputs }) => outputs["streamArn"] === arn,
    );
    if (found !== undefined) return;
  } else return;
  throw new AwsError(
    "InvalidParameterValueException",
    `Error occurred while reading the event source: ${arn} does not exist.`,
  );
}

function needsUserProfile(work: Work): void {
  const name = textOf(work.outputs, "userProfileName");
  if (name === undefined) return;
  const found = work.cloud.store.find("aws:sagemaker/userProfile:UserProfile", work.region, ({ outputs }) =>
    ["userProfileName", "domainId"].every((key) => outputs[key] === work.outputs[key]),
  );
  if (found === undefined) throw new AwsError("ResourceNotFound", `UserProfile [${name}] not found.`);
}

async function needsVariant(work: Work): Promise<void> {
  const resource = textOf(work.outputs, "resourceId") ?? "";
  const [, endpoint, variant] = /^endpoint\/([^/]+)\/variant\/([^/]+)$/.exec(resource) ?? [];
  if (work.outputs["serviceNamespace"] !== "sagemaker" || endpoint === undefined) return;
  const described = await new SageMaker(work).find("DescribeEndpoint", { EndpointName: endpoint });
  const variants = described?.["ProductionVariants"];
  const there = Array.isArray(variants) && variants.some((one) => isObject(one) && one["VariantName"] === variant);
  if (!there)
    throw new AwsError(
      "ValidationException",
      `Endpoint ${endpoint} has no variant ${variant ?? ""} in ${work.region}.`,
    );
}

function needsScalableTarget({ cloud, region, outputs }: Work): void {
  const same = (other: Properties) =>
    ["serviceNamespace", "resourceId", "scalableDimension"].every((key) => other[key] === outputs[key]);
  if (cloud.store.find("aws:appautoscaling/target:Target", region, (entry) => same(entry.outputs)) !== undefined)
    return;
  const [service, resource, dimension] = ["serviceNamespace", "resourceId", "scalableDimension"].map((key) =>
    textOf(outputs, key),
  );
  throw new AwsError(
    "ObjectNotFoundException",
    `No scalable target registered for service namespace: ${service ?? ""}, resource ID: ${resource ?? ""}, scalable dimension: ${dimension ?? ""}`,
  );
}

function needsIntegration(work: Work): void {
  const id = /^integrations\/(.+)$/.exec(textOf(work.outputs, "target") ?? "")?.[1];
  if (id === undefined || findNamed(work, "aws:apigatewayv2/integration:Integration", id) !== undefined) return;
  throw new AwsError("NotFoundException", `Unable to find Integration by ID ${id}`);
}
