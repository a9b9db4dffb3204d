import type { CreateTransformJobRequest } from "@aws-sdk/client-sagemaker";
import type * as pulumi from "@pulumi/pulumi";
import type { Inputs } from "./inputs";
import { JobResource, type JobArgs } from "./job-resource";

/** AWS's request for a transform job, without the name. */
export type TransformJobRequest = Omit<CreateTransformJobRequest, "TransformJobName">;

/** Arguments for {@link TransformJob}. */
export type TransformJobArgs = JobArgs<Inputs<TransformJobRequest>>;

/** Runs a model over a batch of data and then stops. In the state within seconds; {@link TransformJobCompletion} waits for its end. */
export class TransformJob extends JobResource<TransformJobRequest> {
  /** Type token, by which policies and states know this resource. */
  static readonly __pulumiType = "greenml:jobs:TransformJob";

  constructor(name: string, args: TransformJobArgs, opts?: pulumi.CustomResourceOptions) {
    super(TransformJob.__pulumiType, name, args, opts);
  }
}
