import { describedRequest } from "./described-request";
import { jobWords, orRefused } from "./failure";
import { findJob } from "./find-job";
import type { JobKind, JobRequest } from "./job-kind";
import { jobTags } from "./job-tags";
import { persist, type JobContext } from "./retry";
import { sageMaker } from "./sagemaker";

/** A job as AWS describes it, for a program to take over. */
export interface ImportedJob {
  readonly arn: string;
  readonly namePrefix: string;
  readonly request: JobRequest;
}

/** Looks a job up by name; nothing when there is none. */
export async function importJob(
  kind: JobKind,
  region: string,
  name: string,
  context: JobContext,
): Promise<ImportedJob | undefined> {
  const words = jobWords(kind, region, name);
  return orRefused(`to describe the ${words}`, async () => {
    const api = await sageMaker(region);
    const state = await persist(`the look at ${words}`, context, () => findJob(kind, api, name));
    if (state === undefined) return undefined;
    const tags = await persist(`the look at ${words}`, context, () => jobTags(api, state.arn));
    const Tags = [...tags].filter(([key]) => !/^(greenml|aws):/.test(key)).map(([Key, Value]) => ({ Key, Value }));
    const request = { ...describedRequest(kind, state), ...(Tags.length > 0 ? { Tags } : {}) };
    return { arn: state.arn, namePrefix: name.replace(/-[0-9a-f]{10}$/, ""), request };
  });
}
