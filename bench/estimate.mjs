// What `greenml estimate` costs over a bare node that parses the same state, for 1,000 and 10,000 resources, how it grows, and
// how much memory it takes; and what `greenml regions` costs over a bare node's start. Medians. Usage: node bench/estimate.mjs [ROUNDS]
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, openSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const ALLOWED_SECONDS = 0.25;
const ALLOWED_GROWTH = 10.5;
const ALLOWED_MIB = 160;
const ALLOWED_REGIONS_SECONDS = 0.15;
const rounds = Number(process.argv[2] ?? 7);
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const command = join(root, "dist", "cli", "main.js");
const types = createRequire(import.meta.url)(join(root, "dist", "carbon"))
  .instances()
  .filter(({ uses }) => uses.has("training") && uses.has("endpoint"))
  .map(({ type }) => type);
const regions = ["eu-north-1", "eu-west-1", "us-east-1", "ap-south-1"];
const work = mkdtempSync(join(tmpdir(), "greenml-bench-"));

try {
  const start = median(() => node("-e", "0"));
  const listed = median(() => node(command, "regions"));
  say(
    `greenml regions: ${ms(listed - start)} over a bare node's start of ${ms(start)}`,
    listed - start,
    ALLOWED_REGIONS_SECONDS,
  );

  const marginal = {};
  for (const size of [1_000, 10_000]) {
    const file = join(work, `${size}.json`);
    writeFileSync(file, JSON.stringify(state(size), undefined, 4));
    const parse = median(() => node("-e", `JSON.parse(require("fs").readFileSync(${JSON.stringify(file)}, "utf8"))`));
    const ours = median(() => node(command, "estimate", file, "--format", "json"));
    marginal[size] = ours - parse;
    const each = ((marginal[size] / size) * 1e6).toFixed(1);
    const mib = (statSync(file).size / 2 ** 20).toFixed(1);
    console.log(
      `${size} resources (${mib} MiB): ${ms(ours)}, bare node ${ms(parse)}, ratio ${(ours / parse).toFixed(2)}, ${each} us a resource`,
    );
    if (size === 10_000) say(`10,000 resources over bare node: ${ms(marginal[size])}`, marginal[size], ALLOWED_SECONDS);
    if (size === 10_000) say(`10,000 resources take ${memory(file).toFixed(0)} MiB`, memory(file), ALLOWED_MIB);
  }
  const growth = marginal[10_000] / marginal[1_000];
  say(`10 times the resources take ${growth.toFixed(1)} times the time`, growth, ALLOWED_GROWTH);
} finally {
  rmSync(work, { recursive: true, force: true });
}

function node(...args) {
  const sink = openSync("/dev/null", "w");
  const begun = process.hrtime.bigint();
  execFileSync(process.execPath, args, { stdio: ["ignore", sink, "inherit"] });
  return Number(process.hrtime.bigint() - begun) / 1e9;
}

/** Largest resident memory of an estimate, MiB. */
function memory(file) {
  const script = `process.argv.splice(1, 1, ${JSON.stringify(command)}); require(${JSON.stringify(command)});
    process.on("exit", () => process.stderr.write(String(process.resourceUsage().maxRSS)));`;
  const { stderr } = spawnSync(process.execPath, ["-e", script, "x", "estimate", file, "--format", "json"], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  return Number(stderr) / 1024;
}

/** A state as Pulumi exports it, 4 KiB a resource: half of it machines, half of it what stands beside them. */
function state(size) {
  return {
    version: 3,
    deployment: { manifest: {}, resources: Array.from({ length: size }, (_, index) => resource(index)) },
  };
}

function resource(index) {
  const instanceType = types[index % types.length];
  const region = regions[index % regions.length];
  const made = [
    [
      "aws:sagemaker/trainingJob:TrainingJob",
      {
        trainingJobName: `train-${index}`,
        resourceConfig: { instanceType, instanceCount: 1 + (index % 4), volumeSizeInGb: 50 },
        stoppingCondition: { maxRuntimeInSeconds: 3600 * (1 + (index % 24)) },
      },
    ],
    ["aws:iam/role:Role", { name: `role-${index}`, assumeRolePolicy: "{}".padEnd(400) }],
    [
      "aws:sagemaker/endpointConfiguration:EndpointConfiguration",
      {
        name: `configuration-${index - (index % 6)}`,
        productionVariants: [{ variantName: "all", instanceType, initialInstanceCount: 1 + (index % 3) }],
      },
    ],
    [
      "aws:sagemaker/endpoint:Endpoint",
      { name: `endpoint-${index}`, endpointConfigName: `configuration-${index - (index % 6)}` },
    ],
    ["aws:sagemaker/notebookInstance:NotebookInstance", { name: `notebook-${index}`, instanceType }],
    ["aws:s3/bucket:Bucket", { bucket: `bucket-${index}` }],
  ][index % 6];
  const [type, inputs] = made;
  return {
    urn: `urn:pulumi:dev::shop::${type}::resource-${index}`,
    custom: true,
    id: `resource-${index}`,
    type,
    inputs: { __defaults: [], region, ...inputs, tags: tags(10) },
    outputs: {
      region,
      ...inputs,
      arn: `arn:aws:sagemaker:${region}:123456789012:resource/${index}`,
      tags: tags(10),
      tagsAll: tags(20),
    },
    parent: "urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev",
    provider: "urn:pulumi:dev::shop::pulumi:providers:aws::default_7_48_0::5b1f2f6e-0000-4000-8000-000000000000",
    propertyDependencies: { region: [] },
    created: "2026-11-24T06:00:00Z",
    modified: "2026-11-24T06:00:00Z",
  };
}

function tags(count) {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`tag-${index}`, `value ${index}`.padEnd(32)]));
}

function say(sentence, value, allowed) {
  const fine = value <= allowed;
  console.log(`${sentence} (at most ${allowed} wanted)${fine ? "" : ": TOO MUCH"}`);
  if (!fine) process.exitCode = 1;
}

function ms(seconds) {
  return `${Math.round(seconds * 1000)} ms`;
}

function median(measure) {
  const sorted = Array.from({ length: rounds }, measure).sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)];
}
