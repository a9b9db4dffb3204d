import { isTerminal, jobKinds, type JobKind, member } from "../kinds";
import type { Scope } from "../scope";

import { CompilationLife } from "./compilation-life";
import type { JobLife } from "./job-life";
import { ProcessingLife } from "./processing-life";
import { TrainingLife } from "./training-life";
import { TransformLife } from "./transform-life";
import { TuningLife } from "../tuning/tuning-life";
import type { Workshop } from "./workshop";

/** The jobs that this process runs; exactly one server of a state folder has any. */
export class RunningJobs {
  private readonly lives = new Map<string, JobLife<JobKind>>();

  constructor(private readonly shop: Workshop) {}

  start(kind: JobKind, scope: Scope, name: string): void {
    const key = keyOf(kind, scope, name);
    // A deleted job of the same name may still count its warm pool's seconds.
    this.lives.get(key)?.leave();
    const life = this.lifeOf(kind, scope, name);
    this.lives.set(key, life);
    void life.run().finally(() => {
      if (this.lives.get(key) === life) this.lives.delete(key);
    });
  }

  stop(kind: JobKind, scope: Scope, name: string): void {
    const life = this.lives.get(keyOf(kind, scope, name));
    if (life !== undefined) life.stop();
    else if (kind === "training") this.stopTrial(scope, name);
  }

  /** A trial lives within its tuning job. */
  private stopTrial(scope: Scope, name: string): void {
    const trial = this.shop.objects.read("training", scope, name)?.trial;
    const tuning = trial && this.lives.get(keyOf("tuning", scope, trial.tuningJobName));
    if (tuning instanceof TuningLife) tuning.stopTrial(name);
  }

  /** Takes up every job that was running when the last server went down; trials come with their tuning jobs. */
  resume(): void {
    for (const scope of this.shop.objects.scopes()) {
      for (const kind of jobKinds) {
        for (const { document, trial } of this.shop.objects.list(kind, scope)) {
          if ("WarmPoolStatus" in document) this.releaseWarmPool(scope, document.TrainingJobName);
          if (trial !== undefined || isTerminal(member(kind, "Status", document))) continue;
          this.start(kind, scope, member(kind, "Name", document));
        }
      }
    }
  }

  /** Machines that a job kept when the last server went down are gone with it. */
  private releaseWarmPool(scope: Scope, name: string): void {
    this.shop.objects.update("training", scope, name, ({ document: { WarmPoolStatus: pool } }) => {
      if (pool?.Status === "Available") pool.Status = "Terminated";
    });
  }

  /** Leaves all jobs as they are on disk. */
  leave(): void {
    for (const life of this.lives.values()) life.leave();
  }

  private lifeOf(kind: JobKind, scope: Scope, name: string): JobLife<JobKind> {
    switch (kind) {
      case "training":
        return new TrainingLife(this.shop, scope, name);
      case "tuning":
        return new TuningLife(this.shop, scope, name);
      case "compilation":
        return new CompilationLife(this.shop, scope, name);
      case "transform":
        return new TransformLife(this.shop, scope, name);
      case "processing":
        return new ProcessingLife(this.shop, scope, name);
    }
  }
}

function keyOf(kind: JobKind, { account, region }: Scope, name: string): string {
  return `${account}/${region}/${kind}/${name}`;
}
