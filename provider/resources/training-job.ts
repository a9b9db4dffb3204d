import type { CreateTrainingJobRequest } from "@aws-sdk/client-sagemaker";
import type * as pulumi from "@pulumi/pulumi";
import type { Inputs } from "./inputs";
import { JobResource, type JobArgs } from "./job-resource";

/** AWS's request for a training job, without the name. */
export type TrainingJobRequest = Omit<CreateTrainingJobRequest, "TrainingJobName">;

/** Arguments for {@link TrainingJob}. */
export type TrainingJobArgs = JobArgs<Inputs<TrainingJobRequest>>;

/** Trains one model. In the state within seconds; {@link TrainingJobCompletion} waits for its end. */
export class TrainingJob extends JobResource<TrainingJobRequest> {
  /** Type token, by which policies and states know this resource. */
  static readonly __pulumiType = "greenml:jobs:TrainingJob";

  constructor(name: string, args: TrainingJobArgs, opts?: pulumi.CustomResourceOptions) {
    super(TrainingJob.__pulumiType, name, args, opts);
  }
}
