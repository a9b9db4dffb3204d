import type { SecondaryStatus } from "@aws-sdk/client-sagemaker";

import { fileOfObject } from "../../s3/s3-uri";
import type { WorkResult } from "../job-runner";
import type { TrainingDocument } from "../kinds";
import type { Scope } from "../scope";
import type { Stored, TrialState } from "../state/object-state";

import { JobLife } from "./job-life";
import { JobLog } from "./job-log";
import { artefactUri, trainingRun } from "./training-run";
import type { Workshop } from "./workshop";

/** Sandbox seconds of SageMaker's own work around a training; a trial finds its machines up. */
const overheads = { starting: 40, startingTrial: 8, downloading: 25, uploading: 10, stopping: 5 } as const;
/** Share of training time billed on spot machines: AWS says up to 90 % off; the sandbox makes it 65 %. */
const spotShare = 0.35;

/** What a tuning job wants of one of its trials. */
export interface TrialHooks {
  readonly metric: string;
  /** Sandbox seconds after which the trial is cut because the tuning job's own time is over. */
  readonly limit: number | undefined;
  onObjective(value: number, epoch: number): void;
}

type Edit = (document: TrainingDocument, stored: Stored<"training">) => void;

/** A training job from Starting to its end. */
export class TrainingLife extends JobLife<"training"> {
  private readonly metrics = new Map<string, number>();
  private metricsWritten = 0;
  private readonly log: JobLog;

  constructor(
    shop: Workshop,
    scope: Scope,
    name: string,
    private readonly trial?: TrialHooks,
  ) {
    super(shop, "training", scope, name);
    this.log = new JobLog(shop.home, "TrainingJobs", `${name}/algo-1`);
  }

  protected async live(): Promise<void> {
    const { TrainingJobStatus, SecondaryStatus } = this.initial.document;
    if (TrainingJobStatus === "Stopping") return this.endStopped();
    if (!["Starting", "Pending"].includes(SecondaryStatus)) {
      this.enter("Restarting", "The sandbox was started again: the job runs again from its start");
    }
    this.enter("Starting", "Preparing the instances for training");
    await this.pass(this.trial === undefined ? overheads.starting : overheads.startingTrial);
    if (this.isOver()) return this.endStopped();
    const fault = this.orderedFault();
    if (fault !== undefined) {
      this.fail(fault);
      return;
    }
    await this.download();
    if (this.isOver()) return this.endStopped();
    await this.train();
    await this.keepWarm();
  }

  /** Lets the machines wait for another job, billed, as long as the request keeps them. */
  private async keepWarm(): Promise<void> {
    const seconds = this.initial.document.ResourceConfig?.KeepAlivePeriodInSeconds ?? 0;
    if (seconds === 0) return;
    this.change((document) => {
      document.WarmPoolStatus = { Status: "Available", ResourceRetainedBillableTimeInSeconds: 0 };
    });
    await this.pass(seconds);
    this.change((document) => {
      if (document.WarmPoolStatus?.Status !== "Available") return; // Released early, by UpdateTrainingJob.
      document.WarmPoolStatus = { Status: "Terminated", ResourceRetainedBillableTimeInSeconds: seconds };
    });
  }

  protected beginStopping(): void {
    this.enter("Stopping", "Stopping the training job", (document) => {
      document.TrainingJobStatus = "Stopping";
    });
  }

  protected fail(reason: string): void {
    this.end("Failed", "Failed", reason.slice(0, 1024));
  }

  private async download(): Promise<void> {
    this.enter("Downloading", "Downloading the training image", (document) => {
      document.TrainingStartTime = this.timeline.now;
    });
    await this.pass(overheads.downloading);
  }

  private async train(): Promise<void> {
    this.enter("Training", "Training image download completed. Training in progress.");
    const run = trainingRun(this.shop, this.initial, this.trial?.metric);
    const runner = await this.shop.runner;
    const handle = runner.train(run, {
      onLog: (line) => {
        this.log.line(line);
      },
      onMetric: (metric, value, epoch) => {
        this.noteMetric(metric, value, epoch);
      },
    });
    if (handle.isSimulated === true) this.markSimulated();
    const result = await this.work(handle, this.limit());
    if (result.exit === "failed" && this.cause === undefined) this.fail(result.failureReason);
    else if (result.exit === "completed" && this.cause === undefined) await this.endCompleted();
    else await this.endStopped(result);
  }

