import * as sagemaker from "@pulumi/aws/sagemaker";
import type * as pulumi from "@pulumi/pulumi";

import { ARCHIVE } from "./storage-and-software";

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
