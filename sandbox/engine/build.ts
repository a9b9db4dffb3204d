import { execFileSync, spawn } from "node:child_process";
import { chmodSync, copyFileSync, existsSync, mkdirSync, renameSync } from "node:fs";
import { dirname, join } from "node:path";

import { forPeople, type Progress } from "../progress";
import { binFolder, ENGINE_VERSION } from "./cache";
import { findExecutable } from "./on-path";

/** Packages that the engine's compilation prints when nothing is cached; only for telling how far it is. */
const PACKAGES = 1690;
const USUALLY = "usually 3 to 6 minutes, once per machine";
const OLDEST_GO = [1, 25, 11] as const;

/** Version of Go on PATH that can build the engine, or why there is none. */
export function goForBuild(): { version: string } | { because: string } {
  if (findExecutable("go") === undefined) return { because: "no go on PATH" };
  const output = execFileSync("go", ["env", "GOVERSION"], { encoding: "utf8", cwd: moduleFolder() }).trim();
  const version = output.replace(/^go/, "");
  const parts = version.split(".").map(Number);
  const older = OLDEST_GO.findIndex((least, index) => (parts[index] ?? 0) !== least);
  if (older >= 0 && (parts[older] ?? 0) < (OLDEST_GO[older] ?? 0)) {
    return { because: `Go is ${version}, at least ${OLDEST_GO.join(".")} is needed` };
  }
  return { version };
}

/** Compiles the engine's command-line tool from pinned Go modules into the cache. */
export async function buildEngine(progress: Progress): Promise<void> {
  const started = Date.now();
  progress.say(
    `engine: compiling Pulumi ${ENGINE_VERSION} from Go modules (${USUALLY}; an interrupted build continues)`,
  );
  let compiled = 0;
  await compile("github.com/pulumi/pulumi/pkg/v3/cmd/pulumi", "pulumi", (line) => {
    if (!line.startsWith("go: ")) compiled += 1;
    const step = line.startsWith("go: downloading")
      ? "downloading modules"
      : `package ${compiled} of about ${PACKAGES}`;
    progress.update(`engine: ${step}, ${forPeople(Date.now() - started)}`);
  });
  progress.say(`engine: compiled in ${forPeople(Date.now() - started)}`);
}

/** Compiles our Node language host; takes seconds once the engine's modules are there. */
export async function buildLanguageHost(progress: Progress): Promise<void> {
  progress.update("engine: compiling the Node language host");
  await compile("./langhost", "pulumi-language-nodejs", () => undefined);
}

/** Puts the SDK's own script for dynamic providers beside the executables. */
export function copyDynamicProvider(): void {
  const name = "pulumi-resource-pulumi-nodejs";
  const target = join(binFolder(), name);
  copyFileSync(join(dirname(require.resolve("@pulumi/pulumi/package.json")), name), target);
  chmodSync(target, 0o755);
}

/** Builds under another name and renames, so that a killed build leaves no half executable. */
async function compile(what: string, name: string, onLine: (line: string) => void): Promise<void> {
  mkdirSync(binFolder(), { recursive: true });
  const unfinished = join(binFolder(), `.${name}.unfinished`);
  const stamp = `-X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v${ENGINE_VERSION}`;
  const flags = ["-v", "-trimpath", "-buildvcs=false", "-ldflags", `-s -w ${stamp}`];
  await runGo(["build", ...flags, "-o", unfinished, what], onLine);
  renameSync(unfinished, join(binFolder(), name));
}

function runGo(args: readonly string[], onLine: (line: string) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn("go", args, { cwd: moduleFolder(), stdio: ["ignore", "ignore", "pipe"] });
    const recent: string[] = [];
    let rest = "";
    child.stderr.on("data", (chunk: Buffer) => {
      const lines = (rest + chunk.toString()).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) {
        recent.push(line);
        if (recent.length > 8) recent.shift();
        onLine(line);
      }
    });
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0) resolve();
      else
        reject(
          new Error(`go ${args[0] ?? ""} ended with ${code ?? "a signal"}: ${[...recent, rest].join(" ").trim()}`),
        );
    });
  });
}

/** The Go module beside this file: at the same place in the sources and in the built package. */
function moduleFolder(): string {
  if (!existsSync(join(__dirname, "go.mod"))) throw new Error(`no go.mod in ${__dirname}`);
  return __dirname;
}
