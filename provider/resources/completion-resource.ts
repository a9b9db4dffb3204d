import * as pulumi from "@pulumi/pulumi";
import { requirePluginLine } from "./plugin-line";

/** Arguments of the wait for a job. */
export interface CompletionArgs {
  /** Region the job runs in. */
  readonly region: pulumi.Input<string>;
  /** Name of the job to wait for. Changing it waits for the other job, in place. */
  readonly jobName: pulumi.Input<string>;
  /**
   * Whether to wait until the job has ended. Without waiting, the outputs hold what is known at once, and
   * `pulumi refresh` fills in the rest later.
   * @defaultValue true
   */
  readonly wait?: pulumi.Input<boolean>;
}

/** What every completion has in common. An interrupted wait loses nothing: the next `pulumi up` goes on waiting. */
export abstract class CompletionResource extends pulumi.CustomResource {
  /** Region the job runs in. */
  declare readonly region: pulumi.Output<string>;
  /** Name of the job waited for. */
  declare readonly jobName: pulumi.Output<string>;
  /** Whether the resource waits until the job has ended. */
  declare readonly wait: pulumi.Output<boolean>;
  /** AWS's own word for the state the job is in. */
  declare readonly status: pulumi.Output<string>;

  protected constructor(
    type: string,
    name: string,
    args: CompletionArgs | undefined,
    outputs: readonly string[],
    opts: pulumi.CustomResourceOptions = {},
  ) {
    requirePluginLine(opts);
    const unknown = Object.fromEntries(["status", ...outputs].map((output) => [output, undefined]));
    super(type, name, { region: args?.region, jobName: args?.jobName, wait: args?.wait ?? true, ...unknown }, opts);
  }
}
