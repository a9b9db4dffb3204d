// Writes what the command says of itself: the JSON Schema of every output and input file (cli/schemas/*.json), the outputs in the
// README and the pages, and the scores of the estimates. `--check` writes nothing and fails when one is not current. Needs a build.
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
process.chdir(root);
const scores = await printed("greenml validate --format markdown");
for (const page of ["README.md", "docs/command.md", "docs/methodology.md", "docs/placement.md"]) {
  await renew(page, withScores(await withOutputs(readFileSync(join(root, page), "utf8"))));
}
if (stale.length > 0) {
  console.error(`Expected current files, got stale ones: ${stale.join(", ")}. Run npm run docs.`);
  process.exitCode = 1;
}

/** The page with the output of every command that a comment above a text block names, run from the repository's folder. */
async function withOutputs(text) {
  const outputs = new Map();
  for (const [, , line] of text.matchAll(block)) outputs.set(line, await printed(line));
  return text.replace(block, (_, head, line) => `${head}\`\`\`text\n$ ${line}\n${outputs.get(line)}\`\`\`\n`);
}

/** The page with the summary of `greenml validate`, or with its scored rows too, where it has a place for them. */
function withScores(text) {
  const [summary, rows] = scores.split(/\n\n(?=\|)/);
  return [
    ["validation", `${summary}\n\n${rows}`],
    ["validation-summary", summary],
  ].reduce(
    (page, [name, table]) =>
      page.replace(new RegExp(`(<!-- ${name}:begin -->)[\\s\\S]*?(<!-- ${name}:end -->)`), (_, begin, end) =>
        [begin, table, end].join("\n\n"),
      ),
    text,
  );
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
