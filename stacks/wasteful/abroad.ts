import * as dynamodb from "@pulumi/aws/dynamodb";
import * as sagemaker from "@pulumi/aws/sagemaker";
import type * as pulumi from "@pulumi/pulumi";

import { REGION } from "./habits";
import { ARCHIVE } from "./storage-and-software";

/** A table of features that is kept twice, for no reason that anybody has written down. */
export function keptTwice(): void {
  new dynamodb.Table("wasteful-features", {
    region: REGION,
    billingMode: "PAY_PER_REQUEST",
    hashKey: "id",
    attributes: [{ name: "id", type: "S" }],
    streamEnabled: true,
    streamViewType: "NEW_AND_OLD_IMAGES",
    replicas: [{ regionName: "us-east-1" }],
  });
}

/** Trainings in other regions than their data: a long one on a dirty grid, although the stack uses a clean one near it too. */
export function workAbroad(roleArn: pulumi.Input<string>): void {
  for (const [region, hours] of Object.entries({ "us-east-1": 24, "ca-central-1": 1 })) {
    const name = `wasteful-${region}`;
    new sagemaker.TrainingJob(name, {
      region,
      trainingJobName: name,
      roleArn,
      algorithmSpecification: { trainingImage: "example/train:1", trainingInputMode: "File" },
      inputDataConfigs: [
        {
          channelName: "train",
          dataSource: { s3DataSource: { s3DataType: "S3Prefix", s3Uri: `s3://${ARCHIVE}/train/` } },
        },
      ],
      outputDataConfig: { s3OutputPath: `s3://${ARCHIVE}/models/` },
      resourceConfig: { instanceType: "ml.g5.xlarge", instanceCount: 1, volumeSizeInGb: 50 },
      stoppingCondition: { maxRuntimeInSeconds: hours * 3600 },
    });
  }
}
