import { basename } from "node:path";

import type { ObjectStore } from "./object-store";

export interface S3Location {
  readonly bucket: string;
  readonly key: string;
}

/** Bucket and key of "s3://bucket/key"; undefined for anything else. */
export function parseS3Uri(uri: string): S3Location | undefined {
  const match = /^s3:\/\/([^/]+)\/?(.*)$/s.exec(uri);
  return match === null ? undefined : { bucket: match[1] ?? "", key: match[2] ?? "" };
}

/** An object that an S3 prefix covers: its file, and its key from the prefix on. */
export interface FileOfPrefix {
  readonly path: string;
  readonly name: string;
}

/** The objects an S3 URI means as SageMaker reads one: every key that starts with it, folder markers left out. */
export function filesOfPrefix(store: ObjectStore, uri: string): FileOfPrefix[] {
  const place = parseS3Uri(uri);
  if (place === undefined || !store.hasBucket(place.bucket)) return [];
  const folder = place.key.includes("/") ? place.key.slice(0, place.key.lastIndexOf("/") + 1) : "";
  return store
    .keys(place.bucket, place.key)
    .filter((key) => !key.endsWith("/"))
    .map((key) => ({ path: store.path(place.bucket, key), name: nameBelow(key, place.key, folder) }));
}

/** The file of a single object; undefined if it is not there. */
export function fileOfObject(store: ObjectStore, uri: string): string | undefined {
  const place = parseS3Uri(uri);
  if (place === undefined || !store.hasBucket(place.bucket)) return undefined;
  return store.head(place.bucket, place.key) === undefined ? undefined : store.path(place.bucket, place.key);
}

/** An S3 URI with more behind it, one slash between. */
export function under(uri: string, rest: string): string {
  return `${uri.replace(/\/+$/, "")}/${rest}`;
}

function nameBelow(key: string, prefix: string, folder: string): string {
  if (key === prefix) return basename(key);
  // "s3://bucket/train" with objects below "train/" means the folder, as SageMaker's own download does.
  const below = key.startsWith(`${prefix}/`) ? `${prefix}/` : folder;
  return key.slice(below.length);
}
