import * as s3 from "@pulumi/aws/s3";
import * as pulumi from "@pulumi/pulumi";

/** How a bucket for results is made. */
export interface OutputBucketSettings {
  readonly region: string;
  /** ARN of the key to encrypt with; S3's own key when undefined. */
  readonly kmsKey: pulumi.Input<string> | undefined;
  /** Whether the bucket survives a destroy while something is in it. */
  readonly keepArtifacts: boolean;
  /** Start of keys that are of no use a week after they were written, such as checkpoints. */
  readonly shortLived: readonly string[];
  readonly tags: Record<string, string> | undefined;
}

/** A bucket that can be written to, and what must exist before it is. */
interface OutputBucket {
  readonly name: pulumi.Output<string>;
  readonly guards: readonly pulumi.Resource[];
}

/** Where a component writes, and what must exist before it does. */
export interface Results {
  readonly bucketName: pulumi.Output<string>;
  /** Address below which everything is written, with a slash at its end. */
  readonly address: pulumi.Output<string>;
  readonly guards: readonly pulumi.Resource[];
}

/** A component's own part of the given bucket, or of a new one. */
export function results(
  name: string,
  given: pulumi.Input<string> | undefined,
  settings: OutputBucketSettings,
  parent: pulumi.Resource,
): Results {
  const bucket =
    given === undefined ? outputBucket(`${name}-bucket`, settings, parent) : { name: pulumi.output(given), guards: [] };
  return { bucketName: bucket.name, address: pulumi.interpolate`s3://${bucket.name}/${name}/`, guards: bucket.guards };
}

/** A private, encrypted bucket whose left-overs clear themselves away. */
function outputBucket(name: string, settings: OutputBucketSettings, parent: pulumi.Resource): OutputBucket {
  const { region, kmsKey, keepArtifacts, shortLived, tags } = settings;
  const made = new s3.Bucket(name, { region, forceDestroy: !keepArtifacts, ...(tags && { tags }) }, { parent });
  const bucket = made.bucket;
  const encryption = new s3.BucketServerSideEncryptionConfiguration(
    `${name}-encryption`,
    { region, bucket, rules: [encryptionRule(kmsKey)] },
    { parent },
  );
  const access = new s3.BucketPublicAccessBlock(
    `${name}-access`,
    {
      region,
      bucket,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    },
    { parent },
  );
  const lifecycle = new s3.BucketLifecycleConfiguration(
    `${name}-lifecycle`,
    { region, bucket, rules: lifecycleRules(shortLived) },
    { parent },
  );
  return { name: bucket, guards: [encryption, access, lifecycle] };
}

function encryptionRule(kmsKey: pulumi.Input<string> | undefined) {
  if (kmsKey === undefined) return { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } };
  return {
    applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: kmsKey },
    // One data key per bucket instead of one per object: fewer calls to KMS.
    bucketKeyEnabled: true,
  };
}

function lifecycleRules(shortLived: readonly string[]) {
  const expiry = shortLived.map((prefix, index) => ({
    id: `short-lived-${index}`,
    status: "Enabled",
    filter: { prefix },
    expiration: { days: 7 },
  }));
  return [
    {
      id: "unfinished-uploads",
      status: "Enabled",
      filter: {},
      abortIncompleteMultipartUpload: { daysAfterInitiation: 1 },
    },
    ...expiry,
  ];
}
