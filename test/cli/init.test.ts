import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { runCommand } from "../../cli/program";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "greenml-init-"));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

function write(path: string, text: string): string {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

function install(at = "."): void {
  write(join(at, "node_modules/pulumi-greenml/provider/PulumiPlugin.yaml"), "runtime: nodejs\n");
}

async function run(...args: string[]) {
  const text = { out: "", err: "" };
  const code = await runCommand(args, "1.2.3", {
    out: (one) => {
      text.out += one;
    },
    err: (one) => {
      text.err += one;
    },
  });
  return { code, ...text };
}

test("writes the line and keeps comments and order", async () => {
  install();
  const file = write("Pulumi.yaml", "# ours\nname: shop\nruntime: nodejs # node 20\ndescription: sells things\n");
  expect(await run("init", "--cwd", root)).toEqual({
    code: 0,
    out: `Wrote "greenml: ./node_modules/pulumi-greenml/provider" under packages in ${file}.\n`,
    err: "",
  });
  expect(readFileSync(file, "utf8")).toBe(
    "# ours\nname: shop\nruntime: nodejs # node 20\ndescription: sells things\npackages:\n  greenml: ./node_modules/pulumi-greenml/provider\n",
  );
});

test("changes nothing the second time", async () => {
  install();
  const file = write("Pulumi.yaml", "name: shop\nruntime:\n  name: nodejs\n");
  await run("init", "--cwd", root);
  const once = readFileSync(file, "utf8");
  expect((await run("init", "--cwd", root)).out).toBe(`${file} names greenml already: nothing to do.\n`);
  expect(readFileSync(file, "utf8")).toBe(once);
});

test("adds to the packages that are there", async () => {
  install();
  const file = write("Pulumi.yaml", "name: shop\nruntime: nodejs\npackages: { other: ./other } # local\n");
  await run("init", "--cwd", root);
  expect(readFileSync(file, "utf8")).toBe(
    "name: shop\nruntime: nodejs\npackages: { other: ./other, greenml: ./node_modules/pulumi-greenml/provider } # local\n",
  );
});

test("names the package where a repository of many packages holds it", async () => {
  install();
  const file = write("apps/shop/Pulumi.yaml", "name: shop\nruntime: nodejs\n");
  await run("init", "--cwd", join(root, "apps/shop"));
  expect(readFileSync(file, "utf8")).toContain("greenml: ../../node_modules/pulumi-greenml/provider\n");
});

test("keeps the ends of lines that an editor on Windows has written", async () => {
  install();
  const file = write("Pulumi.yaml", "name: shop\r\nruntime: nodejs\r\n");
  await run("init", "--cwd", root);
  expect(readFileSync(file, "utf8")).toBe(
    "name: shop\r\nruntime: nodejs\r\npackages:\r\n  greenml: ./node_modules/pulumi-greenml/provider\r\n",
  );
});

test("fills packages that are empty, and takes nothing away where they are something else", async () => {
  install();
  const file = write("Pulumi.yaml", "name: shop\nruntime: nodejs\npackages:\n");
  expect((await run("init", "--cwd", root)).code).toBe(0);
  expect(readFileSync(file, "utf8")).toContain("greenml: ./node_modules");
  write("Pulumi.yaml", "name: shop\nruntime: nodejs\npackages: [other]\n");
  const { code, err } = await run("init", "--cwd", root);
  expect([code, err]).toEqual([2, `greenml: Expected packages in ${file} to be a map of names, got something else.\n`]);
});

test("says in one sentence that it cannot read the file", async () => {
  install();
  mkdirSync(join(root, "Pulumi.yaml"));
  const { code, err } = await run("init", "--cwd", root);
  expect([code, err]).toEqual([2, `greenml: Cannot read ${join(root, "Pulumi.yaml")} because of EISDIR\n`]);
});

test("works from a folder inside the project", async () => {
  install();
  write("Pulumi.yaml", "name: shop\nruntime: nodejs\n");
  mkdirSync(join(root, "src"));
  expect((await run("init", "--cwd", join(root, "src"))).code).toBe(0);
});

test.each([
  ["no project", undefined, /^greenml: Expected a Pulumi\.yaml in .* or above, got none; "pulumi new" makes one\.\n$/],
  ["another language", "name: shop\nruntime: python\n", /^greenml: Expected runtime "nodejs" in .*, got "python"\.\n$/],
  ["no runtime", "name: shop\n", /^greenml: Expected runtime "nodejs" in .*, got none\.\n$/],
  ["no YAML", "name: [shop\n", /^greenml: Cannot read .* because of [^\n]+\n$/],
  ["a list", "- shop\n", /^greenml: Expected .* to be a project, got something else\.\n$/],
  [
    "no package",
    "name: shop\nruntime: nodejs\n",
    /^greenml: Expected pulumi-greenml to be installed for .*, got none; .*\n$/,
  ],
])("ends with 2 and one sentence on %s", async (_when, project, sentence) => {
  if (project !== undefined) write("Pulumi.yaml", project);
  const { code, out, err } = await run("init", "--cwd", root);
  expect({ code, out }).toEqual({ code: 2, out: "" });
  expect(err).toMatch(sentence);
});

test("ends with 2 on a command it does not have, and with 0 on help and version", async () => {
  expect(await run("nonsense")).toEqual({ code: 2, out: "", err: "error: unknown command 'nonsense'\n" });
  expect((await run("--help")).code).toBe(0);
  expect(await run("--version")).toEqual({ code: 0, out: "1.2.3\n", err: "" });
});
