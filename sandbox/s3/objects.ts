import type { IncomingHttpHeaders } from "node:http";

import type { ObjectHead, ObjectHeaders, ObjectStore } from "./object-store";
import { noSuchBucket, noSuchKey, S3Error } from "./s3-error";
import { decoded, type S3Answer, type S3Request } from "./s3-request";
import { element, textElement, textsOf, xmlDocument } from "./xml";

const metadataPrefix = "x-amz-meta-";

/** PutObject. */
export function putObject(store: ObjectStore, request: S3Request): S3Answer {
  const { bucket, key, headers, body } = request;
  if (headers["if-none-match"] === "*" && store.head(bucket, key) !== undefined) {
    throw new S3Error(412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold");
  }
  const { etag } = store.put(bucket, key, body, headersOf(headers));
  return { status: 200, headers: { etag: `"${etag}"` } };
}

/** CopyObject, within one server. */
export function copyObject(store: ObjectStore, request: S3Request): S3Answer {
  const source = decoded(String(request.headers["x-amz-copy-source"])).replace(/^\//, "").split("?")[0] ?? "";
  const at = source.indexOf("/");
  const [bucket, key] = [source.slice(0, at), source.slice(at + 1)];
  if (!store.hasBucket(bucket)) throw noSuchBucket();
  if (store.head(bucket, key) === undefined) throw noSuchKey();
  const isReplaced = request.headers["x-amz-metadata-directive"] === "REPLACE";
  const headers = isReplaced ? headersOf(request.headers) : store.headers(bucket, key);
  const { etag, modified } = store.put(request.bucket, request.key, store.read(bucket, key), headers);
  const parts = [textElement("LastModified", modified.toISOString()), textElement("ETag", `"${etag}"`)];
  return xml(xmlDocument("CopyObjectResult", parts));
}

/** GetObject, whole or one range of it. */
export function getObject(store: ObjectStore, { bucket, key, headers }: S3Request): S3Answer {
  const head = store.head(bucket, key);
  if (head === undefined) throw noSuchKey();
  const described = answerHeaders(head, store.headers(bucket, key));
  if (headers["if-none-match"] === `"${head.etag}"`) return { status: 304, headers: described };
  const body = store.read(bucket, key);
  const range = rangeOf(headers.range, body.length);
  if (range === undefined) return { status: 200, headers: described, body };
  const contentRange = `bytes ${range.start}-${range.end}/${body.length}`;
  return {
    status: 206,
    headers: { ...described, "content-range": contentRange },
    body: body.subarray(range.start, range.end + 1),
  };
}

/** HeadObject. */
export function headObject(store: ObjectStore, { bucket, key }: S3Request): S3Answer {
  const head = store.head(bucket, key);
  if (head === undefined) return { status: 404 };
  const headers = answerHeaders(head, store.headers(bucket, key));
  return { status: 200, headers: { ...headers, "content-length": String(head.size) } };
}

/** DeleteObject: gone afterwards, whether or not it was there. */
export function deleteObject(store: ObjectStore, { bucket, key }: S3Request): S3Answer {
  store.delete(bucket, key);
  return { status: 204 };
}

/** DeleteObjects. */
export function deleteObjects(store: ObjectStore, { bucket, body }: S3Request): S3Answer {
  const text = body.toString("utf8");
  const keys = textsOf(text, "Key");
  for (const key of keys) store.delete(bucket, key);
  const isQuiet = textsOf(text, "Quiet")[0] === "true";
  const deleted = isQuiet ? [] : keys.map((key) => element("Deleted", [textElement("Key", key)]));
  return xml(xmlDocument("DeleteResult", deleted));
}

/** An answer of XML. */
export function xml(body: string, status = 200): S3Answer {
  return { status, headers: { "content-type": "application/xml" }, body };
}

function headersOf(headers: IncomingHttpHeaders): ObjectHeaders {
  const metadata = Object.entries(headers).filter(([name]) => name.startsWith(metadataPrefix));
  const contentType = headers["content-type"];
  return {
    ...(contentType === undefined ? {} : { contentType }),
    metadata: Object.fromEntries(metadata.map(([name, value]) => [name.slice(metadataPrefix.length), String(value)])),
  };
}

function answerHeaders(
  { etag, modified }: ObjectHead,
  { contentType, metadata }: ObjectHeaders,
): Record<string, string> {
  const own = Object.entries(metadata ?? {}).map(([name, value]) => [metadataPrefix + name, value]);
  return {
    etag: `"${etag}"`,
    "last-modified": modified.toUTCString(),
    "accept-ranges": "bytes",
    "content-type": contentType ?? "binary/octet-stream",
    ...(Object.fromEntries(own) as Record<string, string>),
  };
}

/** The bytes a Range header asks for: "bytes=first-last", "bytes=first-" or "bytes=-length"; undefined for the whole. */
function rangeOf(range: string | undefined, size: number): { start: number; end: number } | undefined {
  const [, first = "", last = ""] = /^bytes=(\d*)-(\d*)$/.exec(range ?? "") ?? [];
  if (first === "" && last === "") return undefined;
  const tail = { start: Math.max(0, size - Number(last)), end: size - 1 };
  const span = { start: Number(first), end: last === "" ? size - 1 : Math.min(Number(last), size - 1) };
  const { start, end } = first === "" ? tail : span;
  if (start > end) throw new S3Error(416, "InvalidRange", "The requested range is not satisfiable");
  return { start, end };
}
