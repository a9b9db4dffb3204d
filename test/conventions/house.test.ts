import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, extname, join, relative } from "node:path";

import { root } from "../support/sandbox";

const ROOMS = ["carbon", "cli", "components", "demo", "functions", "jobs", "policies", "provider", "sandbox", "stacks"];

/** Files below a folder of the house, as paths from its root. */
function filesOf(folder: string, extension: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter(
      (entry) => entry.isFile() && extname(entry.name) === extension && !entry.parentPath.includes("node_modules"),
    )
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));
}

const text = (path: string): string => readFileSync(join(root, path), "utf8");
const sources = ROOMS.flatMap((room) => filesOf(room, ".ts"));
const components = ["training", "optimising", "serving", "recycling", "monitoring"]
  .flatMap((area) => sources.filter((path) => path.startsWith(`components/${area}/`)))
  .filter((path) => text(path).includes("extends pulumi.ComponentResource"));

describe("the house", () => {
  it("holds something to guard", () => {
    expect(sources.length).toBeGreaterThan(100);
    expect(components.length).toBeGreaterThanOrEqual(4);
  });

  it("names files in kebab-case", () => {
    const odd = sources
      .map((path) => basename(path))
      .filter((name) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.d)?\.ts$/.test(name));
    expect(odd).toEqual([]);
  });

  it("has no rooms for odds and ends", () => {
    const odd = sources.filter((path) => /(^|\/)(utils?|helpers?|misc|common|types)(\/|\.ts$)/.test(path));
    expect(odd).toEqual([]);
  });

  it("leaves no switched-off check, unfinished mark or console output behind", () => {
    const marks = /eslint-disable|@ts-(ignore|expect-error|nocheck)|\bTODO\b|\bFIXME\b|console\.(log|error|warn)/;
    expect(sources.filter((path) => marks.test(text(path)))).toEqual([]);
  });

  it("speaks of the product alone: no machine paths, no hosts of registries in the lock file", () => {
    const all = [...sources, ...filesOf("docs", ".md"), ...filesOf("test", ".ts"), "README.md", "package-lock.json"];
    const odd = all.filter((path) =>
      /(?<![\w:/.}])\/(home|root|work)\/(?!ec2-user)[a-z]|"resolved": "https?:/.test(text(path)),
    );
    expect(odd).toEqual([]);
  });

  it("narrows or skips no test", () => {
    const odd = filesOf("test", ".ts").filter((path) => /\b(it|test|describe)\.(only|skip|todo)\(/.test(text(path)));
    expect(odd).toEqual([]);
  });
});

describe("every component", () => {
  it.each(components)("%s has a token that says its area and class, a page and a test", (path) => {
    const area = basename(dirname(path));
    const name = basename(path, ".ts");
    const className = /export class (\w+) extends pulumi\.ComponentResource/.exec(text(path))?.[1];
    expect(className?.replaceAll(/(?<!^)([A-Z])/g, "-$1").toLowerCase()).toBe(name);
    expect(text(path)).toContain(`"greenml:${area}:${className ?? ""}"`);
    expect(text(join("docs", "components", `${name}.md`))).toContain("## Carbon");
    expect(text(join("test", "components", area, `${name}.test.ts`))).toContain(className);
  });

  it.each(components)("%s makes every child its own", (path) => {
    const children = text(path).match(/new (?!Error|RangeError|Map|Set|pulumi\.)[\w.]+\(\s*`\$\{name\}/g) ?? [];
    const parents = text(path).match(/parent(: this)?\b/g) ?? [];
    expect(parents.length).toBeGreaterThanOrEqual(children.length);
  });
});
