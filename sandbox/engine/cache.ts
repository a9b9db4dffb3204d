import { existsSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

/** Version of the Pulumi engine that we download or build. */
export const ENGINE_VERSION = "3.259.0";

/** Folder shared by all clones of one user, one per engine version and platform. */
export function cacheFolder(): string {
  const caches = process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache");
  return join(caches, "greenml", "engine", `v${ENGINE_VERSION}-${process.platform}-${process.arch}`);
}

/** Folder with the executables, inside the cache. */
export function binFolder(): string {
  return join(cacheFolder(), "bin");
}

/** Whether the cache holds an engine that was finished. */
export function isComplete(): boolean {
  return existsSync(completeFile());
}

/** Marks the cached engine as finished; what is not marked is made again. */
export function markComplete(origin: "download" | "build"): void {
  writeFileSync(completeFile(), `${JSON.stringify({ version: ENGINE_VERSION, origin })}\n`);
}

function completeFile(): string {
  return join(cacheFolder(), "complete.json");
}
