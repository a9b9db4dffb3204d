import type {
  DescribeCompilationJobResponse,
  DescribeEndpointConfigOutput,
  DescribeEndpointOutput,
  DescribeHyperParameterTuningJobResponse,
  DescribeModelOutput,
  DescribeProcessingJobResponse,
  DescribeTrainingJobResponse,
  DescribeTransformJobResponse,
} from "@aws-sdk/client-sagemaker";

import type { JsonObject, Wire } from "./wire";

/** Members that AWS's model calls required in an answer but that are not there before a job has ended. */
type Later<T, Member extends keyof T> = Omit<T, Member> & Partial<Pick<T, Member>>;

export type TrainingDocument = Later<Wire<DescribeTrainingJobResponse>, "ModelArtifacts">;
export type TuningDocument = Wire<DescribeHyperParameterTuningJobResponse>;
export type CompilationDocument = Later<
  Wire<DescribeCompilationJobResponse>,
  "ModelArtifacts" | "FailureReason" | "InputConfig"
>;
/** AWS lists when a transform job last changed but does not describe it. */
type TransformDocument = Wire<DescribeTransformJobResponse> & { LastModifiedTime?: number };
type ProcessingDocument = Wire<DescribeProcessingJobResponse>;
export type ModelDocument = Wire<DescribeModelOutput>;
export type EndpointConfigDocument = Wire<DescribeEndpointConfigOutput>;
export type EndpointDocument = Wire<DescribeEndpointOutput>;

/** What each kind of object is stored as: AWS's own describe answer. */
export interface Documents {
  training: TrainingDocument;
  tuning: TuningDocument;
  compilation: CompilationDocument;
  transform: TransformDocument;
  processing: ProcessingDocument;
  model: ModelDocument;
  "endpoint-config": EndpointConfigDocument;
  endpoint: EndpointDocument;
}
export type Kind = keyof Documents;
/** The kinds that run and end. */
export type JobKind = "training" | "tuning" | "compilation" | "transform" | "processing";

interface KindFacts {
  /** AWS's word, from which operation and member names are made: `Describe<word>`, `<word>Name`, `<word>Arn`, `<word>Status`. */
  readonly word: string;
  /** Resource type in the ARN. */
  readonly arnType: string;
  /** What AWS calls it in a sentence. */
  readonly noun: string;
}

export const kinds: Readonly<Record<Kind, KindFacts>> = {
  training: { word: "TrainingJob", arnType: "training-job", noun: "training job" },
  tuning: { word: "HyperParameterTuningJob", arnType: "hyper-parameter-tuning-job", noun: "tuning job" },
  compilation: { word: "CompilationJob", arnType: "compilation-job", noun: "compilation job" },
  transform: { word: "TransformJob", arnType: "transform-job", noun: "transform job" },
  processing: { word: "ProcessingJob", arnType: "processing-job", noun: "processing job" },
  model: { word: "Model", arnType: "model", noun: "model" },
  "endpoint-config": { word: "EndpointConfig", arnType: "endpoint-config", noun: "endpoint configuration" },
  endpoint: { word: "Endpoint", arnType: "endpoint", noun: "endpoint" },
};

export const kindNames = Object.keys(kinds) as Kind[];
export const jobKinds: readonly JobKind[] = ["training", "tuning", "compilation", "transform", "processing"];

/** A text member of a document or request of a kind: its name, ARN or status. */
export function member(kind: Kind, which: "Name" | "Arn" | "Status", document: object): string {
  const value = (document as JsonObject)[kinds[kind].word + which];
  return typeof value === "string" ? value : "";
}

/** True when a job's status says that nothing will change any more. */
export function isTerminal(status: string): boolean {
  return ["completed", "failed", "stopped", "deletefailed"].includes(status.toLowerCase());
}
