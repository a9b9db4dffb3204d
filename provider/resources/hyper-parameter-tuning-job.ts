import type { CreateHyperParameterTuningJobRequest } from "@aws-sdk/client-sagemaker";
import type * as pulumi from "@pulumi/pulumi";
import type { Inputs } from "./inputs";
import { JobResource, type JobArgs } from "./job-resource";

/** AWS's request for a tuning job, without the name. */
export type HyperParameterTuningJobRequest = Omit<CreateHyperParameterTuningJobRequest, "HyperParameterTuningJobName">;

/** Arguments for {@link HyperParameterTuningJob}. */
export type HyperParameterTuningJobArgs = JobArgs<Inputs<HyperParameterTuningJobRequest>>;

/** Searches for the best hyperparameters by training many times. In the state within seconds; {@link HyperParameterTuningJobCompletion} waits for its end. */
export class HyperParameterTuningJob extends JobResource<HyperParameterTuningJobRequest> {
  /** Type token, by which policies and states know this resource. */
  static readonly __pulumiType = "greenml:jobs:HyperParameterTuningJob";

  constructor(name: string, args: HyperParameterTuningJobArgs, opts?: pulumi.CustomResourceOptions) {
    super(HyperParameterTuningJob.__pulumiType, name, args, opts);
  }
}
