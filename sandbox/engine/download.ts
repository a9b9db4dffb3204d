import { spawn } from "node:child_process";

import type { Progress } from "../progress";
import { cacheFolder, ENGINE_VERSION } from "./cache";

const UNREACHABLE_AFTER_MS = 10_000;
const GIVE_UP_AFTER_MS = 180_000;

/** Downloads the official release into the cache with Pulumi's own installer; tells why not, if not. */
export async function downloadEngine(progress: Progress): Promise<{ done: true } | { done: false; because: string }> {
  if (process.env["GREENML_ENGINE_DOWNLOAD"] === "off")
    return { done: false, because: "GREENML_ENGINE_DOWNLOAD is off" };
  progress.update(`engine: asking for the official release ${ENGINE_VERSION}`);
  if (!(await isReachable())) return { done: false, because: "get.pulumi.com does not answer" };
  progress.say(`engine: downloading the official release ${ENGINE_VERSION} (about 150 MB, usually under a minute)`);
  return install();
}

async function isReachable(): Promise<boolean> {
  try {
    const answer = await fetch("https://get.pulumi.com/install.sh", {
      method: "HEAD",
      signal: AbortSignal.timeout(UNREACHABLE_AFTER_MS),
    });
    return answer.ok;
  } catch {
    return false;
  }
}

/** A process of its own, because Pulumi's installer cannot be cancelled from within ours. */
function install(): Promise<{ done: true } | { done: false; because: string }> {
  const script = `
    const { PulumiCommand } = require(${JSON.stringify(require.resolve("@pulumi/pulumi/automation"))});
    const { SemVer } = require(require.resolve("semver", { paths: [${JSON.stringify(require.resolve("@pulumi/pulumi"))}] }));
    PulumiCommand.install({ version: new SemVer(${JSON.stringify(ENGINE_VERSION)}), root: ${JSON.stringify(cacheFolder())} })
      .catch((error) => { process.stderr.write(error.message); process.exitCode = 1; });`;
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ["-e", script], { detached: true, stdio: ["ignore", "ignore", "pipe"] });
    let complaint = "";
    child.stderr.on("data", (chunk: Buffer) => (complaint += chunk.toString()));
    const timer = setTimeout(() => {
      complaint = `no end after ${GIVE_UP_AFTER_MS / 1000} s`;
      if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
    }, GIVE_UP_AFTER_MS);
    child.on("close", (code) => {
      clearTimeout(timer);
      resolve(code === 0 ? { done: true } : { done: false, because: lastLine(complaint) });
    });
  });
}

function lastLine(text: string): string {
  return text.trim().split("\n").at(-1) ?? "no reason given";
}
