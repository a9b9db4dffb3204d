import type * as pulumi from "@pulumi/pulumi";
import { CompletionResource, type CompletionArgs } from "./completion-resource";

/** Waits for a compilation job to end and holds what came of it. */
export class CompilationJobCompletion extends CompletionResource {
  /** Type token, by which policies and states know this resource. */
  static readonly __pulumiType = "greenml:jobs:CompilationJobCompletion";

  /** S3 address of the compiled model's archive. */
  declare readonly modelArtifacts: pulumi.Output<string>;
  /** Container image that can serve the compiled model. */
  declare readonly inferenceImage: pulumi.Output<string>;

  constructor(name: string, args: CompletionArgs, opts?: pulumi.CustomResourceOptions) {
    super(CompilationJobCompletion.__pulumiType, name, args, outputs, opts);
  }
}

const outputs = ["modelArtifacts", "inferenceImage"];
