import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import type {
  CompilationRun,
  JobRunner,
  JobRunnerOptions,
  Search,
  Suggestions,
  TrainingEvents,
  TrainingRun,
  TransformRun,
  WorkEvents,
  WorkHandle,
  WorkResult,
} from "../job-runner";
import { replaceFile } from "../state/atomic-file";

import { RandomSearch } from "./random-search";
import { simulatedCurve } from "./simulated-curve";
import { tarGz } from "./tar";

/** Sandbox seconds that simulated work takes. */
const lengths = { train: 90, transform: 120, compile: 180 } as const;

/** Pretends to work, plausibly and repeatably, and says so in every line. For machines without Python, and for quick tests. */
export class SimulatedRunner implements JobRunner {
  readonly description = "simulated";
  private readonly running = new Set<AbortController>();

  constructor(private readonly options: Pick<JobRunnerOptions, "speed">) {}

  train(run: TrainingRun, events: TrainingEvents): WorkHandle {
    return this.pretend(lengths.train, async (pause) => {
      const { metric, values } = simulatedCurve(run);
      for (const [epoch, value] of values.entries()) {
        await pause(1 / values.length);
        events.onLog(`simulated [${epoch}]\t${metric}:${value.toFixed(5)}`);
        events.onMetric(metric, value, epoch);
      }
      const note = `simulated: the sandbox trained nothing for ${run.jobName}\n`;
      replaceFile(run.artefactPath, tarGz("simulated.txt", note));
      events.onLog(`simulated model written for ${run.jobName}`);
      return { exit: "completed", artefactPath: run.artefactPath };
    });
  }

  transform(run: TransformRun, events: WorkEvents): WorkHandle {
    return this.pretend(lengths.transform, async (pause) => {
      for (const { path, name } of run.inputs) {
        await pause(1 / run.inputs.length);
        const lines = readFileSync(path, "utf8")
          .split("\n")
          .filter((line) => line !== "");
        const records = run.splitType === "None" ? ["simulated"] : lines.map(() => "simulated");
        replaceFile(join(run.outputFolder, `${name}.out`), `${records.join("\n")}\n`);
        events.onLog(`simulated ${records.length} predictions of ${name}`);
      }
      return { exit: "completed" };
    });
  }

  compile(run: CompilationRun, events: WorkEvents): WorkHandle {
    return this.pretend(lengths.compile, async (pause) => {
      await pause(1);
      replaceFile(run.artefactPath, readFileSync(run.modelPath));
      events.onLog(`simulated compilation for ${run.target}: the model was copied as it is`);
      return { exit: "completed", artefactPath: run.artefactPath };
    });
  }

  openSearch(search: Search): Promise<Suggestions> {
    return Promise.resolve(new RandomSearch(search));
  }

  close(): Promise<void> {
    for (const controller of this.running) controller.abort();
    return Promise.resolve();
  }

  private pretend(
    plannedSeconds: number,
    act: (pause: (share: number) => Promise<void>) => Promise<WorkResult>,
  ): WorkHandle {
    const stopped = new AbortController();
    this.running.add(stopped);
    const pause = (share: number) =>
      sleep((share * plannedSeconds * 1000) / this.options.speed, undefined, { signal: stopped.signal });
    const done = act(pause)
      .catch((error: unknown): WorkResult => {
        if (stopped.signal.aborted) return { exit: "stopped" };
        return { exit: "failed", failureReason: `InternalServerError: simulated work broke: ${String(error)}` };
      })
      .finally(() => this.running.delete(stopped));
    return {
      plannedSeconds,
      isSimulated: true,
      done,
      stop: () => {
        stopped.abort();
      },
    };
  }
}
