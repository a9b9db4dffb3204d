import { existsSync, readdirSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, dirname, join, relative } from "node:path";
import * as pulumi from "@pulumi/pulumi";

/** A path without a dot in front, which the engine takes for something to download. */
const dotless = /(?:^|[\s{,])["']?greenml["']?\s*:\s*["']?(node_modules[^\s"'},]*)/m;

const judged = new Map<string, string | undefined>();

/**
 * Throws one sentence when the engine could not find the plugin that runs jobs. The engine would look for a download
 * that does not exist and say so in words that help nobody. Outside the engine, as in tests, nothing is asked.
 */
export function requirePluginLine(opts: pulumi.CustomResourceOptions | undefined): void {
  if (!runsUnderEngine() || opts?.pluginDownloadURL !== undefined) return;
  const root = projectRoot();
  if (root === undefined) return;
  if (!judged.has(root)) judged.set(root, missingLine(root, process.env));
  const fault = judged.get(root);
  if (fault !== undefined) throw new pulumi.RunError(fault);
}

/** What is missing in a project, in one sentence; nothing when the engine finds the plugin. */
export function missingLine(root: string, environment: NodeJS.ProcessEnv): string | undefined {
  const file = projectFile(root);
  const project = file === undefined ? "" : readFileSync(file, "utf8").replaceAll(/(^|\s)#.*$/gm, "");
  if (file === undefined || namesPlugin(project) || isInstalled(environment)) return undefined;
  const line = `packages: { greenml: ${providerPath(root)} }`;
  const came = dotless.exec(project)?.[1] ?? "none";
  return `Expected the line "${line}" in ${file}, got ${came}; "npx greenml init" writes it.`;
}

/** Whether the program talks to an engine over the wire; mocks stand in for its monitor without a channel. */
function runsUnderEngine(): boolean {
  const monitor: object | undefined = pulumi.runtime.hasMonitor() ? pulumi.runtime.getMonitor() : undefined;
  return monitor !== undefined && "getChannel" in monitor;
}

function projectRoot(): string | undefined {
  for (let folder = process.cwd(); ; folder = dirname(folder)) {
    if (projectFile(folder) !== undefined) return folder;
    if (folder === dirname(folder)) return undefined;
  }
}

function projectFile(folder: string): string | undefined {
  return ["Pulumi.yaml", "Pulumi.yml"].map((name) => join(folder, name)).find((file) => existsSync(file));
}

/** Whether a project names the plugin under `packages`, or among the providers of `plugins`. */
function namesPlugin(project: string): boolean {
  if (dotless.test(project)) return false;
  return /(^|[\s{,])["']?greenml["']?\s*:\s*\S/m.test(project) || /[-{,]\s*name:\s*["']?greenml\b/m.test(project);
}

function isInstalled(environment: NodeJS.ProcessEnv): boolean {
  if (environment["PULUMI_DEBUG_PROVIDERS"]?.split(",").some((one) => one.startsWith("greenml:")) === true) return true;
  const binaries = ["pulumi-resource-greenml", "pulumi-resource-greenml.exe", "pulumi-resource-greenml.cmd"];
  const folders = (environment["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "");
  if (folders.some((folder) => binaries.some((binary) => existsSync(join(folder, binary))))) return true;
  const plugins = join(environment["PULUMI_HOME"] ?? join(homedir(), ".pulumi"), "plugins");
  return existsSync(plugins) && readdirSync(plugins).some((name) => name.startsWith("resource-greenml-v"));
}

/** The plugin's folder as the project should name it. */
function providerPath(root: string): string {
  for (let folder = root; ; folder = dirname(folder)) {
    const provider = join(folder, "node_modules", "pulumi-greenml", "provider");
    if (existsSync(provider)) return dotted(relative(root, provider));
    if (folder === dirname(folder)) return "./node_modules/pulumi-greenml/provider";
  }
}

function dotted(path: string): string {
  const portable = path.replaceAll("\\", "/");
  return portable.startsWith(".") ? portable : `./${portable}`;
}
