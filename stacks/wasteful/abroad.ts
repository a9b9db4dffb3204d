import * as dynamodb from "@pulumi/aws/dynamodb";
import * as s3 from "@pulumi/aws/s3";
import * as sagemaker from "@pulumi/aws/sagemaker";
import type * as pulumi from "@pulumi/pulumi";

import { REGION } from "./habits";

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

/** The bucket in which the tracking server keeps what it records, an ocean away from it. */
export const RECORDS = "wasteful-us-east-1";

/** Trainings in regions of their own: a long one on a dirty grid, although the stack uses a clean one near it too. */
export function workAbroad(roleArn: pulumi.Input<string>): void {
  for (const [region, hours] of Object.entries({ "us-east-1": 24, "ca-central-1": 1 })) {
    const name = `wasteful-${region}`;
    new s3.Bucket(name, { region, bucket: name, forceDestroy: true });
    new sagemaker.TrainingJob(name, {
      region,
      trainingJobName: name,
      roleArn,
      algorithmSpecification: { trainingImage: "example/train:1", trainingInputMode: "File" },
      outputDataConfig: { s3OutputPath: `s3://${name}/models/` },
      resourceConfig: { instanceType: "ml.g5.xlarge", instanceCount: 1, volumeSizeInGb: 50 },
      stoppingCondition: { maxRuntimeInSeconds: hours * 3600 },
    });
  }
}
