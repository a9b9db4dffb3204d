import type { ObjectStore } from "./object-store";
import type { S3Answer, S3Request } from "./s3-request";
import { element, textElement, xmlDocument } from "./xml";

interface Page {
  readonly keys: readonly string[];
  readonly folders: readonly string[];
  /** Where the next page starts; undefined on the last. */
  readonly next: string | undefined;
}

interface Asked {
  readonly isV2: boolean;
  readonly prefix: string;
  readonly delimiter: string;
  readonly size: number;
  /** The listing starts behind this key. */
  readonly after: string;
  /** Whether keys are to be percent-encoded. */
  readonly isEncoded: boolean;
}

/** ListObjectsV2, and ListObjects for the clients that still call it. */
export function listObjects(store: ObjectStore, { bucket, query }: S3Request): S3Answer {
  const asked = askedOf(query);
  const { isV2, prefix, delimiter, size, isEncoded } = asked;
  const page = pageOf(store.keys(bucket, prefix), asked);
  const encode = isEncoded ? (text: string) => encodeURIComponent(text).replaceAll("%2F", "/") : String;
  const body = xmlDocument("ListBucketResult", [
    textElement("Name", bucket),
    textElement("Prefix", encode(prefix)),
    textElement("MaxKeys", size),
    ...(delimiter === "" ? [] : [textElement("Delimiter", encode(delimiter))]),
    ...(isEncoded ? [textElement("EncodingType", "url")] : []),
    textElement("IsTruncated", page.next !== undefined),
    ...(isV2 ? [textElement("KeyCount", page.keys.length + page.folders.length)] : []),
    ...nextOf(page.next, isV2, encode),
    ...page.keys.flatMap((key) => contents(store, bucket, key, encode)),
    ...page.folders.map((folder) => element("CommonPrefixes", [textElement("Prefix", encode(folder))])),
  ]);
  return { status: 200, headers: { "content-type": "application/xml" }, body };
}

function askedOf(query: URLSearchParams): Asked {
  const isV2 = query.get("list-type") === "2";
  const token = query.get("continuation-token");
  const given = query.get(isV2 ? "start-after" : "marker") ?? "";
  return {
    isV2,
    prefix: query.get("prefix") ?? "",
    delimiter: query.get("delimiter") ?? "",
    size: Math.min(1000, Math.max(0, Number(query.get("max-keys") ?? 1000))),
    after: token === null ? given : Buffer.from(token, "base64url").toString("utf8"),
    isEncoded: query.get("encoding-type") === "url",
  };
}

function contents(store: ObjectStore, bucket: string, key: string, encode: (text: string) => string): string[] {
  const head = store.head(bucket, key);
  if (head === undefined) return [];
  const parts = [
    textElement("Key", encode(key)),
    textElement("LastModified", head.modified.toISOString()),
    textElement("ETag", `"${head.etag}"`),
    textElement("Size", head.size),
    textElement("StorageClass", "STANDARD"),
  ];
  return [element("Contents", parts)];
}

/** Keys and folded keys behind the start, in order, as many as a page holds. */
function pageOf(keys: readonly string[], { prefix, delimiter, size, after }: Asked): Page {
  const folded = new Map<string, boolean>();
  for (const key of keys) {
    const end = delimiter === "" ? -1 : key.indexOf(delimiter, prefix.length);
    const entry = end < 0 ? key : key.slice(0, end + delimiter.length);
    if (after === "" || Buffer.compare(Buffer.from(entry), Buffer.from(after)) > 0) folded.set(entry, end >= 0);
  }
  const page = [...folded].slice(0, size);
  const next = folded.size > page.length ? (page.at(-1)?.[0] ?? after) : undefined;
  const entries = (isFolder: boolean) => page.filter(([, folder]) => folder === isFolder).map(([entry]) => entry);
  return { keys: entries(false), folders: entries(true), next };
}

function nextOf(next: string | undefined, isV2: boolean, encode: (text: string) => string): string[] {
  if (next === undefined) return [];
  return [
    isV2
      ? textElement("NextContinuationToken", Buffer.from(next).toString("base64url"))
      : textElement("NextMarker", encode(next)),
  ];
}
