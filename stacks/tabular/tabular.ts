import * as s3 from "@pulumi/aws/s3";
import * as pulumi from "@pulumi/pulumi";

import { formatEmissions, type Placement } from "../../carbon";
import {
  BatchInference,
  builtin,
  continuous,
  integer,
  NeoCompilation,
  ServerlessEndpoint,
  TunedTraining,
} from "../../components";
import { birdStrikes, type Dataset } from "./dataset";

/** Where something runs, why, and where else it could have. */
export interface PlacementInShort {
  readonly region: string;
  /** Absent for serverless. */
  readonly instanceType?: string;
  readonly reasons: readonly string[];
  readonly runnersUp: readonly string[];
}

/** Whose everything is, and what for. */
const TAGS = { owner: "greenml-examples", project: "bird-strikes" };
/** What the search is judged by. */
const METRIC = "validation:auc";
/** Regions this work may run in; each offers Neo and serverless inference. */
const ALLOWED_REGIONS = ["eu-north-1", "eu-west-3", "eu-west-1", "eu-central-1"];

/**
 * Learns which wildlife strikes damage an aircraft and serves the model four green ways: tuned within limits, compiled by
 * Neo, predicting in batches at night, and answering single questions from an endpoint that does not exist between them.
 */
export function tabular(): Record<string, unknown> {
  const config = new pulumi.Config();
  const dataset = birdStrikes();
  const upload = uploads();
  const training = tunedTraining(dataset, upload, config.getNumber("trials") ?? 10);
  const { region } = training.placement;
  const model = training.best;

  const compiled = new NeoCompilation("strikes-compiled", { model, target: "ml_c5", tags: TAGS });
  const input = upload("unlabelled", dataset.unlabelled, region);
  const expectedHours = { low: 0.05, likely: 0.1, high: 0.2 };
  const scored = new BatchInference("strikes-scored", { model, input, expectedHours, tags: TAGS });
  const nightly = new BatchInference("strikes-nightly", {
    model,
    input,
    when: { kind: "schedule", expression: `cron(0 ${config.getNumber("batchHour") ?? 2} * * ? *)` },
    expectedHours,
    tags: TAGS,
  });
  const endpoint = new ServerlessEndpoint("strikes-online", {
    model,
    modelMib: 5,
    traffic: {
      requestsPerDay: { low: 1000, likely: 4000, high: 8000 },
      millisecondsPerRequest: { low: 20, likely: 50, high: 150 },
    },
    tags: TAGS,
  });

  return {
    region,
    placements: {
      training: inShort(training.placement),
      batch: inShort(nightly.placement),
      online: inShort(endpoint.placement),
    },
    best: {
      trainingJobName: model.trainingJobName,
      metric: METRIC,
      value: model.objectiveValue,
      hyperParameters: model.hyperParameters,
    },
    footprint: { tuning: training.footprint, batchRun: nightly.footprint, servingMonth: endpoint.footprint },
    measured: training.measured,
    predictions: scored.outputPath,
    endpointName: endpoint.endpointName,
    compiledModel: compiled.compiled.modelArtifacts,
  };
}

function tunedTraining(dataset: Dataset, upload: Upload, trials: number): TunedTraining {
  return new TunedTraining("strikes", {
    // The newest XGBoost that Neo compiles.
    algorithm: builtin.xgboost({ version: "1.3-1" }),
    data: {
      train: (region) => upload("train", dataset.train, region),
      validation: (region) => upload("validation", dataset.validation, region),
      gigabytes: 0.001,
    },
    objective: { metric: METRIC, target: 0.95 },
    search: {
      eta: continuous(0.02, 0.4, "logarithmic"),
      max_depth: integer(3, 9),
      min_child_weight: continuous(1, 20, "logarithmic"),
      subsample: continuous(0.5, 1),
    },
    staticHyperParameters: { num_round: 150 },
    trials: { max: trials, parallel: 2, maxHours: 0.25 },
    expectedHoursPerTrial: { low: 0.02, likely: 0.05, high: 0.1 },
    maxRuntimeHours: 2,
    seed: 7,
    allowedRegions: ALLOWED_REGIONS,
    tags: TAGS,
  });
}

/** A placement without its long list of what was rejected; that stays in the state, on the component. */
function inShort({ region, instanceType, reasons, runnersUp }: Placement): PlacementInShort {
  const others = runnersUp.map(
    (other) => `${other.region} ${other.instanceType ?? ""}: ${formatEmissions(other.emissions)}`,
  );
  return { region, ...(instanceType === undefined ? {} : { instanceType }), reasons, runnersUp: others };
}

/** Puts a file into the region and says where it is. */
type Upload = (name: string, path: string, region: string) => pulumi.Output<string>;

/** Uploads into one private bucket, made in the region that the library chose. */
function uploads(): Upload {
  let bucket: s3.Bucket | undefined;
  return (name, path, region) => {
    bucket ??= dataBucket(region);
    const object = new s3.BucketObjectv2(`strikes-${name}`, {
      region,
      bucket: bucket.bucket,
      key: `${name}/data.csv`,
      source: new pulumi.asset.FileAsset(path),
    });
    return pulumi.interpolate`s3://${bucket.bucket}/${object.key}`;
  };
}

function dataBucket(region: string): s3.Bucket {
  const bucket = new s3.Bucket("strikes-data", { region, forceDestroy: true, tags: TAGS });
  new s3.BucketPublicAccessBlock("strikes-data-access", {
    region,
    bucket: bucket.bucket,
    blockPublicAcls: true,
    blockPublicPolicy: true,
    ignorePublicAcls: true,
    restrictPublicBuckets: true,
  });
  new s3.BucketLifecycleConfiguration("strikes-data-lifecycle", {
    region,
    bucket: bucket.bucket,
    rules: [
      {
        id: "unfinished-uploads",
        status: "Enabled",
        filter: {},
        abortIncompleteMultipartUpload: { daysAfterInitiation: 1 },
      },
    ],
  });
  return bucket;
}
