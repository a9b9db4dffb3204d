import type { CreateCompilationJobRequest } from "@aws-sdk/client-sagemaker";
import type * as pulumi from "@pulumi/pulumi";
import type { Inputs } from "./inputs";
import { JobResource, type JobArgs } from "./job-resource";

/** AWS's request for a compilation job, without the name. */
export type CompilationJobRequest = Omit<CreateCompilationJobRequest, "CompilationJobName">;

/** Arguments for {@link CompilationJob}. */
export type CompilationJobArgs = JobArgs<Inputs<CompilationJobRequest>>;

/** Compiles a model for one kind of hardware with SageMaker Neo. In the state within seconds; {@link CompilationJobCompletion} waits for its end. */
export class CompilationJob extends JobResource<CompilationJobRequest> {
  /** Type token, by which policies and states know this resource. */
  static readonly __pulumiType = "greenml:jobs:CompilationJob";

  constructor(name: string, args: CompilationJobArgs, opts?: pulumi.CustomResourceOptions) {
    super(CompilationJob.__pulumiType, name, args, opts);
  }
}
