import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import type { CompilationRun, TransformRun, WorkResult } from "../../../sandbox/sagemaker/job-runner";
import type { PythonRunner } from "../../../sandbox/worker/python-runner";
import {
  csvOf,
  FIRST_USE_MILLISECONDS,
  inputFile,
  labelledRows,
  realRunner,
  temporaryFolder,
  train,
  trainingRun,
} from "./fixture";

jest.setTimeout(60_000);

const folder = temporaryFolder();
const rows = labelledRows(50, 6, 9);
const features = rows.map((row) => row.slice(1));
const image = "683313688378.dkr.ecr.eu-north-1.amazonaws.com/sagemaker-xgboost:1.7-1";
const neoImage = "301217895009.dkr.ecr.us-west-2.amazonaws.com/xgboost-neo:latest";
let runner: PythonRunner;
let modelPath: string;
beforeAll(async () => {
  runner = await realRunner(folder.path);
  const run = trainingRun(folder.path, { jobName: "model" });
  const { result } = await train(runner, run);
  if (result.exit !== "completed") throw new Error(`Expected a model, got ${JSON.stringify(result)}`);
  modelPath = run.artefactPath;
}, FIRST_USE_MILLISECONDS);
afterAll(async () => {
  await runner.close();
  folder.remove();
});

/** The model's own predictions, asked of its endpoint. */
async function predictions(path = modelPath, modelImage = image): Promise<string[]> {
  const body = Buffer.from(csvOf(features));
  const answer = await runner.invoke({
    modelName: "m",
    image: modelImage,
    modelPath: path,
    contentType: "text/csv",
    accept: "text/csv",
    body,
  });
  expect(answer.status).toBe(200);
  return Buffer.from(answer.body).toString().split(",");
}

async function transform(
  name: string,
  overrides: Partial<TransformRun>,
): Promise<{ result: WorkResult; out: string; log: string[] }> {
  const log: string[] = [];
  const outputFolder = join(folder.path, name, "out");
  const handle = runner.transform(
    {
      jobName: name,
      modelName: "m",
      region: "eu-north-1",
      image,
      modelPath,
      environment: {},
      outputFolder,
      contentType: "text/csv",
      splitType: "Line",
      assembleWith: "Line",
      batchStrategy: "MultiRecord",
      maxPayloadInMb: 6,
      joinSource: "None",
      scratchPath: join(folder.path, name, "scratch"),
      ...overrides,
      inputs: overrides.inputs ?? [inputFile(join(folder.path, name, "in", "batch.csv"), csvOf(features))],
    },
    { onLog: (line) => log.push(line) },
  );
  const result = await handle.done;
  const path = join(outputFolder, "batch.csv.out");
  return { result, out: existsSync(path) ? readFileSync(path, "utf8") : "", log };
}

function compilationRun(name: string, overrides: Partial<CompilationRun>): CompilationRun {
  return {
    jobName: name,
    region: "eu-north-1",
    framework: "XGBOOST",
    target: process.arch === "arm64" ? "ml_c6g" : "ml_c5",
    modelPath,
    artefactPath: join(folder.path, name, "model-compiled.tar.gz"),
    scratchPath: join(folder.path, name, "scratch"),
    ...overrides,
  };
}

async function compile(
  name: string,
  overrides: Partial<CompilationRun>,
): Promise<{ result: WorkResult; log: string[]; files: string[]; unpacked: string }> {
  const log: string[] = [];
  const run = compilationRun(name, overrides);
  const result = await runner.compile(run, { onLog: (line) => log.push(line) }).done;
  const unpacked = join(folder.path, name, "unpacked");
  mkdirSync(unpacked, { recursive: true });
  if (result.exit === "completed") execFileSync("tar", ["xzf", run.artefactPath, "-C", unpacked]);
  return { result, log, files: readdirSync(unpacked).sort(), unpacked };
}

function manifestOf(unpacked: string): Record<string, unknown> {
  return JSON.parse(readFileSync(join(unpacked, "sandbox-manifest.json"), "utf8")) as Record<string, unknown>;
}

