import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { z } from "zod";

import { scratch } from "./estimating";
import { greenml } from "./greenml";

const root = join(__dirname, "..", "..");
const examples = join(root, "docs", "examples");
const state = join(__dirname, "fixtures", "tabular.state.json");
const { file, path } = scratch();

/** The published file of a schema, as whoever reads the output has it. */
function published(name: string): z.ZodType {
  const text = readFileSync(join(root, "cli", "schemas", `${name}.json`), "utf8");
  return z.fromJSONSchema(JSON.parse(text) as Parameters<typeof z.fromJSONSchema>[0]);
}

const project = (): string => {
  file("Pulumi.yaml", "name: shop\nruntime: nodejs\n");
  return path(".");
};

test.each([
  ["estimate-output", () => ["estimate", state]],
  ["estimate-output", () => ["estimate", state, "--water", "--market-based"]],
  ["estimate-output", () => ["estimate", join(examples, "workload.yaml")]],
  ["instances-output", () => ["instances"]],
  ["instances-output", () => ["instances", "--family", "g5", "--region", "eu-north-1"]],
  ["place-output", () => ["place", join(examples, "place-request.yaml")]],
  ["place-output", () => ["place", join(examples, "place-small-data.yaml")]],
  ["policies-output", () => ["policies", "--cwd", project()]],
  ["exemptions-output", () => ["policies", "--exemptions", "--cwd", project(), "--state", state]],
  ["evidence-output", () => ["policies", "evidence", "check", "--cwd", project()]],
  ["regions-output", () => ["regions"]],
  ["validate-output", () => ["validate"]],
  ["pin-file", () => ["pin", "--list", "--cwd", project()]],
])("what is printed is what %s.json says (%#)", async (name, args) => {
  const { code, out, err } = await greenml(...args(), "--format", "json");
  expect({ code, err }).toEqual({ code: 0, err: "" });
  expect(published(name).safeParse(JSON.parse(out)).error).toBeUndefined();
});

test("a schema refuses what is not printed", () => {
  expect(published("policies-output").safeParse({ preset: "strict", rules: [{ name: "x" }] }).success).toBe(false);
});

describe("the built command", () => {
  const built = join(root, "dist", "cli", "main.js");
  beforeAll(() => {
    if (!existsSync(built)) throw new Error("Expected dist/ to be built: run npm run build, or npm test.");
  });

  /** What reaches another process through a pipe that is read slowly. */
  async function piped(args: readonly string[], input?: string): Promise<{ code: number; out: string; err: string }> {
    const child = spawn(process.execPath, [built, ...args], { stdio: ["pipe", "pipe", "pipe"] });
    child.stdin.end(input ?? "");
    const text = { out: "", err: "" };
    child.stderr.on("data", (piece: Buffer) => (text.err += piece.toString()));
    child.stdout.on("data", (piece: Buffer) => {
      text.out += piece.toString();
      child.stdout.pause();
      setTimeout(() => child.stdout.resume(), 1);
    });
    const [code] = (await once(child, "close")) as [number];
    return { code, ...text };
  }

  test("gives JSON of more than a megabyte to a slow reader whole", async () => {
    const resources = Array.from({ length: 1200 }, (_, at) => ({
      urn: `urn:pulumi:dev::shop::aws:sagemaker/trainingJob:TrainingJob::train-${at}`,
      type: "aws:sagemaker/trainingJob:TrainingJob",
      custom: true,
      inputs: { region: "eu-west-1", resourceConfig: { instanceType: "ml.m5.large", instanceCount: 1 } },
    }));
    const { code, out, err } = await piped(
      ["estimate", "-", "--format", "json"],
      JSON.stringify({ version: 3, deployment: { resources } }),
    );
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out.length).toBeGreaterThan(2 ** 20);
    const { estimated } = JSON.parse(out) as { estimated: { name: string }[] };
    expect(estimated.map(({ name }) => name)).toEqual(resources.map((_, at) => `train-${at}`));
  });

  test("gives other large JSON whole too, and ends well when nobody reads on", async () => {
    const { out } = await piped(["instances", "--use", "training", "--region", "eu-west-1", "--format", "json"]);
    expect(out.length).toBeGreaterThan(65_536);
    expect(JSON.parse(out)).toHaveProperty("instances");
    const child = spawn(process.execPath, [built, "instances", "--region", "eu-west-1", "--format", "json"]);
    child.stdout.once("data", () => child.stdout.destroy());
    let said = "";
    child.stderr.on("data", (piece: Buffer) => (said += piece.toString()));
    expect([(await once(child, "close"))[0], said]).toEqual([0, ""]);
  });

  test("ends with 2 and one sentence where the disk is full", async () => {
    const full = openSync("/dev/full", "w");
    const child = spawn(process.execPath, [built, "regions"], { stdio: ["ignore", full, "pipe"] });
    let said = "";
    child.stderr?.on("data", (piece: Buffer) => (said += piece.toString()));
    expect([(await once(child, "close"))[0], said]).toEqual([
      2,
      "greenml: Cannot write the result because of ENOSPC\n",
    ]);
    closeSync(full);
  });

  test("keeps the pins of several who pin at once", async () => {
    mkdirSync(path("shop"));
    writeFileSync(path("shop/Pulumi.yaml"), "name: shop\nruntime: nodejs\n");
    const names = ["a", "b", "c", "d", "e"];
    const pin = (name: string) => piped(["pin", name, "--region", "eu-north-1", "--cwd", path("shop")]);
    expect((await Promise.all(names.map(pin))).map(({ code }) => code)).toEqual(names.map(() => 0));
    const { out } = await piped(["pin", "--list", "--format", "json", "--cwd", path("shop")]);
    expect(Object.keys((JSON.parse(out) as { pins: object }).pins)).toEqual(names);
  });
});

test("is one JSON object for each key and list item by the line, so that lines can be searched", async () => {
  const { out } = await greenml("regions", "--format", "json");
  writeFileSync(path("regions.json"), out);
  expect(out.split("\n").filter((line) => line.includes('"id":"eu-north-1"'))).toHaveLength(1);
  expect(createRequire(__filename)(path("regions.json"))).toHaveProperty("regions");
});
