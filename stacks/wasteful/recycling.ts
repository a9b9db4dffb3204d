import * as sagemaker from "@pulumi/aws/sagemaker";
import * as scheduler from "@pulumi/aws/scheduler";
import type * as pulumi from "@pulumi/pulumi";

import { INSTANCE_TYPE, REGION } from "./habits";
import { ARCHIVE } from "./storage-and-software";

/** The same work over and over: a pipeline that remembers nothing, a training every night, monitoring every hour. */
export function repeatedWork(roleArn: pulumi.Input<string>): void {
  const request = {
    ResourceConfig: { InstanceType: INSTANCE_TYPE, InstanceCount: 1, VolumeSizeInGB: 50 },
    StoppingCondition: { MaxRuntimeInSeconds: 24 * 3600 },
  };
  new sagemaker.Pipeline("wasteful-pipeline", {
    region: REGION,
    roleArn,
    pipelineName: "wasteful-pipeline",
    pipelineDisplayName: "wasteful-pipeline",
    pipelineDefinition: JSON.stringify({
      Version: "2020-12-01",
      Steps: [{ Name: "Train", Type: "Training", Arguments: request }],
    }),
  });
  new scheduler.Schedule("wasteful-nightly", {
    region: REGION,
    scheduleExpression: "cron(0 2 * * ? *)",
    flexibleTimeWindow: { mode: "OFF" },
    target: {
      arn: "arn:aws:scheduler:::aws-sdk:sagemaker:createTrainingJob",
      roleArn,
      input: JSON.stringify({ TrainingJobName: "wasteful-nightly", ...request }),
    },
  });
  new sagemaker.MonitoringSchedule("wasteful-monitoring", {
    region: REGION,
    monitoringScheduleConfig: {
      monitoringJobDefinitionName: "wasteful-monitoring",
      monitoringType: "DataQuality",
      scheduleConfig: { scheduleExpression: "cron(0 * ? * * *)" },
    },
  });
  new sagemaker.TrainingJob("wasteful-training", {
    region: REGION,
    trainingJobName: "wasteful-training",
    roleArn,
    algorithmSpecification: { trainingImage: "example/train:1", trainingInputMode: "File" },
    outputDataConfig: { s3OutputPath: `s3://${ARCHIVE}/models/` },
    checkpointConfig: { s3Uri: `s3://${ARCHIVE}/checkpoints/` },
    resourceConfig: {
      instanceType: INSTANCE_TYPE,
      instanceCount: 1,
      volumeSizeInGb: 500,
      keepAlivePeriodInSeconds: 3600,
    },
    stoppingCondition: { maxRuntimeInSeconds: 3600 },
  });
}
