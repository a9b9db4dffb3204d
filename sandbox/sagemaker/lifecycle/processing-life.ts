import type { WorkHandle, WorkResult } from "../job-runner";
import type { Scope } from "../scope";

import { JobLog } from "./job-log";
import { type Outcome, PlainLife } from "./plain-life";
import type { Workshop } from "./workshop";

const finalStatus = { completed: "Completed", stopped: "Stopped", failed: "Failed" } as const;
const workSeconds = 120;

/** A processing job; its container is never run here, which its log and exit message say. */
export class ProcessingLife extends PlainLife<"processing"> {
  protected readonly startingSeconds = 90;
  protected readonly log: JobLog;
  protected readonly status: string;

  constructor(shop: Workshop, scope: Scope, name: string) {
    super(shop, "processing", scope, name);
    this.status = this.initial.document.ProcessingJobStatus;
    this.log = new JobLog(shop.home, "ProcessingJobs", `${name}/algo-1`);
  }

  protected maxRuntime(): number {
    return this.initial.document.StoppingCondition?.MaxRuntimeInSeconds ?? 86_400;
  }

  protected beginStopping(): void {
    this.change((document) => {
      document.ProcessingJobStatus = "Stopping";
    });
  }

  protected markStarted(): void {
    this.change((document) => {
      document.ProcessingStartTime = this.timeline.now;
    });
  }

  protected markEnded(outcome: Outcome): void {
    this.change((document) => {
      document.ProcessingJobStatus = finalStatus[outcome.exit];
      document.ProcessingEndTime = this.timeline.now;
      if (outcome.exit === "completed") document.ExitMessage = "simulated: the sandbox runs no processing containers";
      if (outcome.exit === "failed") document.FailureReason = outcome.reason;
    });
  }

  protected startWork(): WorkHandle {
    this.log.line("simulated: the sandbox runs no processing containers");
    const stopped = new AbortController();
    const timer = new Promise<WorkResult>((resolve) => {
      const end = setTimeout(
        () => {
          resolve({ exit: "completed" });
        },
        (workSeconds * 1000) / this.shop.speed,
      );
      stopped.signal.addEventListener("abort", () => {
        clearTimeout(end);
        resolve({ exit: "stopped" });
      });
    });
    return {
      plannedSeconds: workSeconds,
      done: timer,
      stop: () => {
        stopped.abort();
      },
    };
  }

  protected override overran(): void {
    this.markEnded({ exit: "stopped" });
  }
}
