import type * as pulumi from "@pulumi/pulumi";
import type { TransformJobArgs } from "../../provider/resources";
import { hasOwnDisk } from "../../carbon";
import { requestTags } from "../tags";
import type { PlannedBatch } from "./batch-inference-args";

/** The parts of a transform's request that only AWS knows. */
export interface BatchSurroundings {
  readonly modelName: pulumi.Input<string>;
  readonly input: pulumi.Input<string>;
  readonly output: pulumi.Input<string>;
  readonly kmsKey: pulumi.Input<string> | undefined;
}

/** AWS's own request for a transform, without the job's name. */
export function transformRequest(
  args: PlannedBatch,
  instanceType: string,
  around: BatchSurroundings,
): TransformJobArgs["request"] {
  const { kmsKey, modelName, input, output } = around;
  const { strategy, split, filter, tags } = args;
  const assembled = split === "Line" ? { AssembleWith: "Line" as const } : {};
  return {
    ModelName: modelName,
    BatchStrategy: strategy,
    MaxPayloadInMB: args.maxPayloadMib,
    MaxConcurrentTransforms: args.maxConcurrentTransforms,
    ModelClientConfig: { InvocationsTimeoutInSeconds: args.timeoutSeconds, InvocationsMaxRetries: 2 },
    TransformInput: {
      DataSource: { S3DataSource: { S3DataType: "S3Prefix" as const, S3Uri: input } },
      ContentType: contentTypeOf(args),
      SplitType: split,
      CompressionType: args.compression,
    },
    TransformOutput: {
      S3OutputPath: output,
      ...acceptOf(args),
      ...assembled,
      ...(kmsKey !== undefined && { KmsKeyId: kmsKey }),
    },
    TransformResources: {
      InstanceType: instanceType,
      InstanceCount: args.instanceCount,
      ...(kmsKey !== undefined && !hasOwnDisk(instanceType) && { VolumeKmsKeyId: kmsKey }),
    },
    ...(filter && { DataProcessing: dataProcessing(filter) }),
    ...requestTags(tags),
  };
}

function contentTypeOf({ contentType, model }: PlannedBatch): string {
  return contentType ?? model.contentType ?? "text/csv";
}

/** Text in gives text of the same kind out, line by line; what an image gives is for the model to say. */
function acceptOf(args: PlannedBatch) {
  const contentType = contentTypeOf(args);
  const accept = args.accept ?? (/^(text\/|application\/json)/.test(contentType) ? contentType : undefined);
  return accept === undefined ? {} : { Accept: accept };
}

function dataProcessing({ input, output, joinInput }: NonNullable<PlannedBatch["filter"]>) {
  return {
    ...(input !== undefined && { InputFilter: input }),
    ...(output !== undefined && { OutputFilter: output }),
    JoinSource: joinInput ? ("Input" as const) : ("None" as const),
  };
}
