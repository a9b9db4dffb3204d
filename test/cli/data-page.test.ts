import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";

import { scratch } from "./estimating";
import { greenml, widerThan80 } from "./greenml";

const root = join(__dirname, "../..");
const { path } = scratch();
const home = process.cwd();
afterEach(() => {
  process.chdir(home);
});
afterAll(async () => {
  await greenml("regions");
});

test("docs/data.md replaces a table as it says", async () => {
  if (!existsSync(join(root, "dist/carbon/catalog/data"))) throw new Error("Expected dist/ to be built: run npm test.");
  const page = readFileSync(join(root, "docs/data.md"), "utf8");
  const [, commands, output] = /```bash\n([^`]*)```\n\n```text\n([^`]*)```/.exec(
    page.split("## A table of your own")[1]!,
  )!;
  const lines = commands!.trim().split("\n");
  const last = lines.pop()!;
  expect(last).toMatch(/^npx greenml \S.* --catalog figures$/);
  mkdirSync(path("node_modules"));
  symlinkSync(root, path("node_modules/pulumi-greenml"));
  execFileSync("sh", ["-ec", lines.join("\n")], { cwd: path(".") });
  process.chdir(path("."));
  const { code, out, err } = await greenml(...last.split(" ").slice(2));
  expect({ code, out, err }).toEqual({ code: 0, out: output, err: "" });
  expect(widerThan80(out)).toEqual([]);
});
