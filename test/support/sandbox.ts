import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

import { run, start, type Started } from "./command";

export const root = resolve(__dirname, "..", "..");
const sandboxCommand = join(root, "dist", "sandbox", "main.js");

/** A sandbox of a test's own, with its own state, server and Pulumi backend. */
export interface TestSandbox {
  readonly home: string;
  readonly env: NodeJS.ProcessEnv;
  readonly endpoint: string;
  /** Runs `pulumi` in a project folder and waits; fails the test if it fails. */
  pulumi(args: readonly string[], cwd?: string): Promise<string>;
  /** Starts `pulumi` without waiting and without judging. */
  startPulumi(args: readonly string[], cwd?: string): Started;
  /** Names of what the `aws` stand-in keeps, "type/id", sorted. */
  awsResources(): string[];
  stop(): void;
}

/** Starts a sandbox; `speed` is sandbox seconds in a real one. */
export function startTestSandbox(speed: number): TestSandbox {
  if (!existsSync(sandboxCommand)) throw new Error("Expected dist/ to be built: run npm run build, or npm test.");
  const home = mkdtempSync(join(tmpdir(), "greenml-test-"));
  const exports = execFileSync(process.execPath, [sandboxCommand, "--home", home, "--speed", String(speed)], {
    cwd: root,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  const env: NodeJS.ProcessEnv = { ...process.env, ...parsed(exports), NODE_OPTIONS: "" };
  return {
    home,
    env,
    endpoint: env["AWS_ENDPOINT_URL_SAGEMAKER"] ?? "",
    pulumi: (args, cwd = root) => run("pulumi", [...args, "--non-interactive"], { cwd, env }),
    startPulumi: (args, cwd = root) => start("pulumi", [...args, "--non-interactive"], { cwd, env }),
    awsResources: () => filesBelow(join(home, "aws")),
    stop: () => {
      execFileSync(process.execPath, [sandboxCommand, "stop", "--home", home], { stdio: "ignore" });
      rmSync(home, { recursive: true, force: true });
    },
  };
}

function parsed(exports: string): Record<string, string> {
  const lines = exports.split("\n").filter((line) => line.startsWith("export "));
  return Object.fromEntries(
    lines.map((line) => {
      const [name, ...value] = line.slice("export ".length).split("=");
      return [name ?? "", value.join("=").replace(/^'(.*)'$/, "$1")];
    }),
  );
}

function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".json"))
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}
