// How long `pulumi policy analyze --file` takes with this pack, beside an empty pack and a pack of thirty rules that do nothing, on
// generated states that raise no finding. The packs run in turns; medians are compared.
// Usage: node bench/policies.mjs [ROUNDS [RESOURCES...]], after a build.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const ALLOWED_SECONDS_OVER_EMPTY = 0.15;
const ALLOWED_RATIO_TO_THIRTY = 1.1;
const SMALL = 10;

const [rounds = 5, ...given] = process.argv.slice(2).map(Number);
const sizes = given.length > 0 ? given : [SMALL, 1000, 5000];
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const work = mkdtempSync(join(tmpdir(), "greenml-bench-"));
const sandbox = join(root, "dist", "sandbox", "main.js");
const home = join(work, "sandbox");

const region = "eu-north-1";
const tags = { owner: "ml@example.com", project: "churn", environment: "production" };
const kinds = [
  (name) => ({
    type: "aws:cloudwatch/logGroup:LogGroup",
    props: { name: `/aws/lambda/${name}`, retentionInDays: 14, region, tags },
  }),
  (name) => ({
    type: "aws:s3/bucketObjectv2:BucketObjectv2",
    props: { bucket: "data", key: `${name}.csv`, region, tags },
  }),
  (name) => ({
    type: "aws:iam/role:Role",
    props: {
      name,
      assumeRolePolicy: JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow" }] }),
      tags,
    },
  }),
  (name) => ({
    type: "aws:sagemaker/model:Model",
    props: {
      name,
      executionRoleArn: "arn:aws:iam::1:role/x",
      region,
      primaryContainer: { image: "1.dkr.ecr.example/own:1" },
      tags,
    },
  }),
  (name) => ({
    type: "aws:sagemaker/endpointConfiguration:EndpointConfiguration",
    props: {
      name,
      region,
      productionVariants: [
        { variantName: "a", modelName: name, serverlessConfig: { memorySizeInMb: 2048, maxConcurrency: 5 } },
      ],
      tags,
    },
  }),
  (name) => ({ type: "aws:ec2/securityGroup:SecurityGroup", props: { name, vpcId: "vpc-1", region, tags } }),
];

refuseIgnoredInterrupt();
try {
  const exports = execFileSync(process.execPath, [sandbox, "--home", home], { encoding: "utf8" });
  const env = { ...process.env, ...environment(exports), GREENML_POLICIES: settings() };
  const packs = { empty: pack("empty", 0), thirty: pack("thirty", 30), greenml: join(root, "policies") };
  for (const size of sizes) measure(size, packs, env);
} finally {
  execFileSync(process.execPath, [sandbox, "stop", "--home", home], { stdio: "ignore" });
  rmSync(work, { recursive: true, force: true });
}

/** A pack is stopped with an interrupt. Where the shell has interrupts ignored, every run waits five seconds longer. */
function refuseIgnoredInterrupt() {
  const status = spawnSync("cat", ["/proc/self/status"], { encoding: "utf8" }).stdout ?? "";
  const ignored = BigInt(`0x${/^SigIgn:\s*(\w+)$/m.exec(status)?.[1] ?? "0"}`);
  if ((ignored & 2n) === 0n) return;
  throw new Error(
    "Cannot measure because interrupts are ignored here (nohup, or & in a script): start it in the foreground.",
  );
}

function measure(size, packs, env) {
  const state = join(work, `${size}.json`);
  writeFileSync(state, JSON.stringify(stateOf(size)));
  const times = Object.fromEntries(Object.keys(packs).map((name) => [name, []]));
  for (let round = -1; round < rounds; round += 1) {
    for (const [name, folder] of Object.entries(packs)) {
      const started = process.hrtime.bigint();
      execFileSync("pulumi", ["policy", "analyze", "--file", state, "--policy-pack", folder], {
        cwd: work,
        env,
        stdio: "pipe",
      });
      // The first round warms the disk and does not count.
      if (round >= 0) times[name].push(Number(process.hrtime.bigint() - started) / 1e9);
    }
  }
  const { empty, thirty, greenml } = Object.fromEntries(
    Object.entries(times).map(([name, all]) => [name, median(all)]),
  );
  const figures = `empty ${empty.toFixed(2)} s, thirty ${thirty.toFixed(2)} s, greenml ${greenml.toFixed(2)} s`;
  const ratios = `${(greenml / empty).toFixed(2)} x empty, ${(greenml / thirty).toFixed(2)} x thirty`;
  console.log(
    `${size} resources, median of ${rounds}: ${figures}; greenml takes ${ratios}, ${(greenml - empty).toFixed(2)} s over empty`,
  );
  const small = size <= SMALL;
  const fine = small ? greenml - empty <= ALLOWED_SECONDS_OVER_EMPTY : greenml / thirty <= ALLOWED_RATIO_TO_THIRTY;
  const wanted = small
    ? `at most ${ALLOWED_SECONDS_OVER_EMPTY} s over empty`
    : `at most ${ALLOWED_RATIO_TO_THIRTY} x thirty`;
  console.log(`  ${fine ? "within" : "OVER"} what is wanted: ${wanted}`);
  if (!fine) process.exitCode = 1;
}

/** Settings at their defaults, so that a file of the repository's own plays no part. */
function settings() {
  const file = join(work, "greenml.policies.json");
  writeFileSync(file, "{}");
  return file;
}

function pack(name, count) {
  const folder = join(work, name);
  mkdirSync(folder);
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  writeFileSync(join(folder, "PulumiPolicy.yaml"), "runtime:\n  name: nodejs\n  options: { typescript: false }\n");
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name, version: "0.0.0", main: "index.js" }));
  writeFileSync(
    join(folder, "index.js"),
    `const { PolicyPack } = require("@pulumi/policy");
const policies = Array.from({ length: ${count} }, (_, index) => ({
  name: "nothing-" + index,
  description: "Nothing is wrong.",
  enforcementLevel: "mandatory",
  validateResource: (resource, report) => {
    if (resource.type === "nothing:is/of:This") report("Unknown.");
  },
}));
new PolicyPack("${name}", { policies });
`,
  );
  return folder;
}

/** A state of a project with some machine learning in it, where nothing is wasteful. */
function stateOf(size) {
  const stack = "urn:pulumi:bench::bench::pulumi:pulumi:Stack::bench-bench";
  const resources = [{ urn: stack, custom: false, type: "pulumi:pulumi:Stack" }];
  for (let index = 0; resources.length < size; index += 1) {
    const { type, props } = kinds[index % kinds.length](`thing-${index}`);
    const urn = `urn:pulumi:bench::bench::${type}::thing-${index}`;
    resources.push({ urn, custom: true, id: `thing-${index}`, type, parent: stack, inputs: props, outputs: props });
  }
  return { version: 3, deployment: { manifest: { time: "2026-01-01T00:00:00Z", magic: "", version: "" }, resources } };
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

function environment(exports) {
  const lines = exports.split("\n").filter((line) => line.startsWith("export "));
  return Object.fromEntries(lines.map((line) => /^export (\w+)=(.*)$/.exec(line).slice(1)));
}
