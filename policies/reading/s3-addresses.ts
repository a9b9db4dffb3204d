import { type JudgedResource, requestOf, trainingDefinitions, trainingRuns, tuningRequest } from "./job-requests";
import { knownYet, type Reading } from "./known-yet";
import { type Fields, partAt, partsAt, textAt } from "./request-fields";

/** One address in S3 that work reads from or writes to. */
export interface S3Address {
  /** What is there, in a sentence: `input "train"`, "output". */
  readonly what: string;
  /** Property of the resource that the address stands in, as the resource spells it. */
  readonly property: string;
  readonly address: Reading<string | undefined>;
}

/** The addresses in S3 that a SageMaker resource works with; none for any other resource. */
export function s3Addresses(resource: JudgedResource): readonly S3Address[] {
  const read = readers[resource.type];
  return read === undefined ? [] : read(resource);
}

type Reader = (resource: JudgedResource) => readonly S3Address[];

/** A place of one address: what is there, the part of the resource, and the path in it. */
type Place = readonly [what: string, fields: Fields | undefined, ...path: readonly string[]];

function addressesAt(places: readonly Place[], property?: string): readonly S3Address[] {
  return places.map(([what, fields, ...path]) => ({
    what,
    property: property ?? spelled(fields, path[0] ?? ""),
    address: knownYet(() => textAt(fields, ...path)),
  }));
}

function spelled(fields: Fields | undefined, name: string): string {
  return fields !== undefined && name in fields ? name : name.charAt(0).toLowerCase() + name.slice(1);
}

/** Jobs of ours hold all addresses in one property. */
function propertyOf({ type }: JudgedResource, property?: string): string | undefined {
  return type.startsWith("greenml:jobs:") ? "request" : property;
}

const training: Reader = (resource) =>
  trainingRuns(resource).flatMap(({ request }) => trainingAddresses(request, resource));

const tuning: Reader = (resource) =>
  trainingDefinitions(tuningRequest(resource) ?? {}).flatMap((definition) =>
    trainingAddresses(definition, resource, "trainingJobDefinition"),
  );

function trainingAddresses(request: Fields, resource: JudgedResource, property?: string): readonly S3Address[] {
  const own = propertyOf(resource, property);
  const plural = partsAt(request, "InputDataConfigs");
  const channels = plural.length > 0 ? plural : partsAt(request, "InputDataConfig");
  const inputs = channels.map((channel): Place => [
    inputWords(channel),
    channel,
    "DataSource",
    "S3DataSource",
    "S3Uri",
  ]);
  return [
    ...addressesAt(inputs, own ?? (plural.length > 0 ? "inputDataConfigs" : "inputDataConfig")),
    ...addressesAt(
      [
        ["output", request, "OutputDataConfig", "S3OutputPath"],
        ["checkpoints", request, "CheckpointConfig", "S3Uri"],
      ],
      own,
    ),
  ];
}

function inputWords(channel: Fields): string {
  const name = knownYet(() => textAt(channel, "ChannelName"));
  return name.known && name.value !== undefined ? `input "${name.value}"` : "input";
}

const transform: Reader = (resource) => {
  const request = requestOf(resource);
  return addressesAt(
    [
      ["input", request, "TransformInput", "DataSource", "S3DataSource", "S3Uri"],
      ["output", request, "TransformOutput", "S3OutputPath"],
      ["captured data", request, "DataCaptureConfig", "DestinationS3Uri"],
    ],
    propertyOf(resource),
  );
};

const compilation: Reader = (resource) => {
  const request = requestOf(resource);
  const places: readonly Place[] = [
    ["input", request, "InputConfig", "S3Uri"],
    ["output", request, "OutputConfig", "S3OutputLocation"],
  ];
  return addressesAt(places, propertyOf(resource));
};

const processing: Reader = ({ props }) => {
  const request = partAt(props, "request") ?? props;
  const inputs = partsAt(request, "ProcessingInputs").map((one): Place => ["input", one, "S3Input", "S3Uri"]);
  const outputs = partsAt(request, "ProcessingOutputConfig", "Outputs");
  return [
    ...addressesAt(inputs, "processingInputs"),
    ...addressesAt(
      outputs.map((one): Place => ["output", one, "S3Output", "S3Uri"]),
      "processingOutputConfig",
    ),
  ];
};

const model: Reader = ({ props }) => {
  const single = partAt(props, "PrimaryContainer");
  const containers = single === undefined ? partsAt(props, "Containers") : [single];
  const places = containers.flatMap((one): readonly Place[] => [
    ["the model", one, "ModelDataUrl"],
    ["the model", one, "ModelDataSource", "S3DataSource", "S3Uri"],
  ]);
  return addressesAt(places, single === undefined ? "containers" : "primaryContainer");
};

const fixed =
  (...places: readonly (readonly [what: string, ...path: readonly string[]])[]): Reader =>
  ({ props }) =>
    addressesAt(places.map(([what, ...path]): Place => [what, props, ...path]));

const readers: Readonly<Record<string, Reader>> = {
  "aws-native:sagemaker:ProcessingJob": processing,
  "aws:sagemaker/endpointConfiguration:EndpointConfiguration": fixed(
    ["captured data", "DataCaptureConfig", "DestinationS3Uri"],
    ["output", "AsyncInferenceConfig", "OutputConfig", "S3OutputPath"],
  ),
  "aws:sagemaker/featureGroup:FeatureGroup": fixed(["features", "OfflineStoreConfig", "S3StorageConfig", "S3Uri"]),
  "aws:sagemaker/hyperParameterTuningJob:HyperParameterTuningJob": tuning,
  "aws:sagemaker/mlflowApp:MlflowApp": fixed(["artifacts", "ArtifactStoreUri"]),
  "aws:sagemaker/mlflowTrackingServer:MlflowTrackingServer": fixed(["artifacts", "ArtifactStoreUri"]),
  "aws:sagemaker/model:Model": model,
  "aws:sagemaker/trainingJob:TrainingJob": training,
  "greenml:jobs:CompilationJob": compilation,
  "greenml:jobs:HyperParameterTuningJob": tuning,
  "greenml:jobs:TrainingJob": training,
  "greenml:jobs:TransformJob": transform,
};
