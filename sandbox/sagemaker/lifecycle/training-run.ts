import { join } from "node:path";

import type { ObjectStore } from "../../s3/object-store";
import { filesOfPrefix, parseS3Uri, under } from "../../s3/s3-uri";
import type { Channel, TrainingRun } from "../job-runner";
import type { TrainingDocument } from "../kinds";
import type { Stored } from "../state/object-state";

import type { Workshop } from "./workshop";

/** What the runner is to do for a training job. */
export function trainingRun(
  shop: Workshop,
  { scope, document }: Stored<"training">,
  objectiveMetric?: string,
): TrainingRun {
  const { TrainingJobName: jobName, AlgorithmSpecification: algorithm, ResourceConfig, CheckpointConfig } = document;
  const output = under(document.OutputDataConfig?.S3OutputPath ?? "", `${jobName}/output/model.tar.gz`);
  const checkpoints = CheckpointConfig?.S3Uri;
  return {
    jobName,
    region: scope.region,
    image: algorithm?.TrainingImage ?? algorithm?.AlgorithmName ?? "",
    instanceType: ResourceConfig?.InstanceType ?? ResourceConfig?.InstanceGroups?.[0]?.InstanceType ?? "",
    instanceCount: ResourceConfig?.InstanceCount ?? 1,
    hyperParameters: document.HyperParameters ?? {},
    environment: document.Environment ?? {},
    metricDefinitions: (algorithm?.MetricDefinitions ?? []).map(({ Name, Regex }) => ({ name: Name, regex: Regex })),
    channels: channels(shop.store, document),
    artefactPath: pathFor(shop.store, output),
    // Trials share one prefix in AWS, which mixes their checkpoints up; here each job has a folder of its own.
    ...(checkpoints === undefined ? {} : { checkpointPath: pathFor(shop.store, under(checkpoints, jobName)) }),
    scratchPath: join(shop.home, "scratch", scope.account, scope.region, jobName),
    ...(objectiveMetric === undefined ? {} : { objectiveMetric }),
  };
}

/** Where something written to an S3 URI goes; its bucket may not be there yet. */
export function pathFor(store: ObjectStore, uri: string): string {
  const place = parseS3Uri(uri);
  if (place === undefined) throw new RangeError(`Expected an s3:// URI, got "${uri}"`);
  return store.path(place.bucket, place.key);
}

/** The folder an S3 prefix means, for work that writes many files there. */
export function folderFor(store: ObjectStore, uri: string): string {
  const place = parseS3Uri(uri);
  if (place === undefined) throw new RangeError(`Expected an s3:// URI, got "${uri}"`);
  return store.folderPath(place.bucket, place.key);
}

function channels(store: ObjectStore, { InputDataConfig }: TrainingDocument): Channel[] {
  return (InputDataConfig ?? []).map(({ ChannelName, ContentType, DataSource }) => {
    const s3Uri = DataSource.S3DataSource?.S3Uri ?? "";
    const contentType = ContentType === undefined ? {} : { contentType: ContentType };
    return { name: ChannelName, s3Uri, files: filesOfPrefix(store, s3Uri), ...contentType };
  });
}
