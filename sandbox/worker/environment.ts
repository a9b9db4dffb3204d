import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { homedir } from "node:os";
import { basename, join } from "node:path";

import type { Progress } from "../progress";
import { findPython, type Python } from "./find-python";
import { install, interpreterOf, REQUIREMENTS } from "./install";
import { withLock } from "../process-lock";

/** The sandbox's own Python environment. */
export interface WorkerEnvironment {
  /** Its interpreter. */
  readonly python: string;
  /** For example "3.12.1". */
  readonly version: string;
  /** Where it is kept, shared by all clones of the project. */
  readonly folder: string;
}

/** How the environment is got. */
export interface WorkerEnvironmentOptions {
  /** Tells a person what is going on. */
  readonly progress: Progress;
  /** Variables to read PATH-like settings from. @defaultValue process.env */
  readonly environment?: NodeJS.ProcessEnv;
}

/**
 * The environment that runs jobs, made on first use and kept in the user's cache.
 * Throws {@link WorkerUnavailable}, one sentence, when it cannot be had.
 */
export async function ensureWorker(options: WorkerEnvironmentOptions): Promise<WorkerEnvironment> {
  const environment = options.environment ?? process.env;
  const base = await findPython(environment["GREENML_PYTHON"]);
  const folder = join(cacheFolder(environment), keyOf(base));
  const found = complete(base, folder);
  if (found !== undefined) return found;
  mkdirSync(folder, { recursive: true });
  const waiting = (owner: string): void => {
    options.progress.update(`sandbox: waiting for process ${owner}, which is making the Python environment`);
  };
  return withLock(join(folder, "lock"), waiting, async () => {
    return complete(base, folder) ?? (await make(base, folder, options.progress));
  });
}

function cacheFolder(environment: NodeJS.ProcessEnv): string {
  const cache = environment["XDG_CACHE_HOME"];
  return join(cache !== undefined && cache !== "" ? cache : join(homedir(), ".cache"), "greenml", "worker");
}

function keyOf(base: Python): string {
  const hash = createHash("sha256");
  for (const part of [readFileSync(REQUIREMENTS), base.version, base.path, process.platform, process.arch]) {
    hash.update(part).update("\0");
  }
  return hash.digest("hex").slice(0, 16);
}

/** What the file `complete` names; written last, so that an interrupted attempt is never taken for an environment. */
function complete(base: Python, folder: string): WorkerEnvironment | undefined {
  const mark = join(folder, "complete");
  if (!existsSync(mark)) return undefined;
  const attempt = join(folder, readFileSync(mark, "utf8"));
  const python = interpreterOf(attempt);
  return existsSync(python) ? { python, version: base.version, folder: attempt } : undefined;
}

/** Every attempt has a folder of its own: the pip of a killed process may still be writing into the last one. */
async function make(base: Python, folder: string, progress: Progress): Promise<WorkerEnvironment> {
  const attempt = mkdtempSync(join(folder, "venv-"));
  await install(base, attempt, progress);
  const mark = join(folder, "complete");
  writeFileSync(`${mark}.part`, basename(attempt));
  renameSync(`${mark}.part`, mark);
  for (const name of readdirSync(folder)) {
    if (name.startsWith("venv-") && name !== basename(attempt)) discard(join(folder, name));
  }
  return { python: interpreterOf(attempt), version: base.version, folder: attempt };
}

/** Removes what an interrupted attempt left; if something still writes there, the next making removes it. */
function discard(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  } catch {
    // Only space is lost.
  }
}
