import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, unlinkSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

let counter = 0;

/** Replaces a file whole: a reader sees the old text or the new, never a part. Makes the folder. */
export function replaceFile(path: string, content: string | Uint8Array): void {
  const draft = writeDraft(path, content);
  tryWriting(path, draft, () => {
    renameSync(draft, path);
  });
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

/** What a file of the sandbox's state holds, or undefined if there is none. @throws Error a sentence when it is broken */
export function readJson(path: string): unknown {
  const content = readIfThere(path);
  try {
    return content === undefined ? undefined : JSON.parse(content);
  } catch {
    throw new Error(
      `Cannot read ${path} because it is not JSON: put a good copy back, or remove it and what it stands for`,
    );
  }
}

/** Whether an error is Node's own of this code. */
export function hasCode(error: unknown, code: string): boolean {
  return typeof error === "object" && error !== null && "code" in error && error.code === code;
}

function writeDraft(path: string, content: string | Uint8Array): string {
  const draft = `${path}.${process.pid}-${++counter}.draft`;
  tryWriting(path, draft, () => {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(draft, content);
  });
  return draft;
}

/** Writes, or leaves nothing half written behind. @throws Error a sentence that names the file, such as for a full disk */
function tryWriting(path: string, draft: string, write: () => void): void {
  try {
    write();
  } catch (error) {
    rmSync(draft, { force: true });
    throw new Error(`Cannot write ${path} because of ${(error as Error).message}`, { cause: error });
  }
}
