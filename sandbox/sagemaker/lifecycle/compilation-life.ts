import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { fileOfObject, under } from "../../s3/s3-uri";
import type { CompilationRun, JobRunner, WorkHandle, WorkResult } from "../job-runner";
import type { CompilationDocument } from "../kinds";
import type { Scope } from "../scope";
import { given } from "../wire";

import { JobLog } from "./job-log";
import { neoImage } from "./neo-image";
import { type Outcome, PlainLife } from "./plain-life";
import { pathFor } from "./training-run";
import type { Workshop } from "./workshop";

const finalStatus = { completed: "COMPLETED", stopped: "STOPPED", failed: "FAILED" } as const;

/** A Neo compilation job, whose statuses are in upper case. */
export class CompilationLife extends PlainLife<"compilation"> {
  protected readonly startingSeconds = 30;
  protected readonly log: JobLog;
  protected readonly status: string;

  constructor(shop: Workshop, scope: Scope, name: string) {
    super(shop, "compilation", scope, name);
    this.status = this.initial.document.CompilationJobStatus;
    this.log = new JobLog(shop.home, "CompilationJobs", name);
  }

  protected maxRuntime(): number {
    return this.initial.document.StoppingCondition.MaxRuntimeInSeconds ?? 86_400;
  }

  protected beginStopping(): void {
    this.change((document) => {
      document.CompilationJobStatus = "STOPPING";
    });
  }

  protected markStarted(): void {
    this.change((document) => {
      document.CompilationJobStatus = "INPROGRESS";
      document.CompilationStartTime = this.timeline.now;
    });
  }

  protected markEnded(outcome: Outcome): void {
    this.change((document) => {
      document.CompilationJobStatus = finalStatus[outcome.exit];
      document.CompilationEndTime = this.timeline.now;
      if (outcome.exit === "failed") document.FailureReason = outcome.reason;
    });
  }

  protected startWork(runner: JobRunner): WorkHandle {
    return runner.compile(this.compilationRun(), {
      onLog: (line) => {
        this.log.line(line);
      },
    });
  }

  protected override completed(result: WorkResult): void {
    this.change((document) => {
      document.ModelArtifacts = { S3ModelArtifacts: this.artefactUri() };
      const image = neoImage(document, this.scope.region);
      if (image !== undefined) document.InferenceImage = image;
      if (result.exit !== "completed" || result.artefactPath === undefined) return;
      const ArtifactDigest = createHash("sha256").update(readFileSync(result.artefactPath)).digest("hex");
      document.ModelDigests = { ArtifactDigest };
    });
  }

  private compilationRun(): CompilationRun {
    const { InputConfig: input } = this.initial.document;
    const uri = input?.S3Uri ?? "";
    const modelPath = fileOfObject(this.shop.store, uri);
    if (modelPath === undefined) {
      throw new Error(`ClientError: InputConfiguration: No model found at ${uri}: the object does not exist.`);
    }
    return given({
      jobName: this.name,
      region: this.scope.region,
      framework: input?.Framework ?? "",
      frameworkVersion: input?.FrameworkVersion,
      dataInputConfig: input?.DataInputConfig,
      target: targetOf(this.initial.document),
      modelPath,
      artefactPath: pathFor(this.shop.store, this.artefactUri()),
      scratchPath: join(this.shop.home, "scratch", this.scope.account, this.scope.region, this.name),
    });
  }

  private artefactUri(): string {
    const { document } = this.initial;
    return under(document.OutputConfig.S3OutputLocation, `model-${targetOf(document)}.tar.gz`);
  }
}

/** The target device, or what a target platform comes to in a file name. */
function targetOf({ OutputConfig: { TargetDevice, TargetPlatform } }: CompilationDocument): string {
  if (TargetDevice !== undefined) return TargetDevice;
  const { Os = "", Arch = "", Accelerator } = TargetPlatform ?? {};
  return [Os, Arch, ...(Accelerator === undefined ? [] : [Accelerator])].join("_");
}
