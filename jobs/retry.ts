import type { Clock } from "./clock";
import { awsWords, failureMeaning, JobError, type FailureMeaning } from "./failure";

/** What work with a job is given besides the job. */
export interface JobContext {
  /** Says that the user wants out; the job stays as it is. */
  readonly signal: AbortSignal;
  /** When to give up, in milliseconds since 1970. */
  readonly deadline: number;
  /** Takes a line for people on how things stand. */
  progress(line: string): void;
  readonly clock: Clock;
}

const minute = 60_000;
/** How long each kind of trouble may last. Throttling and lacking capacity may last until the deadline. */
const patience: Readonly<Partial<Record<FailureMeaning, number>>> = {
  throttled: Infinity,
  capacity: Infinity,
  propagating: 2 * minute,
  lost: 2 * minute,
};
const reasons: Readonly<Partial<Record<FailureMeaning, string>>> = {
  throttled: "AWS asks to slow down",
  capacity: "no capacity right now",
  propagating: "a new role or bucket is not usable yet",
  lost: "no answer from AWS",
};

const firstPause = 1_000;
const longestPause = 20_000;

/** Calls until it works; waits out what is transient, longer each time and spread at random; throws the rest. */
export async function persist<T>(what: string, context: JobContext, call: () => Promise<T>): Promise<T> {
  const { clock } = context;
  const start = clock.now();
  for (let pause = firstPause; ; pause = Math.min(pause * 2, longestPause)) {
    throwIfOver(what, context);
    try {
      return await call();
    } catch (error) {
      const meaning = failureMeaning(error);
      if (clock.now() - start >= (patience[meaning] ?? 0)) throw error;
      const wait = pause * (0.5 + clock.random() / 2);
      if (clock.now() + wait >= context.deadline) {
        throw new JobError("timed-out", `Too long: ${what} did not succeed in time: ${awsWords(error)}`);
      }
      // Only here may AWS mean something else than what is waited for, such as a typo in a bucket's name.
      const words = meaning === "propagating" ? ` (${shortened(awsWords(error))})` : "";
      context.progress(`${reasons[meaning] ?? meaning}${words}, next try in ${Math.ceil(wait / 1000)} s`);
      await clock.sleep(wait, context.signal);
    }
  }
}

/** Throws when the user wants out or the time is up. */
export function throwIfOver(what: string, { signal, deadline, clock }: JobContext): void {
  if (signal.aborted) throw new JobError("cancelled", `Cancelled ${what}; the next pulumi up goes on.`);
  if (clock.now() >= deadline) {
    throw new JobError("timed-out", `Too long: ${what} did not end in time; the next pulumi up goes on waiting.`);
  }
}

function shortened(words: string): string {
  return words.length > 80 ? `${words.slice(0, 77)}...` : words;
}
