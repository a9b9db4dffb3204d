import type * as pulumi from "@pulumi/pulumi";
import { CompletionResource, type CompletionArgs } from "./completion-resource";

/** Waits for a transform job to end and holds what came of it. */
export class TransformJobCompletion extends CompletionResource {
  /** Type token, by which policies and states know this resource. */
  static readonly __pulumiType = "greenml:jobs:TransformJobCompletion";

  /** S3 address below which the predictions are. */
  declare readonly outputPath: pulumi.Output<string>;
  /** Hours from the start of the transform to its end, per instance. */
  declare readonly transformHours: pulumi.Output<number>;
  /** Instance type the job ran on. */
  declare readonly instanceType: pulumi.Output<string>;
  /** Number of instances the job ran on. */
  declare readonly instanceCount: pulumi.Output<number>;

  constructor(name: string, args: CompletionArgs, opts?: pulumi.CustomResourceOptions) {
    super(TransformJobCompletion.__pulumiType, name, args, outputs, opts);
  }
}

const outputs = ["outputPath", "transformHours", "instanceType", "instanceCount"];
