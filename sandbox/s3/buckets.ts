import { isBucketName, type ObjectStore } from "./object-store";
import { xml } from "./objects";
import { noSuchBucket, S3Error } from "./s3-error";
import type { S3Answer, S3Request } from "./s3-request";
import { element, textElement, xmlDocument } from "./xml";

/** CreateBucket; S3 forgives a second one in us-east-1 alone. */
export function createBucket(store: ObjectStore, { bucket, region }: S3Request): S3Answer {
  if (!isBucketName(bucket)) throw new S3Error(400, "InvalidBucketName", "The specified bucket is not valid.");
  if (store.hasBucket(bucket) && region !== "us-east-1") {
    const message = "Your previous request to create the named bucket succeeded and you already own it.";
    throw new S3Error(409, "BucketAlreadyOwnedByYou", message);
  }
  store.createBucket(bucket);
  return { status: 200, headers: { location: `/${bucket}` } };
}

export function headBucket(store: ObjectStore, { bucket, region }: S3Request): S3Answer {
  return store.hasBucket(bucket) ? { status: 200, headers: { "x-amz-bucket-region": region } } : { status: 404 };
}

export function deleteBucket(store: ObjectStore, { bucket }: S3Request): S3Answer {
  if (store.keys(bucket, "").length > 0) {
    throw new S3Error(409, "BucketNotEmpty", "The bucket you tried to delete is not empty");
  }
  store.deleteBucket(bucket);
  return { status: 204 };
}

export function listBuckets(store: ObjectStore): S3Answer {
  const buckets = store
    .buckets()
    .map((bucket) =>
      element("Bucket", [textElement("Name", bucket), textElement("CreationDate", new Date(0).toISOString())]),
    );
  return xml(xmlDocument("ListAllMyBucketsResult", [element("Buckets", buckets)]));
}

export function bucketLocation({ region }: S3Request): S3Answer {
  return xml(xmlDocument("LocationConstraint", region === "us-east-1" ? [] : [region]));
}

/** @throws S3Error when the bucket is not there */
export function requireBucket(store: ObjectStore, { bucket }: S3Request): void {
  if (!store.hasBucket(bucket)) throw noSuchBucket();
}
