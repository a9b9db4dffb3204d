import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as iam from "@pulumi/aws/iam";
import * as s3 from "@pulumi/aws/s3";
import * as sagemaker from "@pulumi/aws/sagemaker";
import * as pulumi from "@pulumi/pulumi";

import { birdStrikes } from "../tabular/dataset";
import { keptTwice, workAbroad } from "./abroad";
import { wastefulFootprint } from "./footprint";
import { ENDPOINT_INSTANCES, INSTANCE_TYPE, REGION } from "./habits";
import { waitingForPeople } from "./idle";
import { leftBehind } from "./left-behind";
import { repeatedWork } from "./recycling";
import { idleServing } from "./serving";
import { hastySearch, languageFromNothing } from "./training";
import { staleThings } from "./storage-and-software";
import { undescribedMachines } from "./undescribed";
import { unfitMachines } from "./unfit";
import { unprovenClaims } from "./unproven";

/**
 * The work of `stacks/tabular` with the habits that cost most: a coal-heavy region, old GPUs for a small table, a full
 * grid without early stopping or caps, endpoints that never rest, logs kept for ever. Raw resources, for the pack to refuse.
 */
export function wasteful(): Record<string, unknown> {
  const { train, validation } = birdStrikes();
  const bucket = new s3.Bucket("wasteful-data", { region: REGION, forceDestroy: true });
  const upload = (name: string, path: string): pulumi.Output<string> => {
    const object = new s3.BucketObjectv2(`wasteful-${name}`, {
      region: REGION,
      bucket: bucket.bucket,
      key: `${name}/data.csv`,
      source: new pulumi.asset.FileAsset(path),
    });
    return pulumi.interpolate`s3://${bucket.bucket}/${object.key}`;
  };
  const role = executionRole();
  const image = sagemaker.getPrebuiltEcrImageOutput({
    repositoryName: "sagemaker-xgboost",
    imageTag: "1.7-1",
    region: REGION,
  });

  gridSearch({
    role,
    image: image.registryPath,
    output: pulumi.interpolate`s3://${bucket.bucket}/models`,
    channels: {
      train: upload("train", train),
      validation: upload("validation", validation),
    },
  });
  idleServing(alwaysOnEndpoint(role, image.registryPath));
  const studio = waitingForPeople(role.arn);
  repeatedWork(role.arn);
  hastySearch(role.arn);
  languageFromNothing(role.arn);
  const archive = staleThings(role.arn);
  unfitMachines(role.arn);
  unprovenClaims(role.arn, archive);
  workAbroad(role.arn);
  keptTwice();
  leftBehind();
  undescribedMachines(studio.id);
  new cloudwatch.LogGroup("wasteful-notebook-logs", { region: REGION, name: "/wasteful/notebooks" });
  return { region: REGION, instanceType: INSTANCE_TYPE, footprint: wastefulFootprint() };
}

/** One role for everything, which is a habit too. */
function executionRole(): iam.Role {
  const services = ["sagemaker", "lambda", "scheduler", "events"].map((service) => `${service}.amazonaws.com`);
  return new iam.Role("wasteful-role", {
    assumeRolePolicy: JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: services } }],
    }),
  });
}

function gridSearch(search: {
  readonly role: iam.Role;
  readonly image: pulumi.Input<string>;
  readonly output: pulumi.Input<string>;
  readonly channels: Readonly<Record<string, pulumi.Input<string>>>;
}): void {
  const grid = {
    max_depth: ["3", "5", "7", "9"],
    eta: ["0.01", "0.05", "0.1", "0.3"],
    subsample: ["0.6", "0.8", "1.0"],
  };
  new sagemaker.HyperParameterTuningJob("wasteful-search", {
    region: REGION,
    config: {
      strategy: "Grid",
      objective: { metricName: "validation:auc", type: "Maximize" },
      resourceLimits: { maxParallelTrainingJobs: 4 },
      parameterRanges: {
        categoricalParameterRanges: Object.entries(grid).map(([name, values]) => ({ name, values })),
      },
    },
    trainingJobDefinition: {
      roleArn: search.role.arn,
      algorithmSpecification: { trainingImage: search.image, trainingInputMode: "File" },
      inputDataConfigs: Object.entries(search.channels).map(([channelName, s3Uri]) => ({
        channelName,
        contentType: "text/csv",
        dataSource: { s3DataSource: { s3DataType: "S3Prefix", s3Uri } },
      })),
      outputDataConfig: { s3OutputPath: search.output },
      resourceConfig: { instanceType: INSTANCE_TYPE, instanceCount: 1, volumeSizeInGb: 200 },
      staticHyperParameters: { objective: "binary:logistic", eval_metric: "auc", num_round: "2000" },
      stoppingCondition: { maxRuntimeInSeconds: 28 * 24 * 3600 },
    },
  });
}

function alwaysOnEndpoint(role: iam.Role, image: pulumi.Input<string>): pulumi.Output<string> {
  const model = new sagemaker.Model("wasteful-model", {
    region: REGION,
    executionRoleArn: role.arn,
    primaryContainer: { image },
  });
  const configuration = new sagemaker.EndpointConfiguration("wasteful-configuration", {
    region: REGION,
    productionVariants: [
      {
        variantName: "AllTraffic",
        modelName: model.name,
        instanceType: INSTANCE_TYPE,
        initialInstanceCount: ENDPOINT_INSTANCES,
      },
    ],
  });
  new sagemaker.Endpoint("wasteful-endpoint", { region: REGION, endpointConfigName: configuration.name });
  return model.name;
}
