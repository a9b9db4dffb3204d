import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmdirSync, rmSync, statSync, type Stats } from "node:fs";
import { dirname, join, sep } from "node:path";

import { hasCode, readJson, replaceFile } from "../sagemaker/state/atomic-file";

export interface ObjectHead {
  readonly key: string;
  readonly size: number;
  readonly modified: Date;
  readonly etag: string;
}

/** What a client said of an object beside its bytes. */
export interface ObjectHeaders {
  readonly contentType?: string;
  readonly metadata?: Readonly<Record<string, string>>;
}

/** Name of the file that stands for a key ending in "/": a folder marker of no bytes. */
const folderMarker = ".greenml-folder-marker";

/** S3 as a folder: `<folder>/<bucket>/<key>`. Files put there by hand are objects too. */
export class ObjectStore {
  constructor(private readonly folder: string) {}

  createBucket(bucket: string): void {
    mkdirSync(join(this.folder, bucket), { recursive: true });
  }

  hasBucket(bucket: string): boolean {
    return isBucketName(bucket) && statIfThere(join(this.folder, bucket))?.isDirectory() === true;
  }

  buckets(): string[] {
    mkdirSync(this.folder, { recursive: true });
    return readdirSync(this.folder).filter((name) => this.hasBucket(name));
  }

  deleteBucket(bucket: string): void {
    rmSync(join(this.folder, bucket), { recursive: true, force: true });
    rmSync(join(this.folder, ".headers", bucket), { recursive: true, force: true });
  }

  put(bucket: string, key: string, body: Uint8Array, headers: ObjectHeaders = {}): ObjectHead {
    const path = this.path(bucket, key);
    replaceFile(path, body);
    const remembered = JSON.stringify({ ...headers, etag: etagOf(body), modified: statSync(path).mtimeMs });
    replaceFile(this.headersPath(bucket, key), remembered);
    return this.head(bucket, key) ?? { key, size: body.length, modified: new Date(), etag: etagOf(body) };
  }

  head(bucket: string, key: string): ObjectHead | undefined {
    if (!isKey(key)) return undefined;
    const stat = statIfThere(this.path(bucket, key));
    if (stat?.isFile() !== true) return undefined;
    return { key, size: stat.size, modified: stat.mtime, etag: this.etag(bucket, key, stat) };
  }

  headers(bucket: string, key: string): ObjectHeaders {
    return readJson(this.headersPath(bucket, key)) ?? {};
  }

  read(bucket: string, key: string): Buffer {
    return readFileSync(this.path(bucket, key));
  }

  delete(bucket: string, key: string): void {
    if (!isKey(key)) return;
    rmSync(this.headersPath(bucket, key), { force: true });
    const path = this.path(bucket, key);
    if (statIfThere(path)?.isFile() !== true) return;
    rmSync(path, { force: true });
    removeEmptyFolders(dirname(path), join(this.folder, bucket));
  }

  /** Why an object cannot be kept beside those that are there, which S3 could; undefined where it can. */
  conflict(bucket: string, key: string): string | undefined {
    const folders = key
      .split("/")
      .slice(0, -1)
      .map((_, index, parts) => parts.slice(0, index + 1).join("/"));
    const taken = folders.find((folder) => statIfThere(join(this.folder, bucket, folder))?.isFile());
    if (taken !== undefined) return `"${taken}" is an object, so that none can be below it.`;
    const isFolder = statIfThere(this.path(bucket, key))?.isDirectory() === true;
    return isFolder ? `There are objects below "${key}/", so that "${key}" cannot be one.` : undefined;
  }

  /** Keys that start with the prefix, in S3's order (of UTF-8 bytes). */
  keys(bucket: string, prefix: string): string[] {
    const root = join(this.folder, bucket);
    const below = prefix.includes("/") ? prefix.slice(0, prefix.lastIndexOf("/")) : "";
    if (below !== "" && !isKey(below)) return [];
    const found = filesBelow(join(root, below), below === "" ? "" : `${below}/`);
    return found.filter((key) => key.startsWith(prefix)).sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  }

  /** Where an object's file is. @throws RangeError for a key that would leave its bucket or cannot be a file */
  path(bucket: string, key: string): string {
    if (!isBucketName(bucket)) throw new RangeError(`Expected a bucket name, got "${bucket}"`);
    if (!isKey(key)) throw new RangeError(`Expected a key whose parts can be file names, got "${key}"`);
    return join(this.folder, bucket, key.endsWith("/") ? key + folderMarker : key);
  }

  /** The folder that a prefix means, for work that writes many files below it. @throws RangeError as {@link path} */
  folderPath(bucket: string, prefix: string): string {
    const key = prefix.replace(/\/+$/, "");
    return key === "" && isBucketName(bucket) ? join(this.folder, bucket) : this.path(bucket, key);
  }

  private headersPath(bucket: string, key: string): string {
    return join(this.folder, ".headers", bucket, `${createHash("sha256").update(key).digest("hex")}.json`);
  }

  private etag(bucket: string, key: string, stat: Stats): string {
    const remembered = (readJson(this.headersPath(bucket, key)) ?? {}) as { etag?: string; modified?: number };
    const isFresh = remembered.modified === stat.mtimeMs && remembered.etag !== undefined;
    return isFresh && remembered.etag !== undefined ? remembered.etag : etagOf(this.read(bucket, key));
  }
}

/** S3's rule for bucket names; it also keeps them from being paths. */
export function isBucketName(name: string): boolean {
  return /^(?!.*\.\.)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name);
}

/** Whether a key can be a file below its bucket: no empty, "." or ".." parts, none too long, none of our own names. */
export function isKey(key: string): boolean {
  if (key === "" || key.includes("\0") || key.includes("\\") || (sep !== "/" && key.includes(sep))) return false;
  const parts = (key.endsWith("/") ? key.slice(0, -1) : key).split("/");
  return parts.every(
    (part) => part !== "" && part !== "." && part !== ".." && part !== folderMarker && Buffer.byteLength(part) <= 200,
  );
}

function etagOf(body: Uint8Array): string {
  return createHash("md5").update(body).digest("hex");
}

function statIfThere(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch (error) {
    if (hasCode(error, "ENOENT") || hasCode(error, "ENOTDIR")) return undefined;
    throw error;
  }
}

function filesBelow(folder: string, prefix: string): string[] {
  if (statIfThere(folder)?.isDirectory() !== true) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory()) return filesBelow(join(folder, entry.name), `${prefix}${entry.name}/`);
    if (entry.name.endsWith(".draft")) return [];
    return [entry.name === folderMarker ? prefix : prefix + entry.name];
  });
}

function removeEmptyFolders(folder: string, root: string): void {
  for (let current = folder; current !== root; current = dirname(current)) {
    try {
      rmdirSync(current);
    } catch {
      return; // Not empty: something else lives there.
    }
  }
}
