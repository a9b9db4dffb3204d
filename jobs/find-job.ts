import type { SageMaker } from "@aws-sdk/client-sagemaker";
import { wallClock } from "./clock";
import { asSentence, failureMeaning } from "./failure";
import type { JobKind, JobState } from "./job-kind";
import { sageMaker } from "./sagemaker";

/** The job of that name, or nothing when AWS has none. */
export async function findJob(
  kind: JobKind,
  api: SageMaker,
  name: string,
  signal?: AbortSignal,
): Promise<JobState | undefined> {
  try {
    return await kind.describe(api, name, signal);
  } catch (error) {
    if (failureMeaning(error) === "gone") return undefined;
    throw error;
  }
}

/** Why a job will never give a result, so that it takes another attempt; nothing when it may still, or did. */
export function whySpent(kind: JobKind, name: string, state: JobState | undefined): string | undefined {
  if (state === undefined) return `The ${kind.words} "${name}" is gone.`;
  if (state.phase === "running" || state.phase === "completed") return undefined;
  const verb = { stopping: "is being stopped", deleting: "is being deleted", stopped: "was stopped", failed: "failed" };
  return `The ${kind.words} "${name}" ${verb[state.phase]}${state.reason === undefined ? "." : `: ${asSentence(state.reason)}`}`;
}

/** How long a preview waits for AWS before it goes on without an answer. */
const glanceMilliseconds = 3_000;

/**
 * A quick look during preview: why the job takes another attempt, or nothing. No answer, no credentials and no
 * permission count as nothing: a preview must not fail on them.
 */
export async function glanceAtJob(kind: JobKind, region: string, name: string): Promise<string | undefined> {
  const ended = new AbortController();
  const late = wallClock.sleep(glanceMilliseconds, ended.signal).then(() => "late" as const);
  try {
    const looked = sageMaker(region).then((api) => findJob(kind, api, name, ended.signal));
    const state = await Promise.race([looked, late]);
    return state === "late" ? undefined : whySpent(kind, name, state);
  } catch {
    return undefined;
  } finally {
    ended.abort();
  }
}
