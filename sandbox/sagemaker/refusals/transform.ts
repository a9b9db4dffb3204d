import type { CreateTransformJobRequest } from "@aws-sdk/client-sagemaker";

import { arnOf } from "../scope";
import type { Wire } from "../wire";

import { refuseBy, type Rule } from "./rule";

type Asked = Wire<CreateTransformJobRequest>;

/** Megabytes that may be on their way at once. */
const mostInFlight = 100;
const defaultPayload = 6;

const modelExists: Rule<Asked> = ({ ModelName }, { objects, scope }) =>
  objects.read("model", scope, ModelName) === undefined
    ? `Could not find model "${arnOf("model", scope, ModelName)}".`
    : undefined;

const fitsInFlight: Rule<Asked> = ({
  MaxConcurrentTransforms: concurrent = 1,
  MaxPayloadInMB: payload = defaultPayload,
}) =>
  Math.max(concurrent, 1) * payload > mostInFlight
    ? `MaxConcurrentTransforms * MaxPayloadInMB must not exceed ${mostInFlight} MB, got ${concurrent} * ${payload}.`
    : undefined;

const recordsAreSplit: Rule<Asked> = ({ BatchStrategy, TransformInput: { SplitType = "None" } }) =>
  BatchStrategy === "MultiRecord" && SplitType === "None"
    ? "BatchStrategy MultiRecord requires SplitType to be set to Line, RecordIO or TFRecord."
    : undefined;

const dataTypeIsRead: Rule<Asked> = ({ TransformInput }) => {
  const type = TransformInput.DataSource.S3DataSource.S3DataType;
  return type === "S3Prefix" || type === "ManifestFile"
    ? undefined
    : `S3DataType ${type} is not supported for transform jobs.`;
};

const joinMatches: Rule<Asked> = ({
  DataProcessing,
  TransformInput: { SplitType = "None" },
  TransformOutput: { AssembleWith = "None" },
}) =>
  DataProcessing?.JoinSource === "Input" && SplitType !== AssembleWith
    ? `JoinSource Input requires AssembleWith to match SplitType, got ${AssembleWith} and ${SplitType}.`
    : undefined;

/** What SageMaker refuses of CreateTransformJob beyond its API model. */
export const refuseTransformJob = refuseBy<Asked>([
  modelExists,
  fitsInFlight,
  recordsAreSplit,
  dataTypeIsRead,
  joinMatches,
]);
