import { createHash, randomBytes } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

import { replaceFile } from "../sagemaker/state/atomic-file";

import type { ObjectStore } from "./object-store";
import { xml } from "./objects";
import { S3Error } from "./s3-error";
import type { S3Answer, S3Request } from "./s3-request";
import { textElement, textsOf, xmlDocument } from "./xml";

/** Uploads in parts, kept in a folder of their own until they are complete. */
export class MultipartUploads {
  constructor(
    private readonly folder: string,
    private readonly store: ObjectStore,
  ) {}

  create({ bucket, key }: S3Request): S3Answer {
    const id = randomBytes(16).toString("hex");
    mkdirSync(join(this.folder, id), { recursive: true });
    const parts = [textElement("Bucket", bucket), textElement("Key", key), textElement("UploadId", id)];
    return xml(xmlDocument("InitiateMultipartUploadResult", parts));
  }

  putPart({ query, body }: S3Request): S3Answer {
    const number = Number(query.get("partNumber"));
    if (!Number.isInteger(number) || number < 1)
      throw new S3Error(400, "InvalidArgument", "Part number must be an integer");
    replaceFile(join(this.upload(query), String(number)), body);
    return { status: 200, headers: { etag: `"${createHash("md5").update(body).digest("hex")}"` } };
  }

  complete({ bucket, key, query, body }: S3Request): S3Answer {
    const upload = this.upload(query);
    const there = new Set(readdirSync(upload));
    const numbers = textsOf(body.toString("utf8"), "PartNumber");
    if (numbers.length === 0 || numbers.some((number) => !there.has(number))) {
      throw new S3Error(400, "InvalidPart", "One or more of the specified parts could not be found.");
    }
    const { etag } = this.store.put(
      bucket,
      key,
      Buffer.concat(numbers.map((number) => readFileSync(join(upload, number)))),
    );
    rmSync(upload, { recursive: true, force: true });
    const parts = [textElement("Bucket", bucket), textElement("Key", key), textElement("ETag", `"${etag}"`)];
    return xml(xmlDocument("CompleteMultipartUploadResult", parts));
  }

  abort({ query }: S3Request): S3Answer {
    rmSync(this.upload(query), { recursive: true, force: true });
    return { status: 204 };
  }

  private upload(query: URLSearchParams): string {
    const id = query.get("uploadId") ?? "";
    const folder = join(this.folder, id);
    try {
      if (/^[0-9a-f]{32}$/.test(id)) readdirSync(folder);
      else throw new Error("not one of ours");
    } catch {
      throw new S3Error(404, "NoSuchUpload", "The specified upload does not exist.");
    }
    return folder;
  }
}
