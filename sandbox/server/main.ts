import { mkdirSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";

import { readIfThere } from "../sagemaker/state/atomic-file";

import { chooseRunner } from "./choose-runner";
import { startServer } from "./start-server";

/** The sandbox's server process: `main.js --home FOLDER --port N`; the clock's speed is GREENML_SANDBOX_SPEED. */
async function main(args: readonly string[]): Promise<void> {
  const { home, port } = settings(args);
  const speed = speedOf(process.env["GREENML_SANDBOX_SPEED"]);
  mkdirSync(home, { recursive: true });
  const ended = new AbortController();
  const server = await startServer({
    home,
    port,
    speed,
    runner: chooseRunner({ home, speed, notice }),
    version: packageVersion(),
    onStop: () => {
      ended.abort();
    },
  });
  process.once("uncaughtException", (error) => {
    notice(`ends, and leaves its jobs to the next server: ${error.message}`);
    process.exit(1);
  });
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.once(signal, () => {
      ended.abort();
    });
  }
  notice(`listening on 127.0.0.1:${server.port}, state in ${home}`);
  if (!server.isOwner() && port === 0) {
    // Two were started at once for one folder: whoever started this one will use the other.
    notice("another server runs this folder's jobs; this one ends");
    await sleep(2000, undefined, { signal: ended.signal }).catch(() => undefined);
    ended.abort();
  }
  if (!ended.signal.aborted)
    await new Promise<void>((resolve) => {
      ended.signal.addEventListener("abort", () => {
        resolve();
      });
    });
  await server.close();
  notice("stopped");
  process.exit(0);
}

/** The version of the package this file is part of, from source or built. */
function packageVersion(): string {
  for (let folder = __dirname; folder !== dirname(folder); folder = dirname(folder)) {
    const manifest = readIfThere(join(folder, "package.json"));
    const { name, version } =
      manifest === undefined ? {} : (JSON.parse(manifest) as { name?: string; version?: string });
    if (name === "pulumi-greenml" && version !== undefined) return version;
  }
  return "unknown";
}

function notice(line: string): void {
  process.stdout.write(line.startsWith("sandbox:") ? `${line}\n` : `sandbox: ${line}\n`);
}

function settings(args: readonly string[]): { home: string; port: number } {
  const { values } = parseArgs({
    args: [...args],
    options: { home: { type: "string" }, port: { type: "string", default: "0" } },
  });
  const home = values.home ?? process.env["GREENML_SANDBOX_HOME"];
  if (home === undefined) throw new Error("Expected --home FOLDER or GREENML_SANDBOX_HOME");
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error(`Expected a port of 0 to 65535, got ${values.port}`);
  return { home: resolve(home), port };
}

function speedOf(given: string | undefined): number {
  const speed = Number(given ?? 60);
  if (!(speed > 0)) throw new Error(`Expected GREENML_SANDBOX_SPEED above 0, got ${given ?? ""}`);
  return speed;
}

main(process.argv.slice(2)).catch((error: unknown) => {
  notice(error instanceof Error ? error.message : String(error));
  process.exit(1); // A runner that is still being set up would keep the process.
});