describe("batch transform", () => {
  it("writes what the model predicts, one line a record", async () => {
    const { result, out, log } = await transform("plain", {});
    expect(result).toEqual({ exit: "completed" });
    const expected = await predictions();
    expect(out).toBe(`${expected.join("\n")}\n`);
    expect(expected).toHaveLength(50);
    const right = expected.filter((score, index) => Number(score) > 0.5 === (rows[index]?.[0] === 1));
    expect(right.length).toBeGreaterThan(32);
    expect(log).toContain("batch.csv: 50 records in 1 requests");
  });

  it("predicts the same whole, record by record, and for several objects", async () => {
    const expected = `${(await predictions()).join("\n")}\n`;
    const whole = await transform("whole", { splitType: "None", assembleWith: "None" });
    const single = await transform("single", { batchStrategy: "SingleRecord" });
    expect([whole.out, single.out]).toEqual([expected, expected]);
    expect(single.log).toContain("batch.csv: 50 records in 50 requests");
    const inputs = ["a.csv", "b.csv"].map((name) =>
      inputFile(join(folder.path, "several", name), csvOf(features.slice(0, 2))),
    );
    await transform("several", { inputs });
    expect(readdirSync(join(folder.path, "several", "out"))).toEqual(["a.csv.out", "b.csv.out"]);
  });

  it("leaves out columns before predicting, joins the input, and keeps the columns asked for", async () => {
    const inputs = [
      inputFile(
        join(folder.path, "join", "in", "batch.csv"),
        rows.map((row, index) => `id-${index},${row.join(",")}\n`).join(""),
      ),
    ];
    const expected = await predictions();
    const { out } = await transform("join", {
      inputs,
      inputFilter: "$[2:]",
      joinSource: "Input",
      outputFilter: "$[0,-1]",
    });
    expect(out).toBe(expected.map((score, index) => `id-${index},${score}\n`).join(""));
  });

  it.each([
    [
      "a JSONPath it does not know",
      { inputFilter: "$.features" },
      /^ClientError: sandbox: InputFilter "\$\.features" is not understood/,
    ],
    ["a split it cannot make", { splitType: "RecordIO" as const }, /^ClientError: sandbox: SplitType RecordIO/],
    [
      "a model that is not there",
      { modelPath: "/nowhere/model.tar.gz" },
      /^ClientError: No model data at 'model\.tar\.gz'/,
    ],
    [
      "an answer in a form it cannot give",
      { accept: "application/x-recordio-protobuf" },
      /^ClientError: Accept type application\/x-recordio-protobuf/,
    ],
  ])("on %s says so", async (_, overrides, reason) => {
    const { result } = await transform("refused", overrides);
    expect(result).toEqual({ exit: "failed", failureReason: expect.stringMatching(reason) as string });
  });

  it("writes a number for each class of a multi-class model", async () => {
    const hyperParameters = { num_round: "3", objective: "multi:softprob", num_class: "2" };
    const run = trainingRun(folder.path, { jobName: "classes", hyperParameters });
    await train(runner, run);
    const { out } = await transform("classes-out", { modelPath: run.artefactPath });
    const lines = out.trimEnd().split("\n");
    const scores = lines.map((line) => JSON.parse(line) as number[]);
    expect(scores).toHaveLength(50);
    expect(scores.every(([no = 0, yes = 0]) => Math.abs(no + yes - 1) < 1e-5)).toBe(true);
  });

  it("refuses records whose number of features is not the model's", async () => {
    const inputs = [inputFile(join(folder.path, "wide", "in", "batch.csv"), "1,2,3,4,5,6,7\n")];
    const { result } = await transform("wide", { inputs });
    expect(result).toEqual({
      exit: "failed",
      failureReason: "ClientError: The model was trained on 6 features, the request has 7.",
    });
  });
});

describe("an endpoint", () => {
  it("answers JSON when asked for it and refuses what is no CSV", async () => {
    const request = {
      modelName: "m",
      image,
      modelPath,
      contentType: "text/csv",
      body: Buffer.from(csvOf(features.slice(0, 2))),
    };
    const json = await runner.invoke({ ...request, accept: "application/json" });
    const { predictions: scores } = JSON.parse(Buffer.from(json.body).toString()) as {
      predictions: { score: number }[];
    };
    expect(scores.map(({ score }) => String(score))).toEqual((await predictions()).slice(0, 2));
    const bad = await runner.invoke({ ...request, accept: "text/csv", body: Buffer.from("a,b,c\n") });
    expect(bad.status).toBe(415);
    expect(Buffer.from(bad.body).toString()).toMatch(/^ClientError: Non-numeric value/);
  });

  it("answers 500 for an image that does not run here", async () => {
    const body = Buffer.from("1\n");
    const answer = await runner.invoke({
      modelName: "m",
      image: "pytorch-inference:2.0",
      modelPath,
      contentType: "text/csv",
      accept: "text/csv",
      body,
    });
    expect(answer.status).toBe(500);
    expect(Buffer.from(answer.body).toString()).toContain("only the built-in XGBoost answers");
  });
});

