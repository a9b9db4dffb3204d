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
        algorithmSpecification: { trainingImage: "example/train:1", trainingInputMode: "File" },
        outputDataConfig: { s3OutputPath: "s3://wasteful-models/" },
        resourceConfig: { instanceType: INSTANCE_TYPE, instanceCount: 1, volumeSizeInGb: 200 },
        stoppingCondition: { maxRuntimeInSeconds: 3600 },
      },
    });
  }
}
