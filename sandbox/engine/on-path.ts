import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** First engine that starts executable policy packs and analyses state files. */
const OLDEST = [3, 255] as const;

/** An engine that the machine's owner installed. */
export interface InstalledEngine {
  readonly folder: string;
  readonly version: string;
  /** Whether `pulumi-language-nodejs` stands beside it or on PATH. */
  readonly hasLanguageHost: boolean;
}

/** Finds `pulumi` on PATH, if it is recent enough. */
export async function engineOnPath(): Promise<InstalledEngine | undefined> {
  const executable = findExecutable("pulumi");
  if (executable === undefined) return undefined;
  const version = await versionOf(executable);
  if (version === undefined || !isRecentEnough(version)) return undefined;
  return {
    folder: dirname(executable),
    version,
    hasLanguageHost: findExecutable("pulumi-language-nodejs") !== undefined,
  };
}

/** Full path of a program on PATH. */
export function findExecutable(name: string): string | undefined {
  const suffix = process.platform === "win32" ? ".exe" : "";
  return (process.env["PATH"] ?? "")
    .split(delimiter)
    .filter((folder) => folder !== "")
    .map((folder) => join(folder, name + suffix))
    .find(existsSync);
}

/** Whether a version such as "3.259.0" can do what the sandbox asks of it. */
export function isRecentEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
}

async function versionOf(executable: string): Promise<string | undefined> {
  try {
    const { stdout } = await run(executable, ["version"], {
      env: { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" },
      timeout: 20_000,
    });
    return /^v?(\d+\.\d+\.\d+)/.exec(stdout.trim())?.[1];
  } catch {
    return undefined; // An executable that cannot say its version is not an engine for us.
  }
}
