import type { JobKind } from "./job-kind";

/** What an error from AWS means for what to do next. */
export type FailureMeaning =
  /** There is no such job. */
  | "gone"
  /** A job of that name exists. */
  | "taken"
  /** Asked too often. */
  | "throttled"
  /** A role or policy made a moment ago is not known everywhere yet. */
  | "propagating"
  /** No machines, or none left of what the account may use. */
  | "capacity"
  /** No answer, so that nobody knows whether it was done. */
  | "lost"
  /** Anything else: trying again would not help. */
  | "refused";

interface AwsError {
  readonly name: string;
  readonly message: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
  readonly code?: string;
}

const throttles = ["ThrottlingException", "TooManyRequestsException", "Throttling", "RequestLimitExceeded", "SlowDown"];
const connectionFaults = [
  "TimeoutError",
  "RequestTimeout",
  "ECONNRESET",
  "ECONNREFUSED",
  "EPIPE",
  "ETIMEDOUT",
  "EAI_AGAIN",
  "ENOTFOUND",
];

/** What tells the meanings apart; the first that fits counts. */
const signs: readonly (readonly [FailureMeaning, (error: AwsError) => boolean])[] = [
  ["gone", ({ name }) => name.startsWith("ResourceNotFound")],
  // Training and transform jobs say so in the text of a ValidationException.
  [
    "gone",
    ({ name, message }) =>
      name === "ValidationException" && /could not find|resource not found|does not exist/i.test(message),
  ],
  ["taken", ({ name }) => name === "ResourceInUse"],
  ["throttled", ({ name, $metadata }) => throttles.includes(name) || $metadata?.httpStatusCode === 429],
  ["propagating", ({ message }) => /could not assume role|no identity-based policy|no s3 objects found/i.test(message)],
  ["capacity", isCapacity],
  ["lost", ({ name, code }) => connectionFaults.includes(name) || connectionFaults.includes(code ?? "")],
  ["lost", ({ $metadata }) => ($metadata?.httpStatusCode ?? 0) >= 500],
];

/** Says what an error from AWS means. */
export function failureMeaning(error: unknown): FailureMeaning {
  const came = awsError(error);
  return signs.find(([, fits]) => fits(came))?.[0] ?? "refused";
}

function isCapacity({ name, message }: AwsError): boolean {
  if (/^(InsufficientCapacity|CapacityError)/.test(name) || /insufficient capacity|CapacityError/i.test(message))
    return true;
  if (name !== "ResourceLimitExceeded") return false;
  // A quota smaller than the request never frees up; one that is used up by others does.
  const limit = /is (\d+) (?:Instances|.*?), with current utilization/i.exec(message)?.[1];
  const delta = /request delta of (\d+)/i.exec(message)?.[1];
  return limit !== undefined && delta !== undefined && Number(limit) >= Number(delta);
}

/** AWS's own words for an error, in one line. */
export function awsWords(error: unknown): string {
  const { name, message } = awsError(error);
  const words = message.replaceAll(/\s+/g, " ").trim();
  return words === "" ? name : words.replace(/\.?$/, name === "Error" ? "." : ` (${name}).`);
}

function awsError(error: unknown): AwsError {
  if (!(error instanceof Error)) return { name: "Error", message: String(error) };
  // Connections refused on every address of a host come as one error that holds the others and says nothing itself.
  if (error instanceof AggregateError && error.errors[0] instanceof Error) return error.errors[0];
  return error;
}

/** Why a job could not be started, waited for or removed, in one sentence for people. */
export class JobError extends Error {
  constructor(
    /** `cancelled` and `timed-out` leave the job as it is: the next run goes on. */
    readonly kind: "cancelled" | "timed-out" | "ended" | "refused",
    sentence: string,
  ) {
    super(sentence);
    this.name = "JobError";
  }
}

/**
 * Does what AWS may refuse.
 *
 * @param what - ends the sentence "AWS refused ..." on an error that is not ours
 */
export async function orRefused<T>(what: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof JobError) throw error;
    throw new JobError("refused", `AWS refused ${what}: ${awsWords(error)}`);
  }
}

/** A reason of AWS's in one line that ends as a sentence does. */
export function asSentence(reason: string): string {
  return reason.replaceAll(/\s+/g, " ").trim().replace(/\.?$/, ".");
}

/** How messages call a job. */
export function jobWords(kind: JobKind, region: string, name: string): string {
  return `${kind.words} "${name}" in ${region}`;
}
