import * as pulumi from "@pulumi/pulumi";
import { requirePluginLine } from "./plugin-line";

/** Arguments every job takes beside its request. */
export interface JobArgs<Request> {
  /** Region the job runs in. Changing it starts a new job there and removes the old one. */
  readonly region: pulumi.Input<string>;
  /**
   * Start of the job's name. A hash of region, request and attempt follows it; the prefix is shortened where AWS's
   * limit demands it, the hash never. Changing it starts a new job.
   */
  readonly namePrefix: pulumi.Input<string>;
  /** AWS's own request in AWS's own casing, without the job's name. Changing anything but `Tags` starts a new job. */
  readonly request: Request;
}

/** What every job resource has in common: its arguments, its name and its attempts. */
export abstract class JobResource<Request> extends pulumi.CustomResource {
  /** Region the job runs in. */
  declare readonly region: pulumi.Output<string>;
  /** Start of the job's name, as it was asked for. */
  declare readonly namePrefix: pulumi.Output<string>;
  /** Request the job was started with, without the job's name. */
  declare readonly request: pulumi.Output<Request>;
  /** Name of the current attempt's job. */
  declare readonly jobName: pulumi.Output<string>;
  /** ARN of the current attempt's job. */
  declare readonly arn: pulumi.Output<string>;
  /** Number of the current attempt, 1 for the first. */
  declare readonly attempt: pulumi.Output<number>;
  /** Names of the jobs of all attempts, oldest first; destroy removes them all. */
  declare readonly attempts: pulumi.Output<string[]>;

  protected constructor(
    type: string,
    name: string,
    args: JobArgs<unknown> | undefined,
    opts: pulumi.CustomResourceOptions = {},
  ) {
    requirePluginLine(opts);
    const outputs = { jobName: undefined, arn: undefined, attempt: undefined, attempts: undefined };
    super(type, name, { region: args?.region, namePrefix: args?.namePrefix, request: args?.request, ...outputs }, opts);
  }
}
