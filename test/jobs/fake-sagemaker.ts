import { SageMakerClient, type ServiceOutputTypes } from "@aws-sdk/client-sagemaker";
import { mockClient } from "aws-sdk-client-mock";
import type { Clock } from "../../jobs/clock";
import type { JobContext } from "../../jobs/retry";

/** A job as the fake keeps it. */
export interface FakeJob {
  readonly name: string;
  readonly arn: string;
  readonly request: Record<string, unknown>;
  readonly tags: Map<string, string>;
  status: string;
  extra: Record<string, unknown>;
}

type Input = Record<string, unknown>;

/** An error as the SDK throws it. */
export function awsError(name: string, message: string, httpStatusCode = 400): Error {
  return Object.assign(new Error(message), { name, $metadata: { httpStatusCode } });
}

/** SageMaker in memory: jobs stay as they are until a test changes them. */
export class FakeSageMaker {
  readonly jobs = new Map<string, FakeJob>();
  readonly calls: { readonly operation: string; readonly input: Input }[] = [];
  /** Pages of a tuning job's trials, in order. */
  readonly trials: Record<string, unknown>[] = [];
  /** Errors, or work, to come before the operation's own answer, in order. */
  readonly before = new Map<string, (() => void | Promise<void>)[]>();

  constructor() {
    const mock = mockClient(SageMakerClient);
    mock.send.callsFake(async (command) => {
      const operation = command.constructor.name.replace(/Command$/, "");
      const input: Input = { ...command.input };
      this.calls.push({ operation, input });
      await this.before.get(operation)?.shift()?.();
      return this.answer(operation, input) as unknown as ServiceOutputTypes; // the fake knows no output types
    });
  }

  /** Lets the next calls of an operation fail, one error each. */
  fail(operation: string, ...errors: Error[]): void {
    this.before.set(
      operation,
      errors.map((error) => () => {
        throw error;
      }),
    );
  }

  /** Names of the operations called so far. */
  operations(): string[] {
    return this.calls.map(({ operation }) => operation);
  }

  only(): FakeJob {
    const [job, ...others] = this.jobs.values();
    if (job === undefined || others.length > 0) throw new Error(`Expected one job, got ${this.jobs.size}.`);
    return job;
  }

  put(kind: string, name: string, request: Input = {}): FakeJob {
    const tags = (request["Tags"] ?? []) as { Key: string; Value: string }[];
    const job: FakeJob = {
      name,
      arn: `arn:aws:sagemaker:eu-north-1:123456789012:${kind}/${name}`,
      request,
      tags: new Map(tags.map(({ Key, Value }) => [Key, Value])),
      status: kind === "CompilationJob" ? "INPROGRESS" : "InProgress",
      extra: {},
    };
    this.jobs.set(name, job);
    return job;
  }

  private answer(operation: string, input: Input): Record<string, unknown> {
    if (operation.endsWith("Tags")) return this.answerTags(input);
    if (operation === "ListTrainingJobsForHyperParameterTuningJob") return this.trials.shift() ?? {};
    const [, verb = "", kind = ""] = /^([A-Z][a-z]+)(\w+)$/.exec(operation) ?? [];
    const name = input[`${kind}Name`] as string;
    return verb === "Create" ? this.create(kind, name, input) : this.answerFor(verb, kind, name);
  }

  private create(kind: string, name: string, input: Input): Record<string, unknown> {
    if (this.jobs.has(name)) throw awsError("ResourceInUse", `Name ${name} is taken`);
    return { [`${kind}Arn`]: this.put(kind, name, input).arn };
  }

  private answerFor(verb: string, kind: string, name: string): Record<string, unknown> {
    const job = this.jobs.get(name);
    if (job === undefined) throw awsError("ValidationException", "Requested resource not found.");
    if (verb === "Describe") return described(kind, job);
    if (verb === "Stop") job.status = job.status === "INPROGRESS" ? "STOPPED" : "Stopped";
    if (verb === "Delete") this.jobs.delete(name);
    return {};
  }

  private answerTags(input: Input): Record<string, unknown> {
    const job = [...this.jobs.values()].find(({ arn }) => arn === input["ResourceArn"]);
    if (job === undefined) throw awsError("ResourceNotFound", "No such resource.");
    for (const { Key, Value } of (input["Tags"] ?? []) as { Key: string; Value: string }[]) job.tags.set(Key, Value);
    for (const key of (input["TagKeys"] ?? []) as string[]) job.tags.delete(key);
    return { Tags: [...job.tags].map(([Key, Value]) => ({ Key, Value })) };
  }
}

function described(kind: string, job: FakeJob): Record<string, unknown> {
  const state = { [`${kind}Name`]: job.name, [`${kind}Arn`]: job.arn, [`${kind}Status`]: job.status };
  return { CreationTime: new Date(0), ...job.request, ...state, ...job.extra };
}

/** A clock that stands still but for the sleeping. */
export class FakeClock implements Clock {
  time = 1_000_000;
  /** Called with the time after every sleep. */
  woke: (time: number) => void = () => undefined;

  now(): number {
    return this.time;
  }

  random(): number {
    return 0.5;
  }

  sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
    if (!signal.aborted) this.time += milliseconds;
    this.woke(this.time);
    return Promise.resolve();
  }
}

/** A context whose progress lines are kept. */
export function fakeContext(overrides: Partial<JobContext> = {}): JobContext & { readonly lines: string[] } {
  const lines: string[] = [];
  const clock = overrides.clock ?? new FakeClock();
  return {
    signal: new AbortController().signal,
    deadline: clock.now() + 3_600_000,
    progress: (line) => {
      lines.push(line);
    },
    clock,
    lines,
    ...overrides,
  };
}
