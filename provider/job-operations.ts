import { createHash, randomUUID } from "node:crypto";
import { checkJob, prefixFault } from "../jobs/check-job";
import { placeName, unknown, type Finding } from "../jobs/constraints/finding";
import { continueJob, type HeldJob } from "../jobs/continue-job";
import { JobError } from "../jobs/failure";
import { glanceAtJob } from "../jobs/find-job";
import { importJob } from "../jobs/import-job";
import type { JobKind, JobRequest } from "../jobs/job-kind";
import { jobName, type JobSpec } from "../jobs/job-name";
import { handOverJob, removeJob } from "../jobs/remove-job";
import { removeUntoldAttempts } from "../jobs/remove-untold-attempts";
import { startJob, type StartedJob } from "../jobs/start-job";
import { regionFaults, strangerFaults, textFaults } from "./common-checks";
import { jobId, parseJobId } from "./job-id";
import {
  jobContext,
  orUnfinished,
  type Before,
  type Checked,
  type Difference,
  type Held,
  type OperationContext,
  type PropertyFault,
  type ResourceOperations,
} from "./operations";
import { propertyChanges } from "./property-change";
import { plain, text, touchesSecret, unknownMark, type Properties } from "./property-value";
import { UnfinishedError } from "./service-error";

const startSeconds = 10 * 60;
const removeSeconds = 30 * 60;
const inputNames = ["region", "namePrefix", "request"];
const outputNames = ["jobName", "arn", "attempt", "attempts"];

/** The operations on the resource that starts a kind of job and owns all its attempts. */
export function jobOperations(kind: JobKind): ResourceOperations {
  const run: Run = { inputs: new Map(), owners: new Map() };
  return {
    token: `greenml:jobs:${kind.name}`,
    check: (news, urn, olds) => {
      if (Object.keys(olds).length > 0) run.inputs.set(urn, olds);
      return check(kind, news);
    },
    diff: (before, news, context) => diff(kind, before, news, context),
    planned: (news) => ({ ...news, ...Object.fromEntries(outputNames.map((name) => [name, unknownMark])) }),
    plannedChange: async ({ state }, news) => {
      const spent = await spentReason(kind, state);
      const outputs = outputNames.map((name) => [name, spent === undefined ? state[name] : unknownMark] as const);
      return { ...news, ...Object.fromEntries(outputs), owner: state["owner"] };
    },
    create: (news, context) => create(kind, news, context, run),
    update: (before, news, context) => update(kind, before, news, context, run),
    read: async (id, state, inputs, context) => {
      const { region, jobName: first } = parseJobId(id);
      const name = text(state, "jobName") ?? first;
      const found = await importJob(kind, region, name, jobContext(context, startSeconds));
      if (found === undefined) return undefined;
      if (text(state, "jobName") !== undefined) return { id, properties: { ...state, arn: found.arn }, inputs };
      const imported = { region, namePrefix: found.namePrefix, request: found.request };
      const properties = { ...imported, jobName: name, arn: found.arn, attempt: 1, attempts: [name] };
      return { id, properties, inputs: imported };
    },
    delete: (state, context) => remove(kind, state, context, run),
  };
}

/** What this process must remember, because the engine does not say it at every step of a run. */
interface Run {
  /** Inputs of resources that were there when the run began, by URN. */
  readonly inputs: Map<string, Properties>;
  /** Owners of the jobs that were started or taken over in this run, by id. */
  readonly owners: Map<string, string | undefined>;
}

async function remove(kind: JobKind, state: Properties, context: OperationContext, { owners }: Run): Promise<void> {
  const region = text(state, "region") ?? "";
  const owner = text(state, "owner");
  const within = jobContext(context, removeSeconds);
  const attempt = attemptOf(state);
  if (owner !== undefined) await removeUntoldAttempts(specOf(kind, state), attempt, owner, within);
  // The newest first: it is the one that may still cost something.
  for (const name of attemptNames(state).reverse()) {
    const removal = { kind, region, name, owner };
    const heir = owners.get(jobId(region, name));
    // A resource of another name, or a copy of this one, has just taken the same job over: it stays.
    if (heir === undefined) await removeJob(removal, within);
    else if (heir !== owner) await handOverJob(removal, heir, within);
  }
}

function check(kind: JobKind, news: Properties): Checked {
  const request = plain(news["request"]);
  const prefix = text(news, "namePrefix");
  const fault = prefix === undefined ? undefined : prefixFault(prefix);
  const findings = request === undefined ? [] : checkJob(kind, request);
  return {
    inputs: news,
    faults: [
      ...strangerFaults(news, inputNames),
      ...regionFaults(news),
      ...textFaults(news, "namePrefix"),
      ...(fault === undefined ? [] : [{ path: "namePrefix", reason: fault }]),
      ...(request === undefined ? [{ path: "request", reason: "Expected request, got nothing." }] : []),
      ...findings.filter(({ severity }) => severity === "error").map((finding) => requestFault(news, finding)),
    ],
    warnings: findings
      .filter(({ severity }) => severity === "warning")
      .map((finding) => requestFault(news, finding).reason),
  };
}

function requestFault(news: Properties, { path, sentence }: Finding): PropertyFault {
  const place = placeName(path);
  const hidden = path !== "" && touchesSecret(news, place);
  return {
    path: "",
    reason: hidden ? `Expected ${place} as AWS's API takes it, got a secret that is not.` : sentence,
  };
}

