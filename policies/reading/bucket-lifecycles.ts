import type { PolicyResource } from "@pulumi/policy";
import { ifKnown } from "./known-yet";
import type { JudgedResource } from "./job-requests";
import { countAt, type Fields, flagAt, lengthAt, partAt, partsAt, textAt } from "./request-fields";
import { isUngiven } from "./ungiven";

/** One lifecycle rule that is switched on, of a bucket itself or of a lifecycle configuration. */
export interface LifecycleRule {
  /** Start of the keys that it is for; the empty text is for all. */
  readonly prefix: string;
  /** Whether it is for objects with some tag or size alone. */
  readonly selective: boolean;
  /** Days after which it ends an upload that nobody finished. */
  readonly abortDays: number | undefined;
  /** Whether it deletes objects some day. */
  readonly expires: boolean;
  /** Whether it moves objects, or deletes versions that are no longer current. */
  readonly tidies: boolean;
  /** Whether it deletes versions that are no longer current. */
  readonly endsVersions: boolean;
}

/** A bucket, whichever generation of the resource type makes it. */
export function isBucket({ type }: JudgedResource): boolean {
  return bucketTypes.includes(type);
}

const bucketTypes = ["aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2", "aws:s3/directoryBucket:DirectoryBucket"];

/**
 * What keeps a bucket tidy: its inline rules and those of the lifecycle configurations that name it. Throws the SDK's report
 * where a configuration's bucket is unknown yet.
 */
export function lifecycleRules(bucket: PolicyResource, resources: readonly PolicyResource[]): readonly LifecycleRule[] {
  const configurations = resources.filter(isLifecycleConfiguration).filter((one) => isOf(one, bucket));
  return [...(isUngiven(bucket, "lifecycleRules") ? [] : [bucket]), ...configurations].flatMap(ownLifecycleRules);
}

/** The rules that are switched on in a resource itself: a bucket's inline ones, or those of a lifecycle configuration. */
export function ownLifecycleRules(resource: JudgedResource): readonly LifecycleRule[] {
  const inline = partsAt(resource.props, "LifecycleRules").filter((rule) => flagAt(rule, "Enabled"));
  const configured = isLifecycleConfiguration(resource) ? partsAt(resource.props, "Rules") : [];
  const enabled = configured.filter((rule) => textAt(rule, "Status") === "Enabled");
  return [...inline.map(inlineRule), ...enabled.map(configuredRule)];
}

/** A lifecycle configuration, whichever generation of the resource type makes it. */
export function isLifecycleConfiguration({ type }: JudgedResource): boolean {
  return configurationTypes.includes(type);
}

const configurationTypes = [
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
  "aws:s3/bucketLifecycleConfigurationV2:BucketLifecycleConfigurationV2",
];

/** Whether a bucket keeps the versions of its objects: by itself, or by a resource beside it. */
export function keepsVersions(bucket: PolicyResource, resources: readonly PolicyResource[]): boolean {
  const own = isUngiven(bucket, "versioning") ? [] : [partAt(bucket.props, "Versioning")];
  if ([...own, ...partsAt(bucket.props, "Versionings")].some((versioning) => flagAt(versioning, "Enabled")))
    return true;
  return resources.some(
    (one) =>
      versioningTypes.includes(one.type) &&
      textAt(one.props, "VersioningConfiguration", "Status") === "Enabled" &&
      isOf(one, bucket),
  );
}

const versioningTypes = ["aws:s3/bucketVersioning:BucketVersioning", "aws:s3/bucketVersioningV2:BucketVersioningV2"];

/** A preview knows what a configuration's bucket comes from before it knows the bucket's name. */
function isOf(configuration: PolicyResource, bucket: PolicyResource): boolean {
  const origins = configuration.propertyDependencies["bucket"] ?? [];
  if (origins.some(({ urn }) => urn === bucket.urn)) return true;
  const read = () => textAt(configuration.props, "Bucket");
  // What comes from another bucket names that one, even where its name is not known yet.
  const named = origins.some(isBucket) ? ifKnown(read) : read();
  return named !== undefined && named === textAt(bucket.props, "Bucket");
}

function inlineRule(rule: Fields): LifecycleRule {
  return {
    prefix: textAt(rule, "Prefix") ?? "",
    selective: Object.keys(partAt(rule, "Tags") ?? {}).length > 0,
    abortDays: countAt(rule, "AbortIncompleteMultipartUploadDays"),
    expires: either(rule, "Expiration").some(ends),
    tidies: lengthAt(rule, "Transitions") > 0 || either(rule, "NoncurrentVersionExpiration").some(ages),
    endsVersions: either(rule, "NoncurrentVersionExpiration").some(ages),
  };
}

/** A part that BucketV2 writes as a list under its plural name. */
function either(rule: Fields, part: string): readonly Fields[] {
  const single = partAt(rule, part);
  return single === undefined ? partsAt(rule, `${part}s`) : [single];
}

function configuredRule(rule: Fields): LifecycleRule {
  const filter = partAt(rule, "Filter");
  const both = partAt(filter, "And");
  return {
    prefix: textAt(filter, "Prefix") ?? textAt(both, "Prefix") ?? textAt(rule, "Prefix") ?? "",
    selective: isSelective(filter) || isSelective(both),
    abortDays: countAt(rule, "AbortIncompleteMultipartUpload", "DaysAfterInitiation"),
    expires: ends(partAt(rule, "Expiration")),
    tidies: lengthAt(rule, "Transitions") > 0 || ages(partAt(rule, "NoncurrentVersionExpiration")),
    endsVersions: ages(partAt(rule, "NoncurrentVersionExpiration")),
  };
}

function isSelective(filter: Fields | undefined): boolean {
  const tags = [partAt(filter, "Tag"), partAt(filter, "Tags")].some((tag) => Object.keys(tag ?? {}).length > 0);
  return tags || ["ObjectSizeGreaterThan", "ObjectSizeLessThan"].some((size) => countAt(filter, size) !== undefined);
}

function ends(expiration: Fields | undefined): boolean {
  return countAt(expiration, "Days") !== undefined || textAt(expiration, "Date") !== undefined;
}

function ages(expiration: Fields | undefined): boolean {
  return countAt(expiration, "Days") !== undefined || countAt(expiration, "NoncurrentDays") !== undefined;
}
