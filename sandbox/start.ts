import { mkdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

import { installStandIn } from "./aws/install";
import { findEngine } from "./engine/engine";
import type { SandboxAddress } from "./environment";
import type { Progress } from "./progress";
import { ensureServer } from "./running";
import { ensureWorker } from "./worker";

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
  mkdirSync(join(home, "stacks"), { recursive: true });
  const engine = await findEngine(progress);
  await ensureWorker({ progress });
  installStandIn(join(home, "pulumi"), join(__dirname, "aws", "main.js"), [installedAwsVersion()]);
  const server = await ensureServer(home, speed);
  return { home, port: server.port, engineFolders: engine.folders, speed };
}

/** The stand-in answers for the very version of the SDK that is installed here. */
function installedAwsVersion(): string {
  const manifest = readFileSync(require.resolve("@pulumi/aws/package.json"), "utf8");
  return (JSON.parse(manifest) as { version: string }).version;
}
