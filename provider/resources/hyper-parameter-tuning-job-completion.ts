import type * as pulumi from "@pulumi/pulumi";
import { CompletionResource, type CompletionArgs } from "./completion-resource";

/** How many trials of a tuning job ended in which way. */
export interface TrialCounts {
  /** Trials that trained to their end. */
  readonly completed: number;
  /** Trials that were stopped before their end. */
  readonly stopped: number;
  /** Trials that ended in an error, whether or not they could be tried again. */
  readonly failed: number;
}

/** Waits for a tuning job to end and holds what came of it. */
export class HyperParameterTuningJobCompletion extends CompletionResource {
  /** Type token, by which policies and states know this resource. */
  static readonly __pulumiType = "greenml:jobs:HyperParameterTuningJobCompletion";

  /** Name of the training job that reached the best objective. */
  declare readonly bestTrainingJobName: pulumi.Output<string>;
  /** Name of the metric the search judged by. */
  declare readonly bestObjectiveMetricName: pulumi.Output<string>;
  /** Best value of that metric. */
  declare readonly bestObjectiveValue: pulumi.Output<number>;
  /** Tuned hyperparameters of the best training job. */
  declare readonly bestHyperParameters: pulumi.Output<Record<string, string>>;
  /** S3 address of the best training job's model archive. */
  declare readonly modelArtifacts: pulumi.Output<string>;
  /** How the trials ended. */
  declare readonly trials: pulumi.Output<TrialCounts>;
  /** Hours all trials trained, summed, per instance. */
  declare readonly trainingHours: pulumi.Output<number>;
  /** Instance type the best training job ran on. */
  declare readonly instanceType: pulumi.Output<string>;

  constructor(name: string, args: CompletionArgs, opts?: pulumi.CustomResourceOptions) {
    super(HyperParameterTuningJobCompletion.__pulumiType, name, args, outputs, opts);
  }
}

const outputs = [
  "bestTrainingJobName",
  "bestObjectiveMetricName",
  "bestObjectiveValue",
  "bestHyperParameters",
  "modelArtifacts",
  "trials",
  "trainingHours",
  "instanceType",
];
