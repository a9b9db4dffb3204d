import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";

import { installStandIn } from "./aws/install";
import { findEngine } from "./engine/engine";
import type { SandboxAddress } from "./environment";
import type { Progress } from "./progress";
import { ensureServer } from "./running";
import { ensureWorker, WorkerUnavailable } from "./worker";

/** Sandbox seconds in a real one, unless told otherwise: a minute of waiting takes a second. */
const DEFAULT_SPEED = 60;

/** State folder of this checkout's sandbox, unless GREENML_SANDBOX_HOME names another. */
export function sandboxHome(): string {
  return resolve(process.env["GREENML_SANDBOX_HOME"] ?? ".sandbox");
}

/** Makes everything ready that `pulumi up` needs on a bare machine: engine, Python worker, provider stand-in, server. */
export async function startSandbox(options: {
  readonly home: string;
  readonly progress: Progress;
  readonly speed?: number;
}): Promise<SandboxAddress> {
  const { home, progress } = options;
  const speed = options.speed ?? Number(process.env["GREENML_SANDBOX_SPEED"] ?? DEFAULT_SPEED);
  makeHome(home);
  const engine = await findEngine(progress);
  await prepareWorker(progress);
  installStandIn(join(home, "pulumi"), join(__dirname, "aws", "main.js"));
  const server = await ensureServer(home, speed);
  return { home, port: server.port, engineFolders: engine.folders, speed };
}

function makeHome(home: string): void {
  try {
    mkdirSync(join(home, "stacks"), { recursive: true });
  } catch (error) {
    throw new Error(`Cannot keep the sandbox's state in ${home} because of ${(error as Error).message}`, {
      cause: error,
    });
  }
}

/** Without Python the server simulates jobs and says so in every line; the sandbox is still of use. */
async function prepareWorker(progress: Progress): Promise<void> {
  try {
    await ensureWorker({ progress });
  } catch (error) {
    if (!(error instanceof WorkerUnavailable)) throw error;
    progress.say(`sandbox: jobs are simulated, nothing is trained: ${error.message}`);
  }
}