  /** Describe shows made-up metrics like any others; this tells people what they are. */
  private markSimulated(): void {
    this.change((document) => {
      const last = document.SecondaryStatusTransitions?.at(-1);
      if (last !== undefined) last.StatusMessage = "Training is simulated by the sandbox: its metrics are made up.";
    });
  }

  /** Sandbox seconds that are left for the work. */
  private limit(): number | undefined {
    const { MaxRuntimeInSeconds } = this.initial.document.StoppingCondition;
    // AWS's default is a day.
    const own = (MaxRuntimeInSeconds ?? 86_400) - overheads.downloading;
    return this.trial?.limit === undefined ? own : Math.min(own, this.trial.limit);
  }

  private noteMetric(metric: string, value: number, epoch: number): void {
    this.metrics.set(metric, value);
    if (metric === this.trial?.metric) this.trial.onObjective(value, epoch);
    if (performance.now() - this.metricsWritten < 300) return;
    this.metricsWritten = performance.now();
    this.change((document) => {
      document.FinalMetricDataList = this.metricList();
    });
  }

  private metricList(): { MetricName: string; Value: number; Timestamp: number }[] {
    return [...this.metrics].map(([MetricName, Value]) => ({ MetricName, Value, Timestamp: this.timeline.now }));
  }

  /** A trial's final objective is the last value it reported. */
  private judge(trial: TrialState, status: "Completed" | "Failed" | "Stopped"): void {
    const value = this.metrics.get(trial.objectiveMetric);
    trial.objectiveStatus = value === undefined || status === "Failed" ? "Failed" : "Succeeded";
    if (value !== undefined) trial.objective = { MetricName: trial.objectiveMetric, Value: value };
  }

  private async endCompleted(): Promise<void> {
    await this.upload();
    this.end("Completed", "Completed", "Training job completed");
  }

  private async endStopped(result?: WorkResult): Promise<void> {
    if (this.cause === "max-runtime") {
      this.enter("Stopping", "Training job runtime exceeded MaxRuntimeInSeconds provided", (document) => {
        document.TrainingJobStatus = "Stopping";
      });
    }
    // Asked of the work, not of the store: a deleted job of the same name may have left a model there.
    if (result !== undefined && result.exit !== "failed" && result.artefactPath !== undefined) await this.upload();
    const status = this.shop.objects.read("training", this.scope, this.name)?.document.TrainingJobStatus;
    if (status !== "Stopping" && this.cause === undefined) return; // Left, not stopped.
    if (this.cause === "max-runtime") {
      this.end("Stopped", "MaxRuntimeExceeded", "Training job runtime exceeded MaxRuntimeInSeconds provided");
    } else this.end("Stopped", "Stopped", "Training job stopped");
  }

  private async upload(): Promise<void> {
    this.enter("Uploading", "Uploading generated training model");
    await this.pass(overheads.uploading);
    const artefact = fileOfObject(this.shop.store, this.artefactUri());
    if (artefact === undefined) return;
    this.change((document) => {
      document.ModelArtifacts = { S3ModelArtifacts: this.artefactUri() };
    });
  }

  private artefactUri(): string {
    return artefactUri(this.initial.document);
  }

  private enter(status: SecondaryStatus, message: string, edit?: Edit): void {
    this.change((document, stored) => {
      const { now } = this.timeline;
      const transitions = (document.SecondaryStatusTransitions ??= []);
      const last = transitions.at(-1);
      if (last?.Status === status) return;
      if (last !== undefined) last.EndTime ??= now;
      transitions.push({ Status: status, StartTime: now, StatusMessage: message });
      document.SecondaryStatus = status;
      edit?.(document, stored);
    });
  }

  private end(status: "Completed" | "Failed" | "Stopped", secondary: SecondaryStatus, message: string): void {
    this.enter(secondary, message, (document, { trial }) => {
      const { now } = this.timeline;
      document.TrainingJobStatus = status;
      document.TrainingEndTime = now;
      const last = document.SecondaryStatusTransitions?.at(-1);
      if (last !== undefined) last.EndTime = now;
      if (status === "Failed") document.FailureReason = message;
      if (this.metrics.size > 0) document.FinalMetricDataList = this.metricList();
      if (trial !== undefined) this.judge(trial, status);
      if (document.TrainingStartTime === undefined) return;
      const seconds = Math.max(1, Math.round(now - document.TrainingStartTime));
      document.TrainingTimeInSeconds = seconds;
      const share = document.EnableManagedSpotTraining === true ? spotShare : 1;
      document.BillableTimeInSeconds = Math.max(1, Math.round(seconds * share));
    });
  }
}
