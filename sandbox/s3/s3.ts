import { join } from "node:path";

import { bucketLocation, createBucket, deleteBucket, headBucket, listBuckets, requireBucket } from "./buckets";
import { listObjects } from "./list-objects";
import { MultipartUploads } from "./multipart";
import { isKey, ObjectStore } from "./object-store";
import { copyObject, deleteObject, deleteObjects, getObject, headObject, putObject, xml } from "./objects";
import { S3Error } from "./s3-error";
import type { S3Answer, S3Request } from "./s3-request";
import { textElement } from "./xml";

/** Sub-resources the sandbox knows, beside paging and SDK bookkeeping. */
const known = new Set(["delete", "location", "uploads", "uploadId", "partNumber"]);
/** Sub-resources whose absence from the sandbox must be said, not guessed at. */
const unknown =
  /^(acl|cors|encryption|lifecycle|logging|notification|object-lock|policy|replication|tagging|versioning|versions|website|select|restore|torrent|retention|legal-hold|inventory|metrics|analytics|accelerate|requestPayment|publicAccessBlock|ownershipControls|policyStatus|attributes)$/;

/** S3 on a folder: the calls that training data, models and Pulumi programs need. */
export class S3 {
  readonly store: ObjectStore;
  private readonly uploads: MultipartUploads;

  constructor(home: string) {
    this.store = new ObjectStore(join(home, "s3"));
    this.uploads = new MultipartUploads(join(home, "uploads"), this.store);
  }

  /** Carries a request out; refusals are answers too. */
  answer(request: S3Request): S3Answer {
    try {
      return this.carryOut(request);
    } catch (error) {
      if (!(error instanceof S3Error)) throw error;
      return refusal(error, request);
    }
  }

  private carryOut(request: S3Request): S3Answer {
    const strange = [...request.query.keys()].find((name) => !known.has(name) && unknown.test(name));
    if (strange !== undefined) throw new S3Error(501, "NotImplemented", `The sandbox does not know S3's ?${strange}.`);
    if (request.bucket === "") return listBuckets(this.store);
    if (request.key === "") return this.ofBucket(request);
    requireBucket(this.store, request);
    if (request.method === "PUT" || request.method === "POST") this.refuseUnkeepable(request);
    return this.ofObject(request);
  }

  /** Objects are files here, which excludes a few keys that S3 takes. */
  private refuseUnkeepable({ bucket, key }: S3Request): void {
    const because = isKey(key) ? this.store.conflict(bucket, key) : "Parts of a key must be file names.";
    if (because === undefined) return;
    throw new S3Error(400, "InvalidArgument", `The sandbox keeps objects as files. ${because}`);
  }

  private ofBucket(request: S3Request): S3Answer {
    const { method, query } = request;
    if (method === "PUT") return createBucket(this.store, request);
    if (method === "HEAD") return headBucket(this.store, request);
    requireBucket(this.store, request);
    if (method === "DELETE") return deleteBucket(this.store, request);
    if (method === "POST" && query.has("delete")) return deleteObjects(this.store, request);
    if (method !== "GET") throw notAllowed();
    return query.has("location") ? bucketLocation(request) : listObjects(this.store, request);
  }

  private ofObject(request: S3Request): S3Answer {
    const { method, query, headers } = request;
    if (query.has("uploads") || query.has("uploadId")) return this.ofUpload(request);
    switch (method) {
      case "PUT":
        return headers["x-amz-copy-source"] === undefined
          ? putObject(this.store, request)
          : copyObject(this.store, request);
      case "GET":
        return getObject(this.store, request);
      case "HEAD":
        return headObject(this.store, request);
      case "DELETE":
        return deleteObject(this.store, request);
      default:
        throw notAllowed();
    }
  }

  private ofUpload(request: S3Request): S3Answer {
    const { method, query } = request;
    if (method === "POST") return query.has("uploads") ? this.uploads.create(request) : this.uploads.complete(request);
    if (method === "PUT") return this.uploads.putPart(request);
    if (method === "DELETE") return this.uploads.abort(request);
    throw notAllowed();
  }
}

/** A refusal as S3 answers it; HEAD answers have no body, so theirs carry the status alone. */
export function refusal(
  { status, code, message }: S3Error,
  { bucket, key, method }: Pick<S3Request, "bucket" | "key" | "method">,
): S3Answer {
  if (method === "HEAD") return { status };
  const parts = [
    textElement("Code", code),
    textElement("Message", message),
    textElement("BucketName", bucket),
    textElement("Key", key),
  ];
  return xml(`<?xml version="1.0" encoding="UTF-8"?>\n<Error>${parts.join("")}</Error>`, status);
}

function notAllowed(): S3Error {
  return new S3Error(405, "MethodNotAllowed", "The specified method is not allowed against this resource.");
}
