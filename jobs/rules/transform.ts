import { placeName, quoted, refusal, type Finding } from "../constraints/finding";
import type { RequestReader } from "../constraints/request-reader";

/** AWS's limit on one payload, and on all payloads in flight at once, in MB. */
const largestPayload = 100;
/** AWS's default for `MaxPayloadInMB`. */
const defaultPayload = 6;

/** Findings about a transform job that AWS's API model cannot express. */
export function transformFindings(request: RequestReader): Finding[] {
  return [
    ...payloadFindings(request),
    ...batchFindings(request),
    ...joinFindings(request),
    ...sourceFindings(request),
    ...countFindings(request),
  ];
}

function payloadFindings(request: RequestReader): Finding[] {
  const payload = request.number("MaxPayloadInMB");
  const concurrent = request.number("MaxConcurrentTransforms");
  if (payload !== undefined && payload > largestPayload) {
    return [refusal("MaxPayloadInMB", `Too large: request.MaxPayloadInMB is ${payload}, maximum ${largestPayload}.`)];
  }
  const size = payload ?? (request.has("MaxPayloadInMB") === false ? defaultPayload : undefined);
  if (concurrent === undefined || size === undefined || concurrent * size <= largestPayload) return [];
  const product = `MaxConcurrentTransforms x MaxPayloadInMB is ${concurrent} x ${size}`;
  return [refusal("MaxConcurrentTransforms", `Too much in flight: ${product}, maximum ${largestPayload} MB.`)];
}

function batchFindings(request: RequestReader): Finding[] {
  if (request.text("BatchStrategy") !== "MultiRecord") return [];
  const split = splitType(request);
  if (split === undefined || split !== "None") return [];
  const reason = "TransformInput.SplitType is None";
  return [refusal("BatchStrategy", `Cannot use BatchStrategy "MultiRecord" because ${reason}.`)];
}

function joinFindings(request: RequestReader): Finding[] {
  if (request.text("DataProcessing.JoinSource") !== "Input") return [];
  const split = splitType(request);
  const assemble =
    request.has("TransformOutput.AssembleWith") === false ? "None" : request.text("TransformOutput.AssembleWith");
  if (split === undefined || assemble === undefined || split === assemble) return [];
  const reason = `SplitType is ${quoted(split)} and AssembleWith is ${quoted(assemble)}; they must be the same`;
  return [refusal("DataProcessing.JoinSource", `Cannot join predictions to their input because ${reason}.`)];
}

function splitType(request: RequestReader): string | undefined {
  return request.has("TransformInput.SplitType") === false ? "None" : request.text("TransformInput.SplitType");
}

function sourceFindings(request: RequestReader): Finding[] {
  const path = "TransformInput.DataSource.S3DataSource.S3DataType";
  const type = request.text(path);
  if (type !== "AugmentedManifestFile" && type !== "Converse") return [];
  return [
    refusal(
      path,
      `Cannot read ${quoted(type)} in ${placeName(path)} because batch transform takes S3Prefix or ManifestFile.`,
    ),
  ];
}

function countFindings(request: RequestReader): Finding[] {
  const path = "TransformResources.InstanceCount";
  const count = request.number(path);
  return count !== undefined && count < 1
    ? [refusal(path, `Expected ${placeName(path)} of at least 1, got ${count}.`)]
    : [];
}
