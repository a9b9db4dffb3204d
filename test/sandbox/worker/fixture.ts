import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";

import type { Channel, InputFile, JobRunner, TrainingRun, WorkResult } from "../../../sandbox/sagemaker/job-runner";
import { createRunner } from "../../../sandbox/worker";
import { PythonRunner } from "../../../sandbox/worker/python-runner";

/** The first run of a clone on a machine makes the Python environment. */
export const FIRST_USE_MILLISECONDS = 600_000;

/** A folder that goes away with `remove`. */
export function temporaryFolder(): { readonly path: string; readonly remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), "greenml-worker-"));
  return {
    path,
    remove: () => {
      rmSync(path, { recursive: true, force: true });
    },
  };
}

/** A runner that does real work; without Python this throws the sentence that says so, and the suite fails. */
export async function realRunner(
  home: string,
  notice: (line: string) => void = () => undefined,
): Promise<PythonRunner> {
  const runner = await createRunner({ home, speed: 600, notice });
  if (!(runner instanceof PythonRunner))
    throw new Error(`Expected a runner that works in Python, got ${runner.description}`);
  return runner;
}

/** Rows of `features` numbers whose label depends on three of them, the same for the same seed. */
export function labelledRows(count: number, features: number, seed: number): number[][] {
  let state = seed;
  const uniform = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const normal = (): number => uniform() + uniform() + uniform() + uniform() - 2;
  return Array.from({ length: count }, () => {
    const row = Array.from({ length: features }, normal);
    const [first = 0, second = 0, third = 0] = row;
    return [first + 2 * second * third + 0.5 * normal() > 0 ? 1 : 0, ...row.map((value) => Number(value.toFixed(4)))];
  });
}

export function csvOf(rows: readonly (readonly number[])[]): string {
  return rows.map((row) => `${row.join(",")}\n`).join("");
}

export function inputFile(path: string, text: string | Buffer): InputFile {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return { path, name: basename(path) };
}

export function channel(folder: string, name: string, text: string | Buffer, contentType?: string): Channel {
  const file = inputFile(join(folder, "s3", name, "part-0"), text);
  return { name, s3Uri: `s3://bucket/${name}/`, files: [file], ...(contentType !== undefined && { contentType }) };
}

export function trainingRun(folder: string, overrides: Partial<TrainingRun> = {}): TrainingRun {
  const jobName = overrides.jobName ?? "job-1";
  return {
    jobName,
    region: "eu-north-1",
    image: "683313688378.dkr.ecr.eu-north-1.amazonaws.com/sagemaker-xgboost:1.7-1",
    instanceType: "ml.m5.large",
    instanceCount: 1,
    hyperParameters: { num_round: "20", max_depth: "4", eta: "0.3", objective: "binary:logistic", eval_metric: "auc" },
    environment: {},
    metricDefinitions: [],
    artefactPath: join(folder, "out", jobName, "model.tar.gz"),
    scratchPath: join(folder, "scratch", jobName),
    ...overrides,
    channels: overrides.channels ?? [
      channel(join(folder, jobName), "train", csvOf(labelledRows(600, 6, 1)), "text/csv"),
      channel(join(folder, jobName), "validation", csvOf(labelledRows(300, 6, 2)), "text/csv"),
    ],
  };
}

/** What one training said and how it ended. */
export interface Trained {
  readonly result: WorkResult;
  readonly log: readonly string[];
  readonly metrics: ReadonlyMap<string, readonly number[]>;
}

/** Trains to the end; `onEpoch` may answer "stop". */
export async function train(
  runner: JobRunner,
  run: TrainingRun,
  onEpoch?: (epoch: number) => "stop" | undefined,
): Promise<Trained> {
  const log: string[] = [];
  const metrics = new Map<string, number[]>();
  const handle = runner.train(run, {
    onLog: (line) => {
      log.push(line);
    },
    onMetric: (name, value, epoch) => {
      metrics.set(name, [...(metrics.get(name) ?? []), value]);
      if (onEpoch?.(epoch) === "stop") handle.stop();
    },
  });
  return { result: await handle.done, log, metrics };
}
