import { unknown } from "../jobs/constraints/finding";
import { JobError } from "../jobs/failure";
import type { JobKind } from "../jobs/job-kind";
import { lookAtJob, waitForJob, type JobOutcome } from "../jobs/wait-for-job";
import { came, regionFaults, strangerFaults, textFaults } from "./common-checks";
import { jobId, parseJobId } from "./job-id";
import {
  jobContext,
  orUnfinished,
  type Before,
  type Checked,
  type OperationContext,
  type ResourceOperations,
} from "./operations";
import { propertyChanges, type PropertyChange } from "./property-change";
import { plain, text, unknownMark, type Properties } from "./property-value";
import { UnfinishedError } from "./service-error";

const inputNames = ["region", "jobName", "wait"];

/** The operations on the resource that waits for a kind of job. There is nothing behind it to change or to delete. */
export function completionOperations(kind: JobKind): ResourceOperations {
  const planned = (news: Properties) => {
    const outputs = ["status", ...Object.keys(kind.resultTypes)].map((name) => [name, unknownMark]);
    return { ...news, ...(Object.fromEntries(outputs) as Properties) };
  };
  return {
    token: `greenml:jobs:${kind.name}Completion`,
    check,
    diff: (before, news) => {
      const changes = inputNames.flatMap((name) =>
        propertyChanges(name, plain(before.inputs[name]), plain(news[name])),
      );
      const replaces = changes.some(({ path }) => path === "region");
      return Promise.resolve({ changes: changes.length > 0 ? changes : unfinishedWait(kind, before, news), replaces });
    },
    planned,
    plannedChange: (_before, news) => Promise.resolve(planned(news)),
    create: async (news, context) => {
      const id = jobId(text(news, "region") ?? "", text(news, "jobName") ?? "");
      return { id, properties: await completed(kind, id, news, context) };
    },
    update: ({ id }, news, context) => completed(kind, id, news, context),
    read: async (id, state, inputs, context) => {
      const parts = parseJobId(id);
      const [region, jobName] = [text(state, "region") ?? parts.region, text(state, "jobName") ?? parts.jobName];
      const outcome = await lookAtJob(kind, region, jobName, jobContext(context, 60));
      if (outcome === undefined) return undefined;
      const kept = Object.keys(inputs).length > 0 ? inputs : { region, jobName, wait: true };
      return { id, properties: outputs(kept, outcome), inputs: kept };
    },
    delete: () => Promise.resolve(),
  };
}

/** A refresh in the middle of a wait makes the engine forget that it was not over; the missing results tell. */
function unfinishedWait(kind: JobKind, { state }: Before, news: Properties): PropertyChange[] {
  const hasResults = Object.keys(kind.resultTypes).some((name) => state[name] !== undefined);
  return hasResults || plain(news["wait"]) === false ? [] : [{ path: "status", kind: "update" }];
}

function check(news: Properties): Checked {
  const wait = plain(news["wait"]) ?? true;
  const isFault = wait !== unknown && typeof wait !== "boolean";
  return {
    inputs: { ...news, wait: news["wait"] ?? true },
    faults: [
      ...strangerFaults(news, inputNames),
      ...regionFaults(news),
      ...textFaults(news, "jobName"),
      ...(isFault ? [{ path: "wait", reason: `Expected wait to be true or false, got ${came(wait)}.` }] : []),
    ],
    warnings: [],
  };
}

async function completed(kind: JobKind, id: string, news: Properties, context: OperationContext): Promise<Properties> {
  const [region, jobName] = [text(news, "region") ?? "", text(news, "jobName") ?? ""];
  const within = jobContext(context, kind.waitHours * 3600);
  const unfinished = (reason: string) => new UnfinishedError(id, news, news, reason);
  const reason = `Cancelled the wait for "${jobName}"; the job goes on, and so does the next pulumi up.`;
  try {
    const work =
      plain(news["wait"]) === false
        ? lookAtJob(kind, region, jobName, within)
        : waitForJob(kind, region, jobName, within);
    const outcome = await orUnfinished(context, work, unfinished(reason));
    if (outcome === undefined) throw new Error(`Unknown ${kind.words} "${jobName}" in ${region}.`);
    return outputs(news, outcome);
  } catch (error) {
    const interrupted = error instanceof JobError && (error.kind === "cancelled" || error.kind === "timed-out");
    throw interrupted ? unfinished(error.message) : error;
  }
}

function outputs(news: Properties, { status, results }: JobOutcome): Properties {
  return { ...news, status, ...results };
}
