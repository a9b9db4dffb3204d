import { consoleLink } from "./console-link";
import { asSentence, JobError, jobWords, orRefused } from "./failure";
import { findJob } from "./find-job";
import type { JobKind, JobResults, JobState } from "./job-kind";
import { persist, throwIfOver, type JobContext } from "./retry";
import { sageMaker } from "./sagemaker";

/** A job as a completion shows it. */
export interface JobOutcome {
  readonly status: string;
  readonly results: JobResults;
}

/** How long a job that was accepted may stay invisible. */
const visibleWithin = 15_000;
const shortestPause = 1_000;
const longestPause = 20_000;

/** Waits until the job has ended and tells what came of it; throws when it did not succeed. */
export async function waitForJob(
  kind: JobKind,
  region: string,
  name: string,
  context: JobContext,
): Promise<JobOutcome> {
  const what = `the wait for ${jobWords(kind, region, name)}`;
  const { clock } = context;
  const start = clock.now();
  for (;;) {
    const state = await look(kind, region, name, context);
    if (state === undefined && clock.now() - start >= visibleWithin) throw gone(kind, region, name);
    if (state !== undefined) {
      if (state.phase === "completed") return await outcome(kind, region, state, context);
      if (state.phase === "failed" || state.phase === "stopped") throw unsuccessful(kind, region, state);
      context.progress(progressLine(state, clock.now()));
    }
    throwIfOver(what, context);
    // A tenth of the time waited so far: short jobs are noticed at once, long ones cost few calls.
    const pause = Math.min(Math.max((clock.now() - start) / 10, shortestPause), longestPause);
    await clock.sleep(Math.min(pause, Math.max(context.deadline - clock.now(), 0)), context.signal);
    throwIfOver(what, context);
  }
}

/** Looks once, without waiting; a job that failed or is gone is told as it is. Nothing when there is no such job. */
export async function lookAtJob(
  kind: JobKind,
  region: string,
  name: string,
  context: JobContext,
): Promise<JobOutcome | undefined> {
  const state = await look(kind, region, name, context);
  if (state === undefined) return undefined;
  return state.phase === "completed"
    ? await outcome(kind, region, state, context)
    : { status: state.status, results: {} };
}

async function look(kind: JobKind, region: string, name: string, context: JobContext): Promise<JobState | undefined> {
  return asking(kind, region, name, context, async () => findJob(kind, await sageMaker(region), name));
}

async function outcome(kind: JobKind, region: string, state: JobState, context: JobContext): Promise<JobOutcome> {
  const ask = async () => state.results(await sageMaker(region));
  return { status: state.status, results: await asking(kind, region, state.name, context, ask) };
}

async function asking<T>(
  kind: JobKind,
  region: string,
  name: string,
  context: JobContext,
  ask: () => Promise<T>,
): Promise<T> {
  const words = jobWords(kind, region, name);
  return orRefused(`to describe the ${words}`, () => persist(`the wait for ${words}`, context, ask));
}

function progressLine(state: JobState, now: number): string {
  const minutes = state.createdAt === undefined ? undefined : Math.floor((now - state.createdAt.getTime()) / 60_000);
  const age = minutes === undefined || minutes < 0 ? [] : [minutes === 0 ? "under a minute" : `${minutes} min`];
  return [state.status, ...age, ...state.progress].join(", ");
}

function gone(kind: JobKind, region: string, name: string): JobError {
  const words = jobWords(kind, region, name);
  return new JobError("ended", `The ${words} is gone; the next pulumi up starts another attempt.`);
}

function unsuccessful(kind: JobKind, region: string, state: JobState): JobError {
  const verb = state.phase === "failed" ? "failed" : "was stopped";
  const reason = asSentence(state.reason ?? "AWS gives no reason");
  const words = jobWords(kind, region, state.name);
  return new JobError("ended", `The ${words} ${verb}: ${reason} See ${consoleLink(kind, region, state.name)}`);
}