async function diff(kind: JobKind, before: Before, news: Properties, context: OperationContext): Promise<Difference> {
  const changes = inputNames.flatMap((name) =>
    propertyChanges(name, untagged(before.inputs, name), untagged(news, name)),
  );
  // AWS describes a job with every default spelled out: what the program of an imported one leaves out is no change.
  const work = isImported(before.state) ? changes.filter(({ kind: change }) => change !== "delete") : changes;
  if (work.length > 0) return { changes: work, replaces: true };
  const tags = propertyChanges("request.Tags", requestOf(before.inputs)["Tags"], requestOf(news)["Tags"]);
  const spent = await spentReason(kind, before.state);
  if (spent === undefined) return { changes: tags, replaces: false };
  context.log.say("info", context.urn, `${spent} This update starts another attempt.`);
  return { changes: [...tags, { path: "attempt", kind: "update" }], replaces: false };
}

async function spentReason(kind: JobKind, state: Properties): Promise<string | undefined> {
  const [region, name, arn] = [text(state, "region"), text(state, "jobName"), text(state, "arn")];
  return region === undefined || name === undefined || arn === undefined ? undefined : glanceAtJob(kind, region, name);
}

async function create(kind: JobKind, news: Properties, context: OperationContext, run: Run): Promise<Held> {
  const spec = specOf(kind, news);
  const first = jobName(spec, 1);
  // The engine makes the same resource again when somebody asked for that: by --replace, or because its copy must go.
  const before = run.inputs.get(context.urn);
  const anew = before !== undefined && jobName(specOf(kind, before), 1) === first;
  // Nobody else's: two stacks that ask for the same share one job, and the one that started it removes it.
  const owner = createHash("sha256")
    .update(anew ? `${context.urn} ${randomUUID()}` : context.urn)
    .digest("hex")
    .slice(0, 16);
  const id = jobId(spec.region, first);
  const started = await unlessInterrupted(
    context,
    startJob(spec, { owner, attempt: 1, attempts: [], anew }, jobContext(context, startSeconds)),
    // The name is known before AWS is asked, so an interrupted start is kept and found again.
    (reason) =>
      new UnfinishedError(id, { ...news, jobName: first, attempt: 1, attempts: [first], owner }, news, reason),
  );
  run.owners.set(jobId(spec.region, started.jobName), owner);
  return { id, properties: outputs(news, started, owner) };
}

async function update(
  kind: JobKind,
  before: Before,
  news: Properties,
  context: OperationContext,
  run: Run,
): Promise<Properties> {
  const { id, state } = before;
  const owner = text(state, "owner");
  const held: HeldJob = {
    owner: owner ?? "",
    jobName: text(state, "jobName") ?? "",
    arn: text(state, "arn"),
    attempt: attemptOf(state),
    attempts: attemptNames(state),
    request: requestOf(state),
  };
  const spec = specOf(kind, news);
  const started = await unlessInterrupted(
    context,
    continueJob(spec, held, jobContext(context, startSeconds)),
    (reason) => new UnfinishedError(id, { ...state, ...news }, news, reason),
  );
  run.owners.set(jobId(spec.region, started.jobName), owner);
  return outputs(news, started, owner);
}

function outputs(news: Properties, started: StartedJob, owner: string | undefined): Properties {
  return { ...news, ...started, attempts: [...started.attempts], owner };
}

/** The work's result; the resource as it is when the user wants out or the time is up. */
async function unlessInterrupted<T>(
  context: OperationContext,
  work: Promise<T>,
  unfinished: (reason: string) => UnfinishedError,
): Promise<T> {
  const reason = "Cancelled while AWS was asked to start the job; the next pulumi up finds or starts it.";
  try {
    return await orUnfinished(context, work, unfinished(reason));
  } catch (error) {
    const interrupted = error instanceof JobError && (error.kind === "cancelled" || error.kind === "timed-out");
    throw interrupted ? unfinished(error.message) : error;
  }
}

function specOf(kind: JobKind, news: Properties): JobSpec {
  const [region, namePrefix] = [text(news, "region"), text(news, "namePrefix")];
  if (region === undefined || namePrefix === undefined) throw new Error("Expected region and namePrefix to be known.");
  return { kind, region, namePrefix, request: requestOf(news) };
}

function requestOf(properties: Properties): JobRequest {
  const request = plain(properties["request"]);
  return typeof request === "object" && request !== null ? (request as JobRequest) : {};
}

/** An input without what may change while the job stays. */
function untagged(properties: Properties, name: string): unknown {
  const value = plain(properties[name]);
  if (name !== "request" || value === unknown || typeof value !== "object" || value === null) return value;
  return { ...value, Tags: undefined };
}

/** A job has an owner from its start; an imported one is its importer's, whoever made it. */
function isImported(state: Properties): boolean {
  return text(state, "owner") === undefined;
}

function attemptOf(state: Properties): number {
  return typeof state["attempt"] === "number" ? state["attempt"] : 1;
}

function attemptNames(state: Properties): string[] {
  const names = plain(state["attempts"]);
  const listed = Array.isArray(names) ? names.filter((name): name is string => typeof name === "string") : [];
  const current = text(state, "jobName");
  return current === undefined || listed.includes(current) ? listed : [...listed, current];
}
