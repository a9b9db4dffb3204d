import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, posix } from "node:path";
import { fileURLToPath } from "node:url";

import { isObject, mark, textOf, type Properties, type Value } from "./values";
import { zip } from "./zip";

/** The bytes behind an asset or archive; a folder or a set of assets becomes a zip. */
export async function bytesOf(value: Value | undefined): Promise<Buffer> {
  const kind = mark(value);
  if (!isObject(value) || kind === undefined) throw new Error("sandbox: Expected an asset or archive.");
  const { path } = value;
  if (kind === "archive" && (isObject(value["assets"]) || isFolder(path))) return zip(await filesOf(value));
  const [text, file, uri] = ["text", "path", "uri"].map((name) => textOf(value, name));
  if (text !== undefined) return Buffer.from(text);
  if (file !== undefined) return readFileSync(file);
  return uri === undefined ? Buffer.alloc(0) : download(uri);
}

/** Base64 of a SHA-256, as Lambda names code. */
export function sha256(bytes: Buffer): string {
  return createHash("sha256").update(bytes).digest("base64");
}

async function filesOf(archive: Properties): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>();
  const { assets, path } = archive;
  if (isObject(assets)) {
    for (const [name, inner] of Object.entries(assets)) await addInto(files, name, inner);
  } else if (typeof path === "string") addFolder(files, path, "");
  return files;
}

async function addInto(files: Map<string, Buffer>, name: string, value: Value): Promise<void> {
  if (mark(value) === "archive" && isObject(value)) {
    for (const [inner, bytes] of await filesOf(value)) files.set(posix.join(name, inner), bytes);
  } else files.set(name, await bytesOf(value));
}

function addFolder(files: Map<string, Buffer>, folder: string, prefix: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const [path, name] = [join(folder, entry.name), posix.join(prefix, entry.name)];
    if (isFolder(path)) addFolder(files, path, name);
    else files.set(name, readFileSync(path));
  }
}

function isFolder(path: Value | undefined): boolean {
  return typeof path === "string" && path !== "" && statSync(path).isDirectory();
}

async function download(uri: string): Promise<Buffer> {
  if (uri.startsWith("file:")) return readFileSync(fileURLToPath(uri));
  const response = await fetch(uri);
  if (!response.ok) throw new Error(`sandbox: Expected ${uri} to answer, got ${String(response.status)}.`);
  return Buffer.from(await response.arrayBuffer());
}
