// Writes what the command publishes about itself: the JSON Schema of every output and input file (cli/schemas/*.json) and the
// output in docs/command.md. `--check` writes nothing and fails when one is not current. Needs a build.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const require = createRequire(import.meta.url);
const prettier = require("prettier");
const { published } = require(join(root, "dist", "cli", "schemas", "published"));
const { runCommand } = require(join(root, "dist", "cli", "program"));
const block = /(<!-- (greenml [^\n]*) -->\n\n)```text\n[\s\S]*?```\n/g;

const stale = [];
for (const [name, schema] of Object.entries(published())) {
  await renew(`cli/schemas/${name}.json`, `${JSON.stringify(schema, undefined, 2)}\n`);
}
const page = "docs/command.md";
process.chdir(root);
await renew(page, await commandPage(readFileSync(join(root, page), "utf8")));
if (stale.length > 0) {
  console.error(`Expected current files, got stale ones: ${stale.join(", ")}. Run node tools/command.mjs.`);
  process.exitCode = 1;
}

/** The page with the output of every command that a comment above a text block names, run from the repository's folder. */
async function commandPage(text) {
  const outputs = new Map();
  for (const [, , line] of text.matchAll(block)) outputs.set(line, await printed(line));
  return text.replace(block, (_, head, line) => `${head}\`\`\`text\n$ ${line}\n${outputs.get(line)}\`\`\`\n`);
}

async function printed(line) {
  let text = "";
  const take = (one) => {
    text += one;
  };
  await runCommand(line.split(" ").slice(1), "", { out: take, err: take });
  return text;
}

async function renew(file, text) {
  const path = join(root, file);
  const after = await prettier.format(text, { ...(await prettier.resolveConfig(path)), filepath: path });
  if (after === before(path)) return;
  if (process.argv.includes("--check")) stale.push(file);
  else writeFileSync(path, after);
}

function before(path) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