const hasCompiler = ["cc", "gcc", "clang"].some((name) => spawnSync(name, ["--version"]).status === 0);
describe("compilation", () => {
  it("counts as long as Neo takes, however long this machine needs", async () => {
    const scratchPath = join(folder.path, "scratch", "counted");
    const handle = runner.compile(compilationRun("counted", { scratchPath }), { onLog: () => undefined });
    expect(handle.plannedSeconds).toBe(180);
    await handle.done;
  });

  it("leaves no C compiler behind when it is stopped", async () => {
    const run = trainingRun(folder.path, { jobName: "large" });
    await train(runner, { ...run, hyperParameters: { ...run.hyperParameters, num_round: "400", max_depth: "8" } });
    const scratchPath = join(folder.path, "scratch", "stopped");
    const handle = runner.compile(compilationRun("stopped", { modelPath: run.artefactPath, scratchPath }), {
      onLog: () => undefined,
    });
    const processes = () => execFileSync("ps", ["-ewwo", "args"]).toString().split("\n");
    const compilers = () => processes().filter((line) => line.includes(scratchPath));
    for (let turns = 0; hasCompiler && compilers().length === 0 && turns < 200; turns++) await sleep(20);
    expect(compilers().length > 0).toBe(hasCompiler);
    handle.stop();
    await handle.done;
    await sleep(100);
    expect(compilers()).toEqual([]);
  });

  it("compiles the model where this machine is like the target, or says why not, and predicts the same either way", async () => {
    const { result, log, files, unpacked } = await compile("compiled", {});
    expect(result.exit).toBe("completed");
    const manifest = manifestOf(unpacked);
    const built = manifest["compiled"] === true;
    const words = built ? "sandbox: compiled for" : "sandbox: not compiled";
    expect(files).toEqual([...(built ? ["compiled.so"] : []), "sandbox-manifest.json", "xgboost-model"]);
    expect(log.at(-1)?.startsWith(words)).toBe(true);
    expect(built ? Number(manifest["largestDifference"]) < 1e-4 : manifest["because"] !== "").toBe(true);
    expect(await predictions(join(folder.path, "compiled", "model-compiled.tar.gz"), neoImage)).toEqual(
      await predictions(),
    );
  });

  it("hands a model for another processor on as it came and marks it", async () => {
    const { files, unpacked } = await compile("foreign", { target: process.arch === "arm64" ? "ml_c5" : "ml_c6g" });
    expect(files).toEqual(["sandbox-manifest.json", "xgboost-model"]);
    expect(manifestOf(unpacked)).toMatchObject({
      sandbox: true,
      compiled: false,
      because: expect.stringContaining("another processor") as string,
    });
  });

  it("hands a model of another framework on as it came and marks it", async () => {
    writeFileSync(join(folder.path, "network.onnx"), "network");
    const model = join(folder.path, "onnx.tar.gz");
    execFileSync("tar", ["czf", model, "-C", folder.path, "network.onnx"]);
    const { files, unpacked } = await compile("onnx", { modelPath: model, framework: "ONNX" });
    expect(files).toEqual(["network.onnx", "sandbox-manifest.json"]);
    expect(manifestOf(unpacked)["because"]).toBe(
      "sandbox: not compiled: XGBoost models alone are compiled here, this is ONNX",
    );
  });

  it("refuses an input that is no tar.gz with a model in it", async () => {
    const broken = join(folder.path, "broken.tar.gz");
    writeFileSync(broken, "not an archive");
    const empty = join(folder.path, "empty.tar.gz");
    execFileSync("tar", ["czf", empty, "-C", folder.path, "broken.tar.gz"]);
    const reasons = [];
    for (const path of [broken, empty]) reasons.push((await compile("bad", { modelPath: path })).result);
    expect(reasons).toEqual([
      {
        exit: "failed",
        failureReason: expect.stringMatching(
          /^ClientError: 'broken\.tar\.gz' is not a gzip-compressed tar archive/,
        ) as string,
      },
      { exit: "failed", failureReason: "ClientError: 'empty.tar.gz' holds no file xgboost-model." },
    ]);
  });
});
