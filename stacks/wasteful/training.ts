import * as sagemaker from "@pulumi/aws/sagemaker";
import type * as pulumi from "@pulumi/pulumi";

import { INSTANCE_TYPE, REGION } from "./habits";

/** A search that could learn, started with half of its hundreds of trials at once, and once more from nothing. */
export function hastySearch(roleArn: pulumi.Input<string>): void {
  for (const name of ["wasteful-hasty-search", "wasteful-hasty-again"]) {
    new sagemaker.HyperParameterTuningJob(name, {
      region: REGION,
      config: {
        strategy: "Bayesian",
        objective: { metricName: "validation:auc", type: "Maximize" },
        resourceLimits: { maxParallelTrainingJobs: 100, maxNumberOfTrainingJobs: 200 },
        parameterRanges: { continuousParameterRanges: [{ name: "eta", minValue: "0.01", maxValue: "0.3" }] },
      },
      trainingJobDefinition: {
        roleArn,
        algorithmSpecification: {
          trainingImage: "example/train:1",
          trainingInputMode: "File",
          metricDefinitions: [{ name: "validation:auc", regex: "auc=([0-9.]+)" }],
        },
        outputDataConfig: { s3OutputPath: "s3://wasteful-models/" },
        resourceConfig: { instanceType: INSTANCE_TYPE, instanceCount: 1, volumeSizeInGb: 200 },
        stoppingCondition: { maxRuntimeInSeconds: 3600 },
      },
    });
  }
}

/** A language model from random weights, for three days on eight accelerators. */
export function languageFromNothing(roleArn: pulumi.Input<string>): void {
  new sagemaker.TrainingJob("wasteful-language", {
    region: REGION,
    trainingJobName: "wasteful-language",
    roleArn,
    algorithmSpecification: { trainingImage: "example/train:1", trainingInputMode: "File" },
    hyperParameters: { vocab_size: "50257", num_layers: "24", hidden_size: "1024" },
    outputDataConfig: { s3OutputPath: "s3://wasteful-models/" },
    resourceConfig: { instanceType: "ml.p4d.24xlarge", instanceCount: 1, volumeSizeInGb: 100 },
    stoppingCondition: { maxRuntimeInSeconds: 72 * 3600 },
  });
}
