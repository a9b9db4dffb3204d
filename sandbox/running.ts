import { spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** A sandbox server that answers. */
export interface RunningServer {
  readonly pid: number;
  readonly port: number;
}

const START_WITHIN_MS = 30_000;
const STOP_WITHIN_MS = 15_000;

/** The server of a state folder, if one answers. */
async function runningServer(home: string): Promise<RunningServer | undefined> {
  const server = recordedServer(home);
  if (server === undefined) return undefined;
  try {
    const answer = await fetch(`http://127.0.0.1:${server.port}/_sandbox/health`, {
      signal: AbortSignal.timeout(3000),
    });
    const health = (await answer.json()) as { pid?: number };
    return health.pid === server.pid ? server : undefined;
  } catch {
    return undefined; // Another program may have taken the port since.
  }
}

/** Starts the server of a state folder in the background, unless one answers already. */
export async function ensureServer(home: string, speed: number): Promise<RunningServer> {
  const answering = await runningServer(home);
  if (answering !== undefined) return answering;
  mkdirSync(home, { recursive: true });
  const log = openSync(join(home, "server.log"), "a");
  const child = spawn(process.execPath, [join(__dirname, "server", "main.js"), "--home", home, "--port", "0"], {
    detached: true,
    stdio: ["ignore", log, log],
    env: { ...process.env, GREENML_SANDBOX_SPEED: String(speed) },
  });
  closeSync(log);
  child.unref();
  const end = Date.now() + START_WITHIN_MS;
  while (Date.now() < end) {
    // One of another process may answer first: ours then ends by itself.
    const ended = child.exitCode !== null;
    const server = await runningServer(home);
    if (server !== undefined) return server;
    if (ended) break;
    await sleep(100);
  }
  throw new Error(`The sandbox server did not start: ${lastWords(home)} (${join(home, "server.log")}).`);
}

/** Asks the server to end and waits until it has. */
export async function stopServer(home: string): Promise<boolean> {
  const server = await runningServer(home);
  if (server === undefined) return false;
  process.kill(server.pid, "SIGTERM");
  const end = Date.now() + STOP_WITHIN_MS;
  // Asked for answers and not for its process number, which lingers where nobody collects ended processes.
  while ((await runningServer(home)) !== undefined) {
    if (Date.now() > end) throw new Error(`The sandbox server ${server.pid} does not stop; end it by hand.`);
    await sleep(50);
  }
  return true;
}

/** The last line of the server's log. */
function lastWords(home: string): string {
  return readFileSync(join(home, "server.log"), "utf8").trim().split("\n").at(-1) ?? "";
}

function recordedServer(home: string): RunningServer | undefined {
  try {
    return JSON.parse(readFileSync(join(home, "server.json"), "utf8")) as RunningServer;
  } catch {
    return undefined; // None was ever started here, or it is just being written.
  }
}
