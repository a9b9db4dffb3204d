import { createHash, randomBytes } from "node:crypto";

import { bytesOf } from "./assets";
import { AwsError, type Behaviour, type Work } from "./cloud";
import { S3Objects } from "./s3-objects";
import { textOf, type Properties } from "./values";

const BUCKET = "aws:s3/bucket:Bucket";

const bucket: Behaviour = {
  create: async (work) => {
    // Bucket names are taken in every region at once.
    const taken = work.cloud.store.find(BUCKET, undefined, ({ id }) => id === work.id);
    if (taken !== undefined) {
      throw new AwsError(
        "BucketAlreadyOwnedByYou",
        `Your previous request to create the named bucket succeeded and you already own it: ${work.id}`,
      );
    }
    const objects = new S3Objects(work);
    if (objects.isServed) await objects.createBucket(work.id);
    return {};
  },
  read: async (work) => {
    const objects = new S3Objects(work);
    return !objects.isServed || (await objects.hasBucket(work.id)) ? {} : undefined;
  },
  delete: async (work) => {
    const objects = new S3Objects(work);
    if (!objects.isServed) return;
    for (let keys = await objects.firstKeys(work.id); keys.length > 0; keys = await objects.firstKeys(work.id)) {
      if (work.outputs["forceDestroy"] !== true) {
        throw new AwsError("BucketNotEmpty", `The bucket you tried to delete is not empty: ${work.id}`);
      }
      for (const key of keys) await objects.deleteObject(work.id, key);
    }
    await objects.deleteBucket(work.id);
  },
};

const object: Behaviour = {
  prepare: async (work) => ({ etag: await etagOf(work), checksumCrc64nvme: randomBytes(8).toString("base64") }),
  create: upload,
  update: upload,
  read: async (work) => ((await new S3Objects(work).hasObject(...placeOf(work))) ? {} : undefined),
  delete: async (work) => {
    await new S3Objects(work).deleteObject(...placeOf(work));
  },
};

/** Buckets and their objects: the object server holds what clients read. */
export const s3Behaviours: Readonly<Record<string, Behaviour>> = {
  [BUCKET]: bucket,
  "aws:s3/bucketObjectv2:BucketObjectv2": object,
  "aws:s3/bucketObject:BucketObject": { ...object, prepare: async (work) => ({ etag: await etagOf(work) }) },
};

async function etagOf({ inputs }: Pick<Work, "inputs">): Promise<string> {
  return createHash("md5")
    .update(await contentOf(inputs))
    .digest("hex");
}

async function upload(work: Work): Promise<Properties> {
  const type = textOf(work.outputs, "contentType") ?? "application/octet-stream";
  await new S3Objects(work).putObject(...placeOf(work), await contentOf(work.inputs), type);
  return {};
}

async function contentOf(inputs: Properties): Promise<Buffer> {
  const { source, content, contentBase64 } = inputs;
  if (typeof contentBase64 === "string") return Buffer.from(contentBase64, "base64");
  if (typeof content === "string") return Buffer.from(content);
  return source === undefined ? Buffer.alloc(0) : bytesOf(source);
}

function placeOf({ outputs }: Work): [bucket: string, key: string] {
  const name = textOf(outputs, "bucket") ?? "";
  return [name.startsWith("arn:") ? (name.split(":").at(-1) ?? "") : name, textOf(outputs, "key") ?? ""];
}
