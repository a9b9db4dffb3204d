import { jobWords, orRefused } from "./failure";
import { findJob, whySpent } from "./find-job";
import type { JobSpec } from "./job-name";
import { changeTags, requestTags } from "./job-tags";
import type { JobRequest } from "./job-kind";
import { persist, type JobContext } from "./retry";
import { sageMaker } from "./sagemaker";
import { startJob, type Attempt, type StartedJob } from "./start-job";

/** A job as the state holds it. */
export interface HeldJob extends Attempt {
  readonly jobName: string;
  /** Absent when the run that started it was interrupted before AWS had answered. */
  readonly arn: string | undefined;
  /** The request of the last run, for the tags it gave the job. */
  readonly request: JobRequest;
}

/** Keeps a held job and brings its tags up to date; starts another attempt when it failed, was stopped or is gone. */
export async function continueJob(spec: JobSpec, held: HeldJob, context: JobContext): Promise<StartedJob> {
  const { arn } = held;
  if (arn === undefined) return await startJob(spec, held, context);
  const words = jobWords(spec.kind, spec.region, held.jobName);
  return orRefused(`a change to the ${words}`, async () => {
    const api = await sageMaker(spec.region);
    const state = await persist(`the look at ${words}`, context, () => findJob(spec.kind, api, held.jobName));
    if (whySpent(spec.kind, held.jobName, state) !== undefined) {
      return await startJob(spec, { ...held, attempt: held.attempt + 1 }, context);
    }
    await persist(`the tagging of ${words}`, context, () =>
      changeTags(api, arn, requestTags(held.request), requestTags(spec.request)),
    );
    return { jobName: held.jobName, arn, attempt: held.attempt, attempts: held.attempts };
  });
}
