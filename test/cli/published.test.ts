import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { published } from "../../cli/schemas/published";
import { greenml, widerThan80 } from "./greenml";

const root = join(__dirname, "..", "..");
const schemas = join(root, "cli", "schemas");

test("every output and every file that the command reads has a current JSON Schema", () => {
  const made = published();
  const files = readdirSync(schemas).filter((name) => name.endsWith(".json"));
  expect(files.sort()).toEqual(
    Object.keys(made)
      .map((name) => `${name}.json`)
      .sort(),
  );
  for (const [name, schema] of Object.entries(made)) {
    expect(JSON.parse(readFileSync(join(schemas, `${name}.json`), "utf8"))).toEqual(JSON.parse(JSON.stringify(schema)));
  }
});

describe("docs/command.md", () => {
  const page = readFileSync(join(root, "docs", "command.md"), "utf8");

  test("shows output for every command it names, within 80 columns", () => {
    const blocks = [...page.matchAll(/<!-- (greenml [^\n]*) -->\n\n```text\n\$ ([^\n]*)\n([\s\S]*?)```/g)];
    const names = blocks.map(([, named = ""]) => named.split(" ")[1]);
    expect(names).toEqual(["regions", "instances", "place", "estimate", "estimate", "estimate"]);
    expect(blocks.filter(([, named, shown]) => named !== shown)).toEqual([]);
    expect(blocks.flatMap(([, , , text = ""]) => widerThan80(text))).toEqual([]);
    expect(blocks.every(([, , , text = ""]) => text.split("\n").length > 5)).toBe(true);
  });

  test("names every sub-command that judges or lists something", () => {
    for (const name of ["regions", "instances", "place", "pin", "estimate"]) expect(page).toContain(`\n## ${name}\n`);
  });
});

test.each([
  ["place", "place-request.yaml"],
  ["estimate", "workload.yaml"],
])("the documented example of %s works", async (command, example) => {
  const { code, err } = await greenml(command, join(root, "docs", "examples", example));
  expect({ code, err }).toEqual({ code: 0, err: "" });
});
