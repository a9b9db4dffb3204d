import type { SageMaker } from "@aws-sdk/client-sagemaker";
import type { Finding } from "./constraints/finding";
import type { RequestReader } from "./constraints/request-reader";

/** Where a job stands, whatever words its API uses. `completed` means that there is a result to use. */
export type JobPhase = "running" | "stopping" | "deleting" | "completed" | "failed" | "stopped";

/** What came of a job, under the names the completion resource shows. */
export type JobResults = Readonly<Record<string, string | number | Readonly<Record<string, string | number>>>>;

/** Type of one result; `numbers` and `texts` are maps by name. */
export type ResultType = "text" | "number" | "texts" | "numbers";

/** AWS's request, without the job's name. */
export type JobRequest = Readonly<Record<string, unknown>>;

/** What a look at a job shows. */
export interface JobState {
  readonly name: string;
  readonly arn: string;
  /** AWS's own word for the state. */
  readonly status: string;
  readonly phase: JobPhase;
  /** Why the job failed or stopped, in AWS's words where it has any. */
  readonly reason: string | undefined;
  readonly createdAt: Date | undefined;
  /** What is worth telling while waiting, most important first. */
  readonly progress: readonly string[];
  /** AWS's description of the job, as it came. */
  readonly description: Readonly<Record<string, unknown>>;
  /** What came of it; asks AWS for more where the description does not hold it all. */
  results(api: SageMaker): Promise<JobResults>;
}

/** One kind of SageMaker job: how to ask for it, look at it, stop it and remove it. */
export interface JobKind {
  /** AWS's name of the kind, as in its operations. */
  readonly name: "TrainingJob" | "HyperParameterTuningJob" | "CompilationJob" | "TransformJob";
  /** What people call it. */
  readonly words: string;
  /** The member of a request that holds the job's name. */
  readonly nameMember: string;
  /** AWS's limit on the name's length. */
  readonly nameLimit: number;
  /** The part of AWS's console that lists such jobs. */
  readonly consolePage: string;
  /** How long a wait may last when nobody says, in hours. */
  readonly waitHours: number;
  /** What the completion shows once the job has ended, and of which type. */
  readonly resultTypes: Readonly<Record<string, ResultType>>;
  /** Faults of a request that AWS's API model cannot express. */
  findings(request: RequestReader): Finding[];
  /** Asks for the job and answers with its ARN. */
  create(api: SageMaker, name: string, request: JobRequest): Promise<string | undefined>;
  describe(api: SageMaker, name: string, signal?: AbortSignal): Promise<JobState>;
  stop(api: SageMaker, name: string): Promise<unknown>;
  /** Deletes the record of an ended job; absent where AWS has no such call. */
  readonly remove: ((api: SageMaker, name: string) => Promise<unknown>) | undefined;
}

/** Results without those AWS left out. */
export function present(results: Readonly<Record<string, JobResults[string] | undefined>>): JobResults {
  return Object.fromEntries(
    Object.entries(results).filter((entry): entry is [string, JobResults[string]] => entry[1] !== undefined),
  );
}

/** Hours between two times; nothing when one is missing. */
export function hoursBetween(start: Date | undefined, end: Date | undefined): number | undefined {
  return start === undefined || end === undefined ? undefined : (end.getTime() - start.getTime()) / 3_600_000;
}
