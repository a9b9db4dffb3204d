import { spawn } from "node:child_process";
import { createWriteStream, readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";

import type { Progress } from "../progress";
import { WorkerUnavailable, type Python } from "./find-python";

/** The packages of the environment, pinned. */
export const REQUIREMENTS = join(__dirname, "requirements.txt");

/** The interpreter of the environment in a folder. */
export function interpreterOf(folder: string): string {
  return join(folder, "venv", "bin", "python");
}

/** Makes an environment in an empty folder, with a log beside it, and tries it. */
export async function install(base: Python, folder: string, progress: Progress): Promise<void> {
  const started = Date.now();
  progress.say(
    `sandbox: making a Python ${base.version} environment for real training: about 60 MB to download, 270 MB on disk, usually 10 to 60 s, once (${folder})`,
  );
  const log = join(folder, "install.log");
  progress.update("sandbox: Python environment 1/3: venv");
  await run(base.path, ["-m", "venv", join(folder, "venv")], log, () => undefined);
  await installPackages(interpreterOf(folder), log, progress);
  progress.update("sandbox: Python environment 3/3: first import of XGBoost and Optuna");
  await run(interpreterOf(folder), ["-c", "import xgboost, optuna, treelite, tl2cgen"], log, () => undefined);
  progress.say(`sandbox: Python environment ready after ${Math.round((Date.now() - started) / 1000)} s`);
}

async function installPackages(python: string, log: string, progress: Progress): Promise<void> {
  const names = new Set(
    [...readFileSync(REQUIREMENTS, "utf8").matchAll(/^([\w-]+)==/gm)].map(([, name]) =>
      (name ?? "").replace(/^xgboost$/, "xgboost-cpu"),
    ),
  );
  let count = 0;
  const pip = ["-m", "pip", "install", "--no-deps", "--only-binary=:all:", "--no-input", "--disable-pip-version-check"];
  await run(python, [...pip, "-r", REQUIREMENTS], log, (line) => {
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
