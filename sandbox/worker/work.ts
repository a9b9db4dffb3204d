import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

import type { WorkHandle, WorkResult } from "../sagemaker/job-runner";
import type { WorkEnd, Zygote } from "./zygote";

/** How long work may take to end after SIGTERM, as SageMaker gives a container 120 s. */
const GRACE_MILLISECONDS = 120_000;

/** One piece of work as the server sees it. */
export interface ContainerWork {
  readonly job: "train" | "transform" | "compile";
  /** What the Python side needs to know, but for its folder. */
  readonly spec: object;
  /** The folder whose output/failure tells why the work failed. */
  readonly root: string;
  /** File the work writes, if it writes one. */
  readonly artefactPath?: string;
  readonly onLog: (line: string) => void;
  /** Called once the work has ended and its result is read. */
  readonly tidy: () => void;
}

/** Runs a piece of work and words its end as SageMaker does. */
export function runWork(zygote: Zygote, work: ContainerWork): WorkHandle {
  let stopped = false;
  let ended = false;
  let impatience: NodeJS.Timeout | undefined;
  let settle: (result: WorkResult) => void = () => undefined;
  const done = new Promise<WorkResult>((resolve) => {
    settle = resolve;
  });
  const earlier = writtenAt(work.artefactPath);
  const started = zygote.start(
    work.job,
    { ...work.spec, root: work.root },
    {
      onLog: work.onLog,
      onEnd: (end) => {
        ended = true;
        clearTimeout(impatience);
        const result = resultOf(end, stopped, work, earlier);
        work.tidy();
        settle(result);
      },
    },
  );
  const stop = (): void => {
    if (stopped || ended) return;
    stopped = true;
    started.signal("TERM");
    impatience = setTimeout(() => {
      started.signal("KILL");
    }, GRACE_MILLISECONDS);
    impatience.unref();
  };
  return { done, stop };
}

/** @param earlier when a file that was there before the work began was written: it is not the work's */
function resultOf(end: WorkEnd, stopped: boolean, work: ContainerWork, earlier: number | undefined): WorkResult {
  const { artefactPath } = work;
  const written = writtenAt(artefactPath);
  const isNew = artefactPath !== undefined && written !== undefined && written !== earlier;
  const artefact = isNew ? { artefactPath } : {};
  if (stopped) return { exit: "stopped", ...artefact };
  if (end.kind === "exit" && end.code === 0) return { exit: "completed", ...artefact };
  return { exit: "failed", failureReason: failureReason(end, work.root) };
}

function writtenAt(path: string | undefined): number | undefined {
  return path === undefined ? undefined : statSync(path, { throwIfNoEntry: false })?.mtimeMs;
}

function failureReason(end: WorkEnd, root: string): string {
  const path = join(root, "output", "failure");
  if (existsSync(path)) return readFileSync(path, "utf8");
  if (end.kind === "lost") return "InternalServerError: sandbox: the Python process died while the job ran.";
  return `AlgorithmError: sandbox: the job's process ended with ${end.code ?? "a signal"} and left no reason.`;
}
