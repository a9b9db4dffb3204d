import { dataNearCompute } from "../../../policies/rules/data-near-compute";
import { type Case, type Given, judge, starts, unknownStringValue } from "../support/judge";
import { bucket, configuration, training, trainingOfOurs, tuning, tuningOfOurs } from "../support/resources";

type Fields = Readonly<Record<string, unknown>>;

const far = bucket({ region: "us-east-1", bucket: "far" });
const near = bucket({ region: "eu-north-1", bucket: "near" });
const uri = "s3://far/data/";
const channel = (s3Uri: string) => ({ channelName: "train", dataSource: { s3DataSource: { s3Uri } } });
const awsChannel = (S3Uri: string) => ({ ChannelName: "train", DataSource: { S3DataSource: { S3Uri } } });
const found = (what: string, name = "far") => [
  `Too far: ${what} in bucket "${name}" of us-east-1, work in eu-north-1; moving 100 GB: emissions (CO2e) `,
];

function transform(request: Fields): Given {
  return { type: "greenml:jobs:TransformJob", props: { region: "eu-north-1", request } };
}

function resource(type: string, props: Fields): Given {
  return { type, props: { region: "eu-north-1", ...props } };
}

const cases: readonly Case[] = [
  {
    when: "a training reads",
    given: [far, training({ inputDataConfigs: [channel(uri)] })],
    says: found('input "train"'),
  },
  {
    when: "a training writes",
    given: [far, training({ outputDataConfig: { s3OutputPath: uri }, checkpointConfig: { s3Uri: uri } })],
    says: found("output, checkpoints"),
  },
  {
    when: "a training of ours reads",
    given: [far, trainingOfOurs({ InputDataConfig: [awsChannel(uri)] })],
    says: found('input "train"'),
  },
  {
    when: "a search reads",
    given: [far, tuning({}, { inputDataConfigs: [channel(uri)] })],
    says: found('input "train"'),
  },
  {
    when: "a search of ours writes",
    given: [far, tuningOfOurs({}, { OutputDataConfig: { S3OutputPath: uri } })],
    says: found("output"),
  },
  {
    when: "a transform reads and writes",
    given: [
      far,
      transform({
        TransformInput: { DataSource: { S3DataSource: { S3Uri: uri } } },
        TransformOutput: { S3OutputPath: uri },
      }),
    ],
    says: found("input, output"),
  },
  {
    when: "a compilation reads",
    given: [far, { ...transform({ InputConfig: { S3Uri: uri } }), type: "greenml:jobs:CompilationJob" }],
    says: found("input"),
  },
  {
    when: "processing reads",
    given: [far, resource("aws-native:sagemaker:ProcessingJob", { ProcessingInputs: [{ S3Input: { S3Uri: uri } }] })],
    says: found("input"),
  },
  {
    when: "processing writes",
    given: [
      far,
      resource("aws-native:sagemaker:ProcessingJob", {
        ProcessingOutputConfig: { Outputs: [{ S3Output: { S3Uri: uri } }] },
      }),
    ],
    says: found("output"),
  },
  {
    when: "an endpoint captures its calls",
    given: [far, configuration({}, { dataCaptureConfig: { destinationS3Uri: uri } })],
    says: found("captured data"),
  },
  {
    when: "an asynchronous endpoint answers",
    given: [far, configuration({}, { asyncInferenceConfig: { outputConfig: { s3OutputPath: uri } } })],
    says: found("output"),
  },
  {
    when: "a model is fetched",
    given: [far, resource("aws:sagemaker/model:Model", { primaryContainer: { modelDataUrl: uri } })],
    says: found("the model"),
  },
  {
    when: "a model of several containers is fetched",
    given: [
      far,
      resource("aws:sagemaker/model:Model", { containers: [{ modelDataSource: { s3DataSource: { s3Uri: uri } } }] }),
    ],
    says: found("the model"),
  },
  {
    when: "MLflow keeps its artifacts",
    given: [far, resource("aws:sagemaker/mlflowApp:MlflowApp", { artifactStoreUri: uri })],
    says: found("artifacts"),
  },
  {
    when: "features are kept",
    given: [
      far,
      resource("aws:sagemaker/featureGroup:FeatureGroup", { offlineStoreConfig: { s3StorageConfig: { s3Uri: uri } } }),
    ],
    says: found("features"),
  },
  {
    when: "the default bucket of another region is named",
    given: training({ inputDataConfigs: [channel("s3://sagemaker-us-east-1-123456789012/train")] }),
    says: found('input "train"', "sagemaker-us-east-1-123456789012"),
  },
  {
    when: "the bucket's provider is set to another region",
    given: [
      { ...bucket({ region: "", bucket: "far" }), provider: { region: "us-east-1" } },
      training({ inputDataConfigs: [channel(uri)] }),
    ],
    says: found('input "train"'),
  },
  {
    when: "two buckets are far",
    given: [
      far,
      bucket({ region: "us-east-1", bucket: "away" }),
      training({ inputDataConfigs: [channel(uri)], outputDataConfig: { s3OutputPath: "s3://away/models/" } }),
    ],
    says: [...found('input "train"'), ...found("output", "away")],
  },
  { when: "the data is near", given: [near, training({ inputDataConfigs: [channel("s3://near/train/")] })], says: [] },
  { when: "the bucket is elsewhere", given: training({ inputDataConfigs: [channel("s3://other/train/")] }), says: [] },
  {
    when: "the default bucket of the region is named",
    given: training({ inputDataConfigs: [channel("s3://sagemaker-eu-north-1-123456789012/train")] }),
    says: [],
  },
  {
    when: "a bucket has a region in its name that is none",
    given: training({ inputDataConfigs: [channel("s3://sagemaker-mars-1-123456789012/train")] }),
    says: [],
  },
  { when: "the data is no bucket's", given: training({ inputDataConfigs: [channel("file:///data")] }), says: [] },
  { when: "nothing is read or written", given: [far, training(), configuration()], says: [] },
  {
    when: "the provider wrote empty texts",
    given: [far, training({ outputDataConfig: { s3OutputPath: "" } })],
    says: [],
  },
  {
    when: "the bucket is accepted",
    given: [far, training({ inputDataConfigs: [channel(uri)] })],
    settings: { acceptedBuckets: ["far"] },
    says: [],
  },
  { when: "no region is named", given: [far, training({ region: "", inputDataConfigs: [channel(uri)] })], says: [] },
];

