import { join } from "node:path";

import { filesOfPrefix } from "../../s3/s3-uri";
import type { JobRunner, TransformRun, WorkHandle } from "../job-runner";
import type { Scope } from "../scope";
import { given } from "../wire";

import { JobLog } from "./job-log";
import { modelContainer, modelFile } from "./model-container";
import { type Outcome, PlainLife } from "./plain-life";
import { folderFor } from "./training-run";
import type { Workshop } from "./workshop";

const finalStatus = { completed: "Completed", stopped: "Stopped", failed: "Failed" } as const;

/** A batch transform job: the sandbox fails the whole job for a missing input, as SageMaker does. */
export class TransformLife extends PlainLife<"transform"> {
  protected readonly startingSeconds = 120;
  protected readonly log: JobLog;
  protected readonly status: string;

  constructor(shop: Workshop, scope: Scope, name: string) {
    super(shop, "transform", scope, name);
    this.status = this.initial.document.TransformJobStatus;
    this.log = new JobLog(shop.home, "TransformJobs", `${name}/algo-1`);
  }

  protected maxRuntime(): undefined {
    return undefined; // CreateTransformJob has no stopping condition.
  }

  protected beginStopping(): void {
    this.change((document) => {
      document.TransformJobStatus = "Stopping";
    });
  }

  protected markStarted(): void {
    this.change((document) => {
      document.TransformStartTime = this.timeline.now;
    });
  }

  protected markEnded(outcome: Outcome): void {
    this.change((document) => {
      document.TransformJobStatus = finalStatus[outcome.exit];
      document.TransformEndTime = this.timeline.now;
      if (outcome.exit === "failed") document.FailureReason = outcome.reason;
    });
  }

  protected startWork(runner: JobRunner): WorkHandle {
    return runner.transform(this.transformRun(), {
      onLog: (line) => {
        this.log.line(line);
      },
    });
  }

  private transformRun(): TransformRun {
    const { store, home } = this.shop;
    const { ModelName, TransformInput: input, TransformOutput: output, ...document } = this.initial.document;
    const uri = input.DataSource.S3DataSource.S3Uri;
    const inputs = filesOfPrefix(store, uri);
    if (inputs.length === 0)
      throw new Error(`ClientError: No S3 objects found under S3 URL "${uri}" given in input data source.`);
    return given({
      jobName: this.name,
      region: this.scope.region,
      ...this.model(ModelName),
      environment: { ...this.container(ModelName).Environment, ...document.Environment },
      inputs,
      outputFolder: folderFor(store, output?.S3OutputPath ?? ""),
      contentType: input.ContentType,
      accept: output?.Accept,
      ...this.records(),
      scratchPath: join(home, "scratch", this.scope.account, this.scope.region, this.name),
    });
  }

  /** How inputs are cut into requests and answers put together, with AWS's defaults. */
  private records() {
    const { TransformInput, TransformOutput, BatchStrategy, MaxPayloadInMB, DataProcessing } = this.initial.document;
    return {
      splitType: TransformInput.SplitType ?? ("None" as const),
      assembleWith: TransformOutput?.AssembleWith ?? ("None" as const),
      batchStrategy: BatchStrategy ?? ("MultiRecord" as const),
      maxPayloadInMb: MaxPayloadInMB ?? 6,
      inputFilter: DataProcessing?.InputFilter,
      outputFilter: DataProcessing?.OutputFilter,
      joinSource: DataProcessing?.JoinSource ?? ("None" as const),
    };
  }

  private model(modelName: string): Pick<TransformRun, "modelName" | "image" | "modelPath"> {
    const container = this.container(modelName);
    const modelPath = modelFile(this.shop, container);
    if (container.ModelDataUrl !== undefined && modelPath === undefined) {
      throw new Error(`ClientError: Could not find model data at ${container.ModelDataUrl}`);
    }
    return given({ modelName, image: container.Image ?? "", modelPath });
  }

  private container(modelName: string) {
    const container = modelContainer(this.shop, this.scope, modelName);
    if (container === undefined) throw new Error(`ClientError: Could not find model "${modelName}"`);
    return container;
  }
}
