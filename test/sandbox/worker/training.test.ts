import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import type { PythonRunner } from "../../../sandbox/worker/python-runner";
import {
  channel,
  csvOf,
  FIRST_USE_MILLISECONDS,
  labelledRows,
  realRunner,
  temporaryFolder,
  train,
  trainingRun,
} from "./fixture";

jest.setTimeout(60_000);

const folder = temporaryFolder();
let runner: PythonRunner;
beforeAll(async () => {
  runner = await realRunner(folder.path);
}, FIRST_USE_MILLISECONDS);
afterAll(async () => {
  await runner.close();
  folder.remove();
});

const base = { num_round: "20", objective: "binary:logistic", eval_metric: "auc" };

describe("training", () => {
  it("learns from CSV and reports metrics in the container's words", async () => {
    const run = trainingRun(folder.path, { jobName: "learns" });
    const { result, log, metrics } = await train(runner, run);
    expect(result).toEqual({ exit: "completed", artefactPath: run.artefactPath });
    expect(log.find((line) => line.startsWith("[0]"))).toMatch(
      /^\[0\]#011train-auc:0\.\d{5}#011validation-auc:0\.\d{5}$/,
    );
    expect(metrics.get("validation:auc")).toHaveLength(20);
    expect(metrics.get("validation:auc")?.at(-1)).toBeGreaterThan(0.75);
    expect(log[0]).toMatch(/^sandbox: image .*1\.7-1 is not run; XGBoost 2\.1\.4 runs in its place/);
    expect(execFileSync("tar", ["tzf", run.artefactPath], { encoding: "utf8" })).toBe("xgboost-model\n");
    expect(existsSync(run.scratchPath)).toBe(false);
  });

  it("gives the same model for the same request", async () => {
    const hyperParameters = { ...base, subsample: "0.7", seed: "5" };
    const [one, two] = await Promise.all(
      ["same-1", "same-2"].map(async (jobName) => {
        const run = trainingRun(folder.path, { jobName, hyperParameters });
        await train(runner, run);
        return readFileSync(run.artefactPath);
      }),
    );
    expect(one?.equals(two!)).toBe(true);
  });

  it("learns from libsvm, the format the container takes when none is named", async () => {
    const text = labelledRows(400, 6, 3)
      .map(([label, ...row]) => [label, ...row.map((value, index) => `${index}:${value}`)].join(" "))
      .join("\n");
    const unnamed = channel(folder.path, "train", text);
    const { result, metrics } = await train(
      runner,
      trainingRun(folder.path, { jobName: "libsvm", hyperParameters: base, channels: [unnamed] }),
    );
    expect(result.exit).toBe("completed");
    expect(metrics.get("train:auc")?.at(-1)).toBeGreaterThan(0.9);
  });

  it("adds the tuning objective to the metrics it watches", async () => {
    const hyperParameters = { ...base, eval_metric: "logloss", _tuning_objective_metric: "validation:auc" };
    const { metrics } = await train(runner, trainingRun(folder.path, { jobName: "objective", hyperParameters }));
    expect([...metrics.keys()].sort()).toEqual(["train:auc", "train:logloss", "validation:auc", "validation:logloss"]);
  });

  it("ends early when the validation metric no longer improves", async () => {
    const hyperParameters = { ...base, num_round: "500", eta: "0.9", early_stopping_rounds: "5" };
    const { result, metrics } = await train(runner, trainingRun(folder.path, { jobName: "early", hyperParameters }));
    expect(result.exit).toBe("completed");
    expect(metrics.get("validation:auc")?.length).toBeLessThan(300);
  });

  it.each([
    ["an unknown name", { ...base, depth: "3" }, "ClientError: Extraneous hyperparameter found: depth"],
    ["a value out of range", { ...base, eta: "3" }, "ClientError: Hyperparameter eta: 3 is not in [0, 1]"],
    [
      "a value that is no number",
      { ...base, max_depth: "deep" },
      'ClientError: Hyperparameter max_depth: could not parse value "deep"',
    ],
    [
      "no number of rounds",
      { objective: "binary:logistic" },
      "ClientError: Missing required hyperparameter: num_round",
    ],
    [
      "an objective without its metric's kind",
      { num_round: "2", eval_metric: "auc" },
      "ClientError: Metric 'auc' can only be applied for classification and ranking problems.",
    ],
    [
      "an objective that needs classes",
      { num_round: "2", objective: "multi:softmax" },
      "ClientError: Require input for parameter 'num_class' for multi-classification",
    ],
  ])("refuses %s as the container does", async (_, hyperParameters, failureReason) => {
    const { result, log } = await train(runner, trainingRun(folder.path, { jobName: "refused", hyperParameters }));
    expect(result).toEqual({ exit: "failed", failureReason });
    expect(log).toContain(failureReason);
  });

  it.each([
    ["a header line", "label,a,b\n1,2,3\n", /^ClientError: Non-numeric value found in line 1 of 'part-0'/],
    ["labels that do not fit the objective", "7,1\n9,2\n", /^ClientError: label must be in \[0,1\]/],
    ["what is not text", Buffer.from([0x1f, 0x8b, 0x08, 0xff]), /^ClientError: The data is not UTF-8 text/],
    ["an empty channel", "\n", /^ClientError: No data in channel train\./],
    ["lines of unequal length", "1,2,3\n0,1\n", /^ClientError: Lines of 'part-0' differ in their number of columns/],
  ])("refuses %s in the data", async (_, text, failureReason) => {
    const channels = [channel(folder.path, "train", text, "text/csv")];
    const { result } = await train(
      runner,
      trainingRun(folder.path, {
        jobName: "data",
        channels,
        hyperParameters: { num_round: "2", objective: "binary:logistic" },
      }),
    );
    expect(result).toEqual({ exit: "failed", failureReason: expect.stringMatching(failureReason) as string });
  });

  it("simulates an image that is not the built-in XGBoost and says so in every line", async () => {
    const image = "763104351884.dkr.ecr.eu-west-1.amazonaws.com/pytorch-training:2.0";
    const { result, log } = await train(runner, trainingRun(folder.path, { jobName: "foreign", image }));
    expect(result.exit).toBe("completed");
    expect(log[0]).toBe(
      `sandbox: image "${image}" does not run here, only the built-in XGBoost does; this job is simulated`,
    );
    expect(log.filter((line) => !line.includes("simulated"))).toEqual([]);
  });

  it("keeps the model of the rounds done when it is stopped", async () => {
    const run = trainingRun(folder.path, { jobName: "stopped", hyperParameters: { ...base, num_round: "100000" } });
    const { result, log } = await train(runner, run, (epoch) => (epoch === 5 ? "stop" : undefined));
    expect(result).toEqual({ exit: "stopped", artefactPath: run.artefactPath });
    expect(log).toContain("Stopped; the model of the rounds done so far is kept");
  });

  it("keeps no model when the request says so", async () => {
    const hyperParameters = { ...base, num_round: "100000", save_model_on_termination: "false" };
    const { result } = await train(
      runner,
      trainingRun(folder.path, { jobName: "unsaved", hyperParameters }),
      () => "stop",
    );
    expect(result).toEqual({ exit: "stopped" });
  });

  it("goes on from its checkpoint in a second attempt", async () => {
    const checkpointPath = join(folder.path, "checkpoints");
    const first = trainingRun(folder.path, {
      jobName: "resumed",
      checkpointPath,
      hyperParameters: { ...base, num_round: "8" },
    });
    await train(runner, first);
    const second = { ...first, hyperParameters: { ...base, num_round: "12" } };
    const { result, log } = await train(runner, second);
    expect(result.exit).toBe("completed");
    expect(log).toContain("Checkpoint loaded: resuming from round 8");
    expect(log.filter((line) => /^\[\d/.test(line)).map((line) => line.split("#")[0])).toEqual([
      "[8]",
      "[9]",
      "[10]",
      "[11]",
    ]);
    expect(readdirSync(checkpointPath)).toHaveLength(5);
  });

  it("takes a training up again when the Python process is killed", async () => {
    const python = runner.pid!;
    const checkpointPath = join(folder.path, "killed");
    const rows = csvOf(labelledRows(600, 6, 4));
    const run = trainingRun(folder.path, {
      jobName: "killed",
      checkpointPath,
      channels: [channel(folder.path, "train", rows, "text/csv")],
      hyperParameters: { ...base, num_round: "400" },
    });
    let killed = false;
    const { result, log } = await train(runner, run, (epoch) => {
      if (epoch === 20 && !killed) killed = process.kill(python, "SIGKILL");
      return undefined;
    });
    expect(result).toEqual({ exit: "completed", artefactPath: run.artefactPath });
    expect(log).toContain("sandbox: the Python process died; a new one takes the work up again");
    expect(log.find((line) => line.startsWith("Checkpoint loaded"))).toMatch(/from round \d\d/);
    expect(runner.pid).not.toBe(python);
  });
});