it.each(cases)("says $says.0 when $when", async ({ given, settings, says }) => {
  expect(starts(await judge(dataNearCompute, given, settings), says)).toEqual(says);
});

const hidden = training({ outputDataConfig: { s3OutputPath: unknownStringValue } });
const nameless = (region: string, name: string) => ({ ...bucket({ region, bucket: unknownStringValue }), name });

it("knows in a preview which bucket an address comes from before it knows its name", async () => {
  const from = { ...hidden, dependsOn: { outputDataConfig: ["data"] } };
  expect(await judge(dataNearCompute, [from, nameless("us-east-1", "data")])).toHaveLength(1);
  expect(await judge(dataNearCompute, [from, nameless("eu-north-1", "data")])).toEqual([]);
});

it("says that it cannot judge an address that comes from nothing it knows, or from two places", async () => {
  await expect(judge(dataNearCompute, [hidden, far])).rejects.toThrow("can't be known during preview");
  const from = { ...hidden, dependsOn: { outputDataConfig: ["one", "other"] } };
  const buckets = [nameless("us-east-1", "one"), nameless("eu-north-1", "other")];
  await expect(judge(dataNearCompute, [from, ...buckets])).rejects.toThrow("can't be known during preview");
});

it("judges what a preview knows of each resource, then says what it does not", async () => {
  const messages: string[] = [];
  const half = training({ inputDataConfigs: [channel(uri)], outputDataConfig: { s3OutputPath: unknownStringValue } });
  const unread = training({ inputDataConfigs: unknownStringValue });
  const judged = judge(
    dataNearCompute,
    [unread, half, training({ inputDataConfigs: [channel(uri)] }), far],
    {},
    messages,
  );
  await expect(judged).rejects.toThrow("can't be known during preview");
  expect(starts(messages, [...found('input "train"'), ...found('input "train"')])).toEqual([
    ...found('input "train"'),
    ...found('input "train"'),
  ]);
});

it("knows of a job of ours that all its buckets are near", async () => {
  const job = {
    ...trainingOfOurs({ OutputDataConfig: { S3OutputPath: unknownStringValue } }),
    dependsOn: { request: ["one", "other"] },
  };
  const buckets = ["one", "other"].map((name) => nameless("eu-north-1", name));
  expect(await judge(dataNearCompute, [job, ...buckets])).toEqual([]);
});

it("knows of what a job of ours writes that it is in the job's region", async () => {
  const type = "greenml:jobs:TrainingJobCompletion";
  const model = (region: string) =>
    resource("aws:sagemaker/model:Model", { region, primaryContainer: { modelDataUrl: unknownStringValue } });
  const completion: Given = { type, name: "done", props: { region: "eu-north-1" } };
  const madeOf = { primaryContainer: `${type}::done` };
  expect(await judge(dataNearCompute, [{ ...model("eu-north-1"), madeOf }, completion])).toEqual([]);
  await expect(judge(dataNearCompute, [{ ...model("eu-west-3"), madeOf }, completion])).rejects.toThrow(
    "can't be known during preview",
  );
});
