import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { run } from "../support/command";
import { root, startTestSandbox, type TestSandbox } from "../support/sandbox";
import { stateOf } from "../support/stack";

jest.setTimeout(600_000);

/** A program such as Pulumi's own TypeScript template starts with, and one component of ours in it. */
const PROGRAM = `import * as aws from "@pulumi/aws";
import * as greenml from "pulumi-greenml";
import { findRegion } from "pulumi-greenml/carbon";

const region = "eu-north-1";
const table = new aws.dynamodb.Table("answers", {
  region,
  attributes: [{ name: "id", type: "S" }],
  hashKey: "id",
  billingMode: "PAY_PER_REQUEST",
});
const bucket = new aws.s3.Bucket("numbers", { region, forceDestroy: true });
const rows = (from: number, to: number): string =>
  Array.from({ length: to - from }, (_, i) => i + from)
    .map((i) => [(i * 7919) % 13 > 6 ? 1 : 0, (i * 7919) % 13, i % 5].join(","))
    .join("\\n");
const upload = (name: string, content: string) =>
  new aws.s3.BucketObjectv2(name, { region, bucket: bucket.bucket, key: name + "/rows.csv", content });
const train = upload("train", rows(0, 400));
const validation = upload("validation", rows(400, 500));

const model = new greenml.TunedTraining("numbers", {
  algorithm: greenml.builtin.xgboost(),
  data: {
    train: bucket.bucket.apply((name) => \`s3://\${name}/train/\`),
    validation: bucket.bucket.apply((name) => \`s3://\${name}/validation/\`),
    region,
  },
  objective: { metric: "validation:auc" },
  search: { eta: greenml.continuous(0.1, 0.5), max_depth: greenml.integer(2, 4) },
  trials: { max: 2, parallel: 1 },
  staticHyperParameters: { num_round: 10 },
}, { dependsOn: [train, validation] });

export const tableName = table.name;
export const auc = model.best.objectiveValue;
export const grams: number | undefined = findRegion(model.placement.region)?.intensity?.value;
`;

describe("the package, installed into somebody else's project", () => {
  let sandbox: TestSandbox;
  let project: string;
  beforeAll(async () => {
    sandbox = startTestSandbox(600);
    project = mkdtempSync(join(tmpdir(), "greenml-consumer-"));
    await installInto(project);
  }, 900_000);
  afterAll(() => {
    sandbox.stop();
    rmSync(project, { recursive: true, force: true });
  });

  const pulumi = (...args: string[]): Promise<string> => sandbox.pulumi(args, project);

  it("says in one sentence which line Pulumi.yaml lacks", async () => {
    await pulumi("stack", "init", "dev");
    const { code, output } = await sandbox.startPulumi(["preview"], project).finished;
    expect(code).not.toBe(0);
    expect(output).toContain("greenml: ./node_modules/pulumi-greenml/provider");
    expect(output).toContain("greenml init");
  });

  it("writes the line with greenml init", async () => {
    await run("npx", ["greenml", "init"], { cwd: project, env: sandbox.env });
    expect(readFileSync(join(project, "Pulumi.yaml"), "utf8")).toContain(
      "greenml: ./node_modules/pulumi-greenml/provider",
    );
  });

  it("comes up beside ordinary resources, judged by the pack from node_modules", async () => {
    const output = await pulumi("up", "--yes", "--policy-pack", "node_modules/pulumi-greenml/policies");
    expect(output).toMatch(/greenml@v\d+\.\d+\.\d+/);
    const outputs = JSON.parse(await pulumi("stack", "output", "--json")) as {
      auc: number;
      tableName: string;
      grams: number;
    };
    expect(outputs.auc).toBeGreaterThan(0.9);
    expect(outputs.tableName).toMatch(/^answers-[0-9a-f]{7}$/);
    expect(outputs.grams).toBeGreaterThan(0);
  });

  it("changes nothing when it is run again, and leaves nothing after destroy", async () => {
    await pulumi("up", "--yes", "--skip-preview", "--expect-no-changes");
    await pulumi("destroy", "--yes", "--skip-preview");
    expect(await stateOf({ ...sandbox, pulumi: (args) => sandbox.pulumi(args, project) }, "dev")).toEqual([]);
    expect(sandbox.awsResources()).toEqual([]);
  });
});

/** Packs this package and installs it from its tarball, beside the peers a user would have. */
async function installInto(project: string): Promise<void> {
  const version = (name: string): string => {
    const manifest = JSON.parse(readFileSync(join(root, "node_modules", name, "package.json"), "utf8")) as {
      version: string;
    };
    return `${name}@${manifest.version}`;
  };
  const here = { cwd: root, env: process.env };
  const packed = await run("npm", ["pack", "--silent", "--ignore-scripts", "--pack-destination", project], here);
  const tarball = packed.trim().split("\n").at(-1) ?? "";
  mkdirSync(project, { recursive: true });
  writeFileSync(
    join(project, "Pulumi.yaml"),
    "name: consumer\ndescription: Somebody else's project\nruntime: nodejs\n",
  );
  writeFileSync(join(project, "package.json"), JSON.stringify({ name: "consumer", private: true, main: "index.ts" }));
  const compilerOptions = { strict: true, target: "es2022", module: "commonjs", moduleResolution: "node10" };
  const quiet = { ignoreDeprecations: "6.0", skipLibCheck: true, types: ["node"] };
  writeFileSync(
    join(project, "tsconfig.json"),
    JSON.stringify({ compilerOptions: { ...compilerOptions, ...quiet }, files: ["index.ts"] }),
  );
  writeFileSync(join(project, "index.ts"), PROGRAM);
  const peers = ["@pulumi/pulumi", "@pulumi/aws", "typescript", "ts-node", "@types/node"].map(version);
  await run("npm", ["install", "--no-audit", "--no-fund", "--prefer-offline", `./${tarball}`, ...peers], {
    cwd: project,
    env: process.env,
  });
}
