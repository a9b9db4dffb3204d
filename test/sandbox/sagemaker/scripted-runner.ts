import type {
  JobRunner,
  Search,
  Suggestion,
  TrainingEvents,
  TrainingRun,
  WorkHandle,
  WorkResult,
} from "../../../sandbox/sagemaker/job-runner";
import { SimulatedRunner } from "../../../sandbox/sagemaker/simulated/simulated-runner";
import { replaceFile } from "../../../sandbox/sagemaker/state/atomic-file";

/** What a test wants trials to report, epoch by epoch; a trial that is stopped reports no more. */
export interface Script {
  /** Objectives of each trial by its number. */
  readonly curves: readonly (readonly number[])[];
  /** The strategy's own word on a report; "continue" unless given. */
  readonly judge?: (epoch: number, value: number) => "continue" | "stop";
}

/** Runs trials by a script and remembers what it was asked. */
export function scriptedRunner({ curves, judge }: Script) {
  const searches: Search[] = [];
  const runs: TrainingRun[] = [];
  const told: (number | undefined)[] = [];
  const simulated = new SimulatedRunner({ speed: 100_000 });
  let suggested = 0;
  const runner: JobRunner = {
    description: "scripted",
    transform: (run, events) => simulated.transform(run, events),
    compile: (run, events) => simulated.compile(run, events),
    train: (run, events) => {
      runs.push(run);
      return follow(run, events, curves[Number(run.hyperParameters["trial"])] ?? []);
    },
    openSearch: (search) => {
      searches.push(search);
      return Promise.resolve({
        suggest: (): Promise<Suggestion> => {
          if (suggested >= curves.length) return Promise.resolve({ kind: "exhausted" });
          return Promise.resolve({ kind: "trial", parameters: { trial: String(suggested++) } });
        },
        report: (_trial, epoch, value) => Promise.resolve(judge?.(epoch, value) ?? "continue"),
        tell: (_trial, value) => {
          told.push(value);
          return Promise.resolve();
        },
        close: () => Promise.resolve(),
      });
    },
    close: () => simulated.close(),
  };
  return { runner, searches, runs, told };
}

function follow(run: TrainingRun, events: TrainingEvents, values: readonly number[]): WorkHandle {
  let isStopped = false;
  const work = async (): Promise<WorkResult> => {
    for (const [epoch, value] of values.entries()) {
      // A turn of the loop lets reports be answered before the next epoch.
      await new Promise((resolve) => setTimeout(resolve, 2));
      if (isStopped) return { exit: "stopped" };
      events.onMetric(run.objectiveMetric ?? "validation:auc", value, epoch);
    }
    if (values.length === 0) return { exit: "failed", failureReason: "AlgorithmError: no curve" };
    replaceFile(run.artefactPath, "model");
    return { exit: "completed", artefactPath: run.artefactPath };
  };
  return {
    plannedSeconds: 60,
    done: work(),
    stop: () => {
      isStopped = true;
    },
  };
}
