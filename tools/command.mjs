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
const { commandPage } = require(join(root, "dist", "cli", "schemas", "command-page"));

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
