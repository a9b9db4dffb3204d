import type { JobRunner, WorkHandle, WorkResult } from "../job-runner";
import type { JobKind } from "../kinds";

import { JobLife } from "./job-life";
import { JobLog } from "./job-log";

export type Outcome =
  { readonly exit: "completed" } | { readonly exit: "stopped" } | { readonly exit: "failed"; readonly reason: string };

/** The life of a job with one stretch of work and no secondary statuses. */
export abstract class PlainLife<K extends JobKind> extends JobLife<K> {
  /** Sandbox seconds until machines are up. */
  protected abstract readonly startingSeconds: number;
  protected abstract readonly status: string;
  /** Log group and stream, as CloudWatch names them. */
  protected abstract readonly log: JobLog;

  protected abstract maxRuntime(): number | undefined;
  protected abstract markStarted(): void;
  protected abstract markEnded(outcome: Outcome): void;
  /** Starts the work. @throws Error a sentence in SageMaker's words when it cannot start */
  protected abstract startWork(runner: JobRunner): WorkHandle;
  protected completed(_result: WorkResult): void {
    // Most kinds leave nothing but files.
  }

  protected async live(): Promise<void> {
    if (this.status.toLowerCase() === "stopping") {
      this.markEnded({ exit: "stopped" });
      return;
    }
    await this.pass(this.startingSeconds);
    if (this.isOver()) {
      this.markEnded({ exit: "stopped" });
      return;
    }
    const fault = this.orderedFault();
    if (fault === undefined) await this.doWork();
    else this.fail(fault);
  }

  protected fail(reason: string): void {
    this.markEnded({ exit: "failed", reason: reason.slice(0, 1024) });
  }

  private async doWork(): Promise<void> {
    this.markStarted();
    let handle: WorkHandle;
    try {
      handle = this.startWork(await this.shop.runner);
    } catch (error) {
      this.fail(error instanceof Error ? error.message : String(error));
      return;
    }
    const result = await this.work(handle, this.maxRuntime());
    if (this.cause === "max-runtime") this.overran();
    else if (this.isOver()) this.markEnded({ exit: "stopped" });
    else if (result.exit === "failed") this.fail(result.failureReason);
    else {
      this.completed(result);
      this.markEnded({ exit: result.exit });
    }
  }

  /** A compilation or transform that overran failed; one that trains is stopped. */
  protected overran(): void {
    this.fail("ClientError: the job exceeded its MaxRuntimeInSeconds");
  }
}
