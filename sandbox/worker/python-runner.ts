import { mkdirSync, rmSync } from "node:fs";

import type {
  CompilationRun,
  Invocation,
  InvocationAnswer,
  JobRunner,
  Search,
  Suggestions,
  TrainingEvents,
  TrainingRun,
  TransformRun,
  WorkEvents,
  WorkHandle,
} from "../sagemaker/job-runner";
import { metricsOfLine } from "./metric-lines";
import { layOutOptMl } from "./opt-ml";
import { OptunaSuggestions } from "./search";
import { runWork } from "./work";
import type { Zygote, ZygoteVersions } from "./zygote";

/** Whether the runner can stand in for a container image: the built-in XGBoost (also as Neo serves it) and nothing else. */
function runsImage(image: string): boolean {
  return /[/-]xgboost(-neo)?[:@]|[/-]xgboost(-neo)?$/.test(image) || /^xgboost/.test(image);
}

/** Sandbox seconds a compilation counts as: how long a C compiler takes says nothing of how long Neo does. */
const COMPILE_SECONDS = 180;

export interface PythonRunnerOptions {
  /** How many threads one job may use. */
  readonly threads: number;
  /** Takes the jobs whose image cannot run here. */
  readonly simulated: JobRunner;
  readonly notice: (line: string) => void;
}

/** Does the built-in XGBoost's jobs for real, in Python; those of other images are simulated and say so. */
export class PythonRunner implements JobRunner {
  readonly description: string;
  readonly #zygote: Zygote;
  readonly #simulated: JobRunner;
  readonly #threads: number;
  readonly #notice: (line: string) => void;

  constructor(zygote: Zygote, versions: ZygoteVersions, options: PythonRunnerOptions) {
    this.#zygote = zygote;
    this.#simulated = options.simulated;
    this.#threads = options.threads;
    this.#notice = options.notice;
    this.description = `Python ${versions.python}, xgboost ${versions.xgboost}, optuna ${versions.optuna}`;
  }

  /** Process id of the Python process while it runs. */
  get pid(): number | undefined {
    return this.#zygote.pid;
  }

  train(run: TrainingRun, events: TrainingEvents): WorkHandle {
    if (!runsImage(run.image)) {
      sayItIsSimulated(run.image, events);
      return this.#simulated.train(run, events);
    }
    layOutOptMl(run);
    const spec = {
      threads: this.#threads,
      image: run.image,
      artefact: run.artefactPath,
      ...(run.checkpointPath !== undefined && { checkpoints: run.checkpointPath }),
    };
    return runWork(this.#zygote, {
      job: "train",
      spec,
      root: run.scratchPath,
      artefactPath: run.artefactPath,
      onLog: (line) => {
        events.onLog(line);
        for (const { name, value, epoch } of metricsOfLine(line)) events.onMetric(name, value, epoch);
      },
      tidy: () => {
        remove(run.scratchPath);
      },
    });
  }

  transform(run: TransformRun, events: WorkEvents): WorkHandle {
    if (!runsImage(run.image)) {
      sayItIsSimulated(run.image, events);
      return this.#simulated.transform(run, events);
    }
    const { scratchPath, modelPath, ...rest } = run;
    const spec = { ...rest, threads: this.#threads, ...(modelPath !== undefined && { model: modelPath }) };
    return this.#inScratch("transform", scratchPath, spec, events);
  }

  compile(run: CompilationRun, events: WorkEvents): WorkHandle {
    const { scratchPath, artefactPath, modelPath, ...rest } = run;
    const spec = { ...rest, threads: this.#threads, model: modelPath, artefact: artefactPath };
    return { ...this.#inScratch("compile", scratchPath, spec, events, artefactPath), plannedSeconds: COMPILE_SECONDS };
  }

  openSearch(search: Search): Promise<Suggestions> {
    return Promise.resolve(new OptunaSuggestions(this.#zygote, search, this.#notice));
  }

  invoke(request: Invocation): Promise<InvocationAnswer> {
    if (request.modelPath === undefined || !runsImage(request.image)) {
      return Promise.resolve(
        plain(500, `sandbox: image "${request.image}" is not run here; only the built-in XGBoost answers.`),
      );
    }
    const { contentType, accept } = request;
    const body = Buffer.from(request.body).toString("base64");
    const spec = { model: request.modelPath, contentType, accept, body, threads: this.#threads };
    return new Promise((resolve) => {
      this.#zygote.start("invoke", spec, {
        onLog: this.#notice,
        onReply: (value) => {
          const answer = value as { readonly status: number; readonly contentType: string; readonly body: string };
          resolve({ ...answer, body: Buffer.from(answer.body) });
        },
        onEnd: () => {
          resolve(plain(500, "sandbox: the model's process ended without an answer."));
        },
      });
    });
  }

  async close(): Promise<void> {
    await Promise.all([this.#zygote.close(), this.#simulated.close()]);
  }

  #inScratch(
    job: "transform" | "compile",
    root: string,
    spec: object,
    events: WorkEvents,
    artefactPath?: string,
  ): WorkHandle {
    remove(root);
    mkdirSync(root, { recursive: true });
    return runWork(this.#zygote, {
      job,
      spec,
      root,
      ...(artefactPath !== undefined && { artefactPath }),
      onLog: (line) => {
        events.onLog(line);
      },
      tidy: () => {
        remove(root);
      },
    });
  }
}

function remove(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}

function plain(status: number, text: string): InvocationAnswer {
  return { status, contentType: "text/plain", body: Buffer.from(text) };
}

function sayItIsSimulated(image: string, events: WorkEvents): void {
  events.onLog(`sandbox: image "${image}" does not run here, only the built-in XGBoost does; this job is simulated`);
}
