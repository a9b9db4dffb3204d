import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { isMap, isScalar, parseDocument, type Document } from "yaml";
import { InputError } from "./input-error";
import { errorCode } from "./reading/error-code";
import { writeWhole } from "./writing/write-whole";

/** What `greenml init` did, in one sentence. */
export interface InitResult {
  readonly changed: boolean;
  readonly sentence: string;
}

/** Writes the line that lets the engine find the jobs' plugin into the project's Pulumi.yaml; comments stay. */
export function init(cwd: string): InitResult {
  const file = projectFile(resolve(cwd));
  const root = dirname(file);
  const text = textOf(file);
  const document = parseDocument(text);
  refuseUnfit(document, file);
  clearEmptyPackages(document, file);
  const path = providerPath(root);
  const current: unknown = document.getIn(["packages", "greenml"]);
  if (current === path) return { changed: false, sentence: `${file} names greenml already: nothing to do.` };
  document.setIn(["packages", "greenml"], path);
  const written = document.toString({ lineWidth: 0 });
  writeWhole(file, text.includes("\r\n") ? written.replaceAll("\n", "\r\n") : written);
  return { changed: true, sentence: `Wrote "greenml: ${path}" under packages in ${file}.` };
}

function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new InputError(`Cannot read ${file} because of ${errorCode(error) ?? String(error)}`);
  }
}

/** The project file of a folder, or of the nearest one above it that has one, as the engine looks for it. */
function projectFile(start: string): string {
  for (let folder = start; ; folder = dirname(folder)) {
    const found = ["Pulumi.yaml", "Pulumi.yml"].map((name) => join(folder, name)).find((file) => existsSync(file));
    if (found !== undefined) return found;
    if (folder === dirname(folder)) {
      throw new InputError(`Expected a Pulumi.yaml in ${start} or above, got none; "pulumi new" makes one.`);
    }
  }
}

/** Takes away a key without a value, to which nothing could be added; what is there and is no map is not ours to judge. */
function clearEmptyPackages(document: Document, file: string): void {
  const packages = document.get("packages", true);
  if (packages === undefined || isMap(packages)) return;
  if (!isScalar(packages) || packages.value !== null) {
    throw new InputError(`Expected packages in ${file} to be a map of names, got something else.`);
  }
  document.delete("packages");
}

function refuseUnfit(document: Document, file: string): void {
  const fault = document.errors[0];
  if (fault !== undefined) throw new InputError(`Cannot read ${file} because of ${fault.message.split("\n")[0] ?? ""}`);
  if (!isMap(document.contents)) throw new InputError(`Expected ${file} to be a project, got something else.`);
  const runtime: unknown = document.get("runtime");
  const name: unknown = isMap(runtime) ? runtime.get("name") : runtime;
  if (name === "nodejs" || name === "bun") return;
  const came = typeof name === "string" ? `"${name}"` : "none";
  throw new InputError(`Expected runtime "nodejs" in ${file}, got ${came}.`);
}

/**
 * The plugin's folder as seen from the project: in the node_modules where Node would find the package, which in a
 * repository of many packages may be further up. The engine takes a path for one only when it starts with a dot.
 */
function providerPath(root: string): string {
  for (let folder = root; ; folder = dirname(folder)) {
    const provider = join(folder, "node_modules", "pulumi-greenml", "provider");
    if (existsSync(join(provider, "PulumiPlugin.yaml"))) {
      const path = relative(root, provider).replaceAll("\\", "/");
      return path.startsWith(".") ? path : `./${path}`;
    }
    if (folder === dirname(folder)) {
      throw new InputError(
        `Expected pulumi-greenml to be installed for ${root}, got none; "npm install pulumi-greenml" does it.`,
      );
    }
  }
}
