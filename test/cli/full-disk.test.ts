import fs from "node:fs";
import { join } from "node:path";

import { record } from "../policies/support/evidence";
import { scratch } from "./estimating";
import { greenml } from "./greenml";

const { file, path } = scratch();
const state = join(__dirname, "fixtures", "wasteful.state.json");

/** What every file of the test's folder holds. */
function contents(): Readonly<Record<string, string>> {
  const names = fs.readdirSync(path("."), { recursive: true, encoding: "utf8" }).sort();
  const files = names.filter((name) => fs.statSync(path(name)).isFile());
  return Object.fromEntries(files.map((name) => [name, fs.readFileSync(path(name), "utf8")]));
}

/** A disk that takes the first bytes of a text, or none at all. */
function failing(code: string, partly: boolean): void {
  const { writeFileSync } = fs;
  jest.spyOn(fs, "writeFileSync").mockImplementation((target, text, options) => {
    if (partly) writeFileSync(target, (text as string).slice(0, 5), options);
    throw Object.assign(new Error(code), { code });
  });
}

afterEach(() => {
  jest.restoreAllMocks();
});

const writers: readonly (readonly [what: string, args: () => readonly string[], target: RegExp])[] = [
  ["init", () => ["init", "--cwd", path(".")], /Pulumi\.yaml/],
  ["pin", () => ["pin", "churn", "--region", "eu-north-1", "--cwd", path(".")], /greenml\.placement\.json/],
  ["estimate", () => ["estimate", state, "--write-usage", path("usage.yaml")], /--write-usage ".*usage\.yaml"/],
  ["policies init", () => ["policies", "init", "--cwd", path(".")], /greenml\.policies\.json/],
  ["policies baseline", () => ["policies", "baseline", state, "--cwd", path(".")], /greenml\.baseline\.json/],
  [
    "policies evidence",
    () => ["policies", "evidence", "add", path("record.json"), "--cwd", path(".")],
    /greenml\.evidence\.json/,
  ],
];

describe.each([
  ["a full disk", "ENOSPC", true],
  ["a folder that may not be written", "EACCES", false],
])("%s", (_, code, partly) => {
  test.each(writers)("is one sentence of %s, with 2, and leaves every file as it was", async (_what, args, target) => {
    file("Pulumi.yaml", "name: shop\nruntime: nodejs\n");
    file("record.json", record());
    fs.mkdirSync(path("node_modules/pulumi-greenml/provider"), { recursive: true });
    file("node_modules/pulumi-greenml/provider/PulumiPlugin.yaml", "runtime: nodejs\n");
    const before = contents();
    failing(code, partly);
    const { code: exit, out, err } = await greenml(...args());
    jest.restoreAllMocks();
    expect({ exit, out }).toEqual({ exit: 2, out: "" });
    expect(err).toMatch(new RegExp(`^greenml: Cannot write [^\\n]*${target.source} because of ${code}\\n$`));
    expect(contents()).toEqual(before);
    expect(await greenml(...args())).toMatchObject({ code: 0 });
    expect(contents()).not.toEqual(before);
  });
});

test.each([
  ["gone", /because its folder is not there/],
  ["Pulumi.yaml", /because of ENOTDIR/],
])("policies init in a folder that is none (%s)", async (folder, because) => {
  file("Pulumi.yaml", "name: shop\nruntime: nodejs\n");
  const { code, out, err } = await greenml("policies", "init", "--cwd", path(folder));
  expect({ code, out }).toEqual({ code: 2, out: "" });
  expect(err).toMatch(because);
});

test("what is written keeps its link and its mode", async () => {
  fs.mkdirSync(path("shared"));
  fs.mkdirSync(path("shop/node_modules/pulumi-greenml/provider"), { recursive: true });
  file("shop/node_modules/pulumi-greenml/provider/PulumiPlugin.yaml", "runtime: nodejs\n");
  fs.chmodSync(file("shared/Pulumi.yaml", "name: shop\nruntime: nodejs\n"), 0o600);
  fs.symlinkSync("../shared/Pulumi.yaml", path("shop/Pulumi.yaml"));
  expect((await greenml("init", "--cwd", path("shop"))).code).toBe(0);
  expect(fs.lstatSync(path("shop/Pulumi.yaml")).isSymbolicLink()).toBe(true);
  expect(fs.statSync(path("shared/Pulumi.yaml")).mode & 0o777).toBe(0o600);
  expect(fs.readFileSync(path("shared/Pulumi.yaml"), "utf8")).toContain("packages:");
  expect(fs.readdirSync(path("shared"))).toEqual(["Pulumi.yaml"]);
});
