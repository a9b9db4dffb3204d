import type { ObjectStore } from "./object-store";
import type { S3Answer, S3Request } from "./s3-request";
import { element, textElement, xmlDocument } from "./xml";

interface Page {
  readonly keys: readonly string[];
  readonly folders: readonly string[];
  /** Where the next page starts; undefined on the last. */
  readonly next: string | undefined;
}

/** ListObjectsV2, and ListObjects for the clients that still call it. */
export function listObjects(store: ObjectStore, { bucket, query }: S3Request): S3Answer {
  const isV2 = query.get("list-type") === "2";
  const [prefix, delimiter] = [query.get("prefix") ?? "", query.get("delimiter") ?? ""];
  const size = Math.min(1000, Math.max(0, Number(query.get("max-keys") ?? 1000)));
  const token = query.get("continuation-token");
  const after = token === null ? (query.get(isV2 ? "start-after" : "marker") ?? "") : fromToken(token);
  const page = pageAfter(store.keys(bucket, prefix), { prefix, delimiter, size, after });
  const encode =
    query.get("encoding-type") === "url" ? (text: string) => encodeURIComponent(text).replaceAll("%2F", "/") : String;
  const contents = page.keys.flatMap((key) => {
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
  });
  const folders = page.folders.map((folder) => element("CommonPrefixes", [textElement("Prefix", encode(folder))]));
  const head = [
    textElement("Name", bucket),
    textElement("Prefix", encode(prefix)),
    textElement("MaxKeys", size),
    ...(delimiter === "" ? [] : [textElement("Delimiter", encode(delimiter))]),
    ...(query.has("encoding-type") ? [textElement("EncodingType", "url")] : []),
    textElement("IsTruncated", page.next !== undefined),
    ...(isV2 ? [textElement("KeyCount", page.keys.length + page.folders.length)] : []),
    ...nextOf(page.next, isV2, encode),
  ];
  const body = xmlDocument("ListBucketResult", [...head, ...contents, ...folders]);
  return { status: 200, headers: { "content-type": "application/xml" }, body };
}

function pageAfter(
  keys: readonly string[],
  { prefix, delimiter, size, after }: { prefix: string; delimiter: string; size: number; after: string },
): Page {
  const [found, folders] = [new Array<string>(), new Set<string>()];
  let last = after;
  for (const key of keys) {
    const end = delimiter === "" ? -1 : key.indexOf(delimiter, prefix.length);
    const folder = end < 0 ? undefined : key.slice(0, end + delimiter.length);
    const entry = folder ?? key;
    const isDone = Buffer.compare(Buffer.from(entry), Buffer.from(after)) <= 0 && after !== "";
    if (isDone || (folder !== undefined && folders.has(folder))) continue;
    if (found.length + folders.size >= size) return { keys: found, folders: [...folders], next: last };
    if (folder === undefined) found.push(key);
    else folders.add(folder);
    last = entry;
  }
  return { keys: found, folders: [...folders], next: undefined };
}

function nextOf(next: string | undefined, isV2: boolean, encode: (text: string) => string): string[] {
  if (next === undefined) return [];
  return [
    isV2
      ? textElement("NextContinuationToken", Buffer.from(next).toString("base64url"))
      : textElement("NextMarker", encode(next)),
  ];
}

function fromToken(token: string): string {
  return Buffer.from(token, "base64url").toString("utf8");
}
