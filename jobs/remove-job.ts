import type { SageMaker } from "@aws-sdk/client-sagemaker";
import { awsWords, failureMeaning, JobError, jobWords, orRefused } from "./failure";
import { findJob } from "./find-job";
import type { JobKind, JobState } from "./job-kind";
import { jobTags, ownerTag, removedTag } from "./job-tags";
import { persist, throwIfOver, type JobContext } from "./retry";
import { sageMaker } from "./sagemaker";

/** A job to remove, and whose it should be: a job made for somebody else is left alone. */
export interface Removal {
  readonly kind: JobKind;
  readonly region: string;
  readonly name: string;
  /** Absent for a job that was imported, which is its importer's whoever made it. */
  readonly owner: string | undefined;
}

/** Stops the job when it runs, waits until it has stopped and deletes its record where AWS can; artefacts stay. */
export async function removeJob(removal: Removal, context: JobContext): Promise<void> {
  const { kind, region, name } = removal;
  const words = jobWords(kind, region, name);
  await orRefused(`to remove the ${words}`, async () => {
    const api = await sageMaker(region);
    const what = `the removal of ${words}`;
    const found = await ownJob(api, removal, context);
    if (found === undefined) return;
    await stopped(api, removal, context);
    if (kind.remove === undefined) await persist(what, context, () => markRemoved(api, found));
    else await removeRecord(api, removal, context);
  });
}

/** Makes the job somebody else's, if it was the owner's that the removal names. */
export async function handOverJob(removal: Removal, heir: string, context: JobContext): Promise<void> {
  const { kind, region, name } = removal;
  const words = jobWords(kind, region, name);
  await orRefused(`a change to the ${words}`, async () => {
    const api = await sageMaker(region);
    const found = await ownJob(api, removal, context);
    if (found === undefined) return;
    const Tags = [{ Key: ownerTag, Value: heir }];
    await persist(`the tagging of ${words}`, context, () => api.addTags({ ResourceArn: found.arn, Tags }));
  });
}

/** The job, when there is one that its owner may remove. */
async function ownJob(
  api: SageMaker,
  { kind, region, name, owner }: Removal,
  context: JobContext,
): Promise<JobState | undefined> {
  const what = `the look at ${jobWords(kind, region, name)}`;
  const found = await persist(what, context, () => findJob(kind, api, name));
  if (found === undefined || owner === undefined) return found;
  const maker = (await persist(what, context, () => jobTags(api, found.arn))).get(ownerTag);
  return maker === undefined || maker === owner ? found : undefined;
}

async function stopped(api: SageMaker, { kind, region, name }: Removal, context: JobContext): Promise<void> {
  const what = `the stop of ${jobWords(kind, region, name)}`;
  let asked = false;
  for (;;) {
    const state = await persist(what, context, () => findJob(kind, api, name));
    if (state === undefined || !["running", "stopping", "deleting"].includes(state.phase)) return;
    if (state.phase === "running" && !asked) {
      asked = true;
      await persist(what, context, () => kind.stop(api, name)).catch(unlessEnded);
    }
    context.progress(state.phase === "deleting" ? "being deleted" : "stopping");
    await pause(what, context);
  }
}

/** A job that ends while it is asked to stop makes AWS refuse; the next look tells. */
function unlessEnded(error: unknown): void {
  if (error instanceof JobError || failureMeaning(error) !== "refused") throw error;
}

async function removeRecord(api: SageMaker, { kind, region, name }: Removal, context: JobContext): Promise<void> {
  const what = `the removal of ${jobWords(kind, region, name)}`;
  context.progress("deleting its record");
  for (;;) {
    try {
      await persist(what, context, async () => kind.remove?.(api, name));
    } catch (error) {
      if (failureMeaning(error) === "gone") return;
      // Just stopped, or its machines just released: AWS may need a moment to notice.
      if (!/terminal|in progress|warm pool|stopping/i.test(awsWords(error))) throw error;
    }
    if ((await persist(what, context, () => findJob(kind, api, name))) === undefined) return;
    await pause(what, context);
  }
}

async function markRemoved(api: SageMaker, { arn }: JobState): Promise<void> {
  await api.addTags({ ResourceArn: arn, Tags: [{ Key: removedTag, Value: "true" }] });
}

async function pause(what: string, context: JobContext): Promise<void> {
  throwIfOver(what, context);
  await context.clock.sleep(2_000, context.signal);
  throwIfOver(what, context);
}
