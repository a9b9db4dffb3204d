import { linkSync, mkdirSync, readFileSync, renameSync, unlinkSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

let counter = 0;

/** Replaces a file whole: a reader sees the old text or the new, never a part. Makes the folder. */
export function replaceFile(path: string, content: string | Uint8Array): void {
  const draft = writeDraft(path, content);
  renameSync(draft, path);
}

/** Creates a file whole, only if the path is free; false if something is there already, whichever process put it. */
export function createFile(path: string, content: string): boolean {
  const draft = writeDraft(path, content);
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if (hasCode(error, "EEXIST")) return false;
    throw error;
  } finally {
    unlinkSync(draft);
  }
}

/** A file's text, or undefined if there is none. */
export function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (hasCode(error, "ENOENT") || hasCode(error, "ENOTDIR")) return undefined;
    throw error;
  }
}

/** Whether an error is Node's own of this code. */
export function hasCode(error: unknown, code: string): boolean {
  return typeof error === "object" && error !== null && "code" in error && error.code === code;
}

function writeDraft(path: string, content: string | Uint8Array): string {
  mkdirSync(dirname(path), { recursive: true });
  const draft = `${path}.${process.pid}-${++counter}.draft`;
  writeFileSync(draft, content);
  return draft;
}
