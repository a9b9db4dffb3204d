// How much a preview of stacks/tabular costs over a preview of an almost empty program with the same providers and pack.
// Both run in the same sandbox, in turns; the medians are compared. Usage: npm run bench [-- ROUNDS]
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const ALLOWED_SECONDS = 1.5;
const rounds = Number(process.argv[2] ?? 5);
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const work = mkdtempSync(join(tmpdir(), "greenml-bench-"));
const sandbox = join(root, "dist", "sandbox", "main.js");
const home = join(work, "sandbox");
const empty = join(work, "empty");

try {
  const env = {
    ...process.env,
    ...environment(execFileSync(process.execPath, [sandbox, "--home", home], { encoding: "utf8" })),
  };
  writeEmptyProgram();
  const preview = (cwd) => {
    const started = process.hrtime.bigint();
    execFileSync("pulumi", ["preview", "--non-interactive", "--policy-pack", join(root, "policies")], {
      cwd,
      env,
      stdio: "pipe",
    });
    return Number(process.hrtime.bigint() - started) / 1e9;
  };
  for (const [cwd, stack] of [
    [root, "tabular-bench"],
    [empty, "empty"],
  ]) {
    execFileSync("pulumi", ["stack", "init", stack, "--non-interactive"], { cwd, env, stdio: "pipe" });
    preview(cwd);
  }
  const times = { empty: [], tabular: [] };
  for (let round = 0; round < rounds; round += 1) {
    times.empty.push(preview(empty));
    times.tabular.push(preview(root));
  }
  const [base, ours] = [median(times.empty), median(times.tabular)];
  console.log(`preview, median of ${rounds}: empty ${base.toFixed(2)} s, stacks/tabular ${ours.toFixed(2)} s`);
  console.log(
    `ratio ${(ours / base).toFixed(2)}, difference ${(ours - base).toFixed(2)} s (at most ${ALLOWED_SECONDS} s wanted)`,
  );
  process.exitCode = ours - base <= ALLOWED_SECONDS ? 0 : 1;
} finally {
  execFileSync(process.execPath, [sandbox, "stop", "--home", home], { stdio: "ignore" });
  rmSync(work, { recursive: true, force: true });
  rmSync(join(root, "Pulumi.tabular-bench.yaml"), { force: true });
}

/** One bucket, so that the provider is loaded; nothing else. */
function writeEmptyProgram() {
  mkdirSync(empty, { recursive: true });
  symlinkSync(join(root, "node_modules"), join(empty, "node_modules"));
  const runtime = "runtime:\n  name: nodejs\n  options: { typescript: false }";
  writeFileSync(
    join(empty, "Pulumi.yaml"),
    `name: empty\n${runtime}\npackages: { greenml: ${join(root, "provider")} }\n`,
  );
  writeFileSync(join(empty, "package.json"), JSON.stringify({ name: "empty", version: "0.0.0", main: "index.js" }));
  writeFileSync(join(empty, "index.js"), 'const s3 = require("@pulumi/aws/s3");\nnew s3.Bucket("only");\n');
}

function environment(exports) {
  const lines = exports.split("\n").filter((line) => line.startsWith("export "));
  return Object.fromEntries(lines.map((line) => /^export (\w+)=(.*)$/.exec(line).slice(1)));
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}
