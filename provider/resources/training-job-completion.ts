import type * as pulumi from "@pulumi/pulumi";
import { CompletionResource, type CompletionArgs } from "./completion-resource";

/** Waits for a training job to end and holds what came of it. */
export class TrainingJobCompletion extends CompletionResource {
  /** Type token, by which policies and states know this resource. */
  static readonly __pulumiType = "greenml:jobs:TrainingJobCompletion";

  /** S3 address of the trained model's archive. */
  declare readonly modelArtifacts: pulumi.Output<string>;
  /** Last value of every metric the job printed. */
  declare readonly metrics: pulumi.Output<Record<string, number>>;
  /** Hours the instances trained, per instance. */
  declare readonly trainingHours: pulumi.Output<number>;
  /** Instance type the job ran on. */
  declare readonly instanceType: pulumi.Output<string>;
  /** Number of instances the job ran on. */
  declare readonly instanceCount: pulumi.Output<number>;

  constructor(name: string, args: CompletionArgs, opts?: pulumi.CustomResourceOptions) {
    super(TrainingJobCompletion.__pulumiType, name, args, outputs, opts);
  }
}

const outputs = ["modelArtifacts", "metrics", "trainingHours", "instanceType", "instanceCount"];
