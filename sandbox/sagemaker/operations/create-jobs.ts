import type {
  CreateCompilationJobRequest,
  CreateProcessingJobRequest,
  CreateTransformJobRequest,
} from "@aws-sdk/client-sagemaker";

import { arnOf } from "../scope";
import type { Wire } from "../wire";

import type { Operation } from "./call";
import { creationTime, storeNew, withoutTags } from "./store-new";

export const createCompilationJob: Operation = ({ desk, scope, request }) => {
  const asked = request as Wire<CreateCompilationJobRequest>;
  const now = creationTime();
  const document = {
    ...withoutTags(asked),
    CompilationJobArn: arnOf("compilation", scope, asked.CompilationJobName),
    CompilationJobStatus: "STARTING" as const,
    CreationTime: now,
    LastModifiedTime: now,
  };
  const CompilationJobArn = storeNew(desk, { kind: "compilation", scope, document }, asked.Tags);
  desk.running.start("compilation", scope, asked.CompilationJobName);
  return { CompilationJobArn };
};

export const createTransformJob: Operation = ({ desk, scope, request }) => {
  const asked = request as Wire<CreateTransformJobRequest>;
  const now = creationTime();
  const document = {
    ...withoutTags(asked),
    TransformJobArn: arnOf("transform", scope, asked.TransformJobName),
    TransformJobStatus: "InProgress" as const,
    CreationTime: now,
    LastModifiedTime: now,
  };
  const TransformJobArn = storeNew(desk, { kind: "transform", scope, document }, asked.Tags);
  desk.running.start("transform", scope, asked.TransformJobName);
  return { TransformJobArn };
};

export const createProcessingJob: Operation = ({ desk, scope, request }) => {
  const asked = request as Wire<CreateProcessingJobRequest>;
  const now = creationTime();
  const document = {
    ...withoutTags(asked),
    ProcessingJobArn: arnOf("processing", scope, asked.ProcessingJobName),
    ProcessingJobStatus: "InProgress" as const,
    CreationTime: now,
    LastModifiedTime: now,
  };
  const ProcessingJobArn = storeNew(desk, { kind: "processing", scope, document }, asked.Tags);
  desk.running.start("processing", scope, asked.ProcessingJobName);
  return { ProcessingJobArn };
};
