import { join } from "node:path";

import type { ObjectStore } from "../../s3/object-store";
import { filesOfPrefix, parseS3Uri, under } from "../../s3/s3-uri";
import type { Channel, TrainingRun } from "../job-runner";
import type { TrainingDocument } from "../kinds";
import type { Stored } from "../state/object-state";
import { given } from "../wire";

import type { Workshop } from "./workshop";

/** What the runner is to do for a training job. */
export function trainingRun(
  shop: Workshop,
  { scope, document }: Stored<"training">,
  objectiveMetric?: string,
): TrainingRun {
  const { TrainingJobName: jobName, CheckpointConfig, HyperParameters = {}, Environment = {} } = document;
  // Trials share one checkpoint prefix in AWS, which mixes them up; here each job has a folder of its own.
  const checkpoints = CheckpointConfig === undefined ? undefined : under(CheckpointConfig.S3Uri, jobName);
  return given({
    jobName,
    region: scope.region,
    ...machines(document),
    ...algorithm(document),
    hyperParameters: HyperParameters,
    environment: Environment,
    channels: channels(shop.store, document),
    artefactPath: pathFor(shop.store, artefactUri(document)),
    checkpointPath: checkpoints === undefined ? undefined : pathFor(shop.store, checkpoints),
    scratchPath: join(shop.home, "scratch", scope.account, scope.region, jobName),
    objectiveMetric,
  });
}

/** Where SageMaker puts a training job's model. */
export function artefactUri({ OutputDataConfig, TrainingJobName }: TrainingDocument): string {
  return under(OutputDataConfig?.S3OutputPath ?? "", `${TrainingJobName}/output/model.tar.gz`);
}

function algorithm({
  AlgorithmSpecification: asked,
}: TrainingDocument): Pick<TrainingRun, "image" | "metricDefinitions"> {
  const definitions = asked?.MetricDefinitions ?? [];
  return {
    image: asked?.TrainingImage ?? asked?.AlgorithmName ?? "",
    metricDefinitions: definitions.map(({ Name, Regex }) => ({ name: Name, regex: Regex })),
  };
}

function machines({ ResourceConfig = {} }: TrainingDocument): Pick<TrainingRun, "instanceType" | "instanceCount"> {
  const { InstanceType, InstanceCount } = ResourceConfig.InstanceGroups?.[0] ?? ResourceConfig;
  return { instanceType: InstanceType ?? "", instanceCount: InstanceCount ?? 1 };
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
    return given({ name: ChannelName, s3Uri, files: filesOfPrefix(store, s3Uri), contentType: ContentType });
  });
}
