import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { createWriteStream, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

import type { Progress } from "../progress";
import { findPython, WorkerUnavailable, type Python } from "./find-python";
import { withLock } from "./lock";

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

const REQUIREMENTS = join(__dirname, "requirements.txt");

/**
 * The environment that runs jobs, made on first use and kept in the user's cache.
 * Throws {@link WorkerUnavailable}, one sentence, when it cannot be had.
 */
export async function ensureWorker(options: WorkerEnvironmentOptions): Promise<WorkerEnvironment> {
  const environment = options.environment ?? process.env;
  const base = await findPython(environment["GREENML_PYTHON"]);
  const folder = join(cacheFolder(environment), keyOf(base));
  const worker = { python: join(folder, "venv", "bin", "python"), version: base.version, folder };
  if (isComplete(folder)) return worker;
  mkdirSync(join(folder, ".."), { recursive: true });
  const waiting = (owner: string): void => {
    options.progress.update(`sandbox: waiting for process ${owner}, which is making the Python environment`);
  };
  await withLock(`${folder}.lock`, waiting, async () => {
    if (!isComplete(folder)) await make(base, worker, options.progress);
  });
  return worker;
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

function isComplete(folder: string): boolean {
  return existsSync(join(folder, "complete"));
}

async function make(base: Python, worker: WorkerEnvironment, progress: Progress): Promise<void> {
  const started = Date.now();
  progress.say(
    `sandbox: making a Python ${base.version} environment for real training: about 60 MB to download, 300 MB on disk, usually 10 to 60 s, once (${worker.folder})`,
  );
  // What an interrupted attempt left is of no use: pip may have been in the middle of a file.
  rmSync(worker.folder, { recursive: true, force: true });
  mkdirSync(worker.folder, { recursive: true });
  const log = join(worker.folder, "install.log");
  progress.update("sandbox: Python environment 1/3: venv");
  await run(base.path, ["-m", "venv", join(worker.folder, "venv")], log, () => undefined);
  await install(worker, log, progress);
  progress.update("sandbox: Python environment 3/3: first import of XGBoost and Optuna");
  await run(worker.python, ["-c", "import xgboost, optuna, treelite, tl2cgen"], log, () => undefined);
  writeFileSync(join(worker.folder, "complete"), new Date().toISOString());
  progress.say(`sandbox: Python environment ready after ${Math.round((Date.now() - started) / 1000)} s`);
}

async function install(worker: WorkerEnvironment, log: string, progress: Progress): Promise<void> {
  const names = new Set(
    [...readFileSync(REQUIREMENTS, "utf8").matchAll(/^([\w-]+)==/gm)].map(([, name]) =>
      (name ?? "").replace(/^xgboost$/, "xgboost-cpu"),
    ),
  );
  let count = 0;
  const pip = ["-m", "pip", "install", "--no-deps", "--only-binary=:all:", "--no-input", "--disable-pip-version-check"];
  await run(worker.python, [...pip, "-r", REQUIREMENTS], log, (line) => {
    const name = /^Collecting ([\w.-]+)/.exec(line)?.[1];
    if (name !== undefined)
      progress.update(`sandbox: Python environment 2/3: package ${++count} of ${names.size}, ${name}`);
    if (line.startsWith("Installing collected")) progress.update("sandbox: Python environment 2/3: unpacking");
  });
}

/** Runs one step to its end; its words go to the log, and the last of them into the sentence when it fails. */
function run(command: string, args: readonly string[], log: string, onLine: (line: string) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"] });
    const file = createWriteStream(log, { flags: "a" });
    let fault = "";
    const hear = (line: string): void => {
      file.write(`${line}\n`);
      if (line.trim() !== "" && !/^(WARNING|\[notice\])/.test(line)) fault = /^ERROR/.test(fault) ? fault : line.trim();
      onLine(line);
    };
    createInterface({ input: child.stdout }).on("line", hear);
    createInterface({ input: child.stderr }).on("line", hear);
    const refuse = (why: string): void => {
      reject(
        new WorkerUnavailable(
          `Cannot run jobs for real because the Python environment could not be made: ${why} (${log})`,
        ),
      );
    };
    child.on("error", (error) => {
      refuse(error.message);
    });
    child.on("close", (code) => {
      file.end();
      if (code === 0) resolve();
      else refuse(fault === "" ? `${command} ended with ${code ?? "a signal"}` : fault);
    });
  });
}
