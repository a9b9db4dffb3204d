import type { SageMaker } from "@aws-sdk/client-sagemaker";
import { failureMeaning, JobError, jobWords, orRefused } from "./failure";
import { findJob, whySpent } from "./find-job";
import type { JobState } from "./job-kind";
import { jobName, specDigest, type JobSpec } from "./job-name";
import { digestTag, jobTags, ownerTag, removedTag, tagged } from "./job-tags";
import { persist, type JobContext } from "./retry";
import { sageMaker } from "./sagemaker";

/** A job that AWS has accepted. */
export interface StartedJob {
  readonly jobName: string;
  readonly arn: string;
  readonly attempt: number;
  /** Names of all attempts so far, this one last. */
  readonly attempts: readonly string[];
}

/** Which attempt to make, for whom, and what went before. */
export interface Attempt {
  readonly owner: string;
  readonly attempt: number;
  readonly attempts: readonly string[];
  /** Whether the same work is wanted once more, so that no job there is will do. */
  readonly anew?: boolean;
}

/** Attempts to look through before giving up: a job that fails that often fails always. */
const mostAttempts = 100;

/**
 * Starts the job, or adopts the one that an interrupted or concurrent run has started for the same request. A job of
 * that name that failed, was stopped or was destroyed gives way to the next attempt.
 */
export async function startJob(spec: JobSpec, first: Attempt, context: JobContext): Promise<StartedJob> {
  const api = await sageMaker(spec.region);
  const attempts = [...first.attempts];
  for (let attempt = first.attempt; attempt < first.attempt + mostAttempts; attempt++) {
    const name = jobName(spec, attempt);
    if (first.anew === true && (await isThere(api, spec, name, context))) continue;
    if (!attempts.includes(name)) attempts.push(name);
    const arn = await createOrAdopt(api, spec, name, first.owner, context);
    if (arn !== undefined) return { jobName: name, arn, attempt, attempts };
  }
  throw new JobError(
    "refused",
    `Too many attempts at one request: ${mostAttempts} failed; look at the last one's reason.`,
  );
}

async function isThere(api: SageMaker, spec: JobSpec, name: string, context: JobContext): Promise<boolean> {
  const words = jobWords(spec.kind, spec.region, name);
  return orRefused(`to describe the ${words}`, async () => {
    const found = await persist(`the look at ${words}`, context, () => findJob(spec.kind, api, name));
    return found !== undefined;
  });
}

/** The ARN of the job, or nothing when the name is spent. */
async function createOrAdopt(
  api: SageMaker,
  spec: JobSpec,
  name: string,
  owner: string,
  context: JobContext,
): Promise<string | undefined> {
  const what = `the start of ${jobWords(spec.kind, spec.region, name)}`;
  const request = tagged(spec.request, { [digestTag]: specDigest(spec), [ownerTag]: owner });
  context.progress("asking AWS to start it");
  const asked = () =>
    persist(what, context, async () => {
      try {
        return (await spec.kind.create(api, name, request)) ?? "";
      } catch (error) {
        const meaning = failureMeaning(error);
        if (meaning !== "taken" && meaning !== "lost") throw error;
        // The name is the only token of idempotency: an answer that was lost may have started the job.
        const found = await findJob(spec.kind, api, name);
        if (found === undefined) throw meaning === "taken" ? new VanishingError() : error;
        return await adopt(api, spec, found);
      }
    });
  return orRefused(`the ${jobWords(spec.kind, spec.region, name)}`, () =>
    asked().catch((error: unknown) => {
      if (error instanceof VanishingError) return undefined;
      throw error;
    }),
  );
}

/**
 * A name that is taken by a job nobody can see belongs to one that is being deleted: worth another try, and when it does
 * not come free, spent.
 */
class VanishingError extends Error {
  constructor() {
    super("The name is still in use by a job that is being deleted.");
    // Waited out as long as an answer that does not come.
    this.name = "TimeoutError";
  }
}

async function adopt(api: SageMaker, spec: JobSpec, found: JobState): Promise<string | undefined> {
  const tags = await jobTags(api, found.arn);
  if (tags.get(digestTag) !== specDigest(spec)) {
    const reason = "a job of that name exists already and does something else";
    const words = jobWords(spec.kind, spec.region, found.name);
    throw new JobError("refused", `Cannot start ${words} because ${reason}; choose another namePrefix.`);
  }
  return tags.has(removedTag) || whySpent(spec.kind, found.name, found) !== undefined ? undefined : found.arn;
}
