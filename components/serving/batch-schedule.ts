import * as cloudwatch from "@pulumi/aws/cloudwatch";
import { getCallerIdentityOutput } from "@pulumi/aws/getCallerIdentity";
import * as lambda from "@pulumi/aws/lambda";
import * as scheduler from "@pulumi/aws/scheduler";
import * as pulumi from "@pulumi/pulumi";
import type { TransformJobArgs } from "../../provider/resources";
import { partitionOf, serviceRole, type Statement } from "../execution-role";
import { functionCode } from "../function-code";
import { bucketArn, listedPrefixes, objectsArn } from "../s3-address";

/** What a schedule needs to start transforms. */
export interface BatchScheduleSettings {
  readonly region: string;
  readonly expression: string;
  readonly timezone: string;
  /** Start of the names of all runs. */
  readonly jobPrefix: string;
  readonly request: TransformJobArgs["request"];
  readonly modelArn: pulumi.Output<string>;
  readonly input: pulumi.Input<string>;
  /** Address below which lists of new objects are kept, with a slash at its end. */
  readonly manifests: pulumi.Output<string>;
  readonly kmsKey: pulumi.Input<string> | undefined;
  readonly retentionDays: number;
  readonly tags: Record<string, string> | undefined;
  /** What must exist before the first run. */
  readonly dependsOn: readonly pulumi.Resource[];
}

/** A schedule and the function it calls. */
export interface BatchScheduleParts {
  readonly functionArn: pulumi.Output<string>;
  readonly scheduleName: pulumi.Output<string>;
}

/** A schedule, and a function that starts a transform when there are new data. */
export function batchSchedule(
  name: string,
  settings: BatchScheduleSettings,
  parent: pulumi.Resource,
): BatchScheduleParts {
  const { region, tags, dependsOn } = settings;
  const account = getCallerIdentityOutput({}, { parent }).accountId;
  const tagged = tags && { tags };
  const logGroup = new cloudwatch.LogGroup(
    `${name}-function-log-group`,
    { region, retentionInDays: settings.retentionDays, ...tagged },
    { parent },
  );
  const functionGrant = {
    service: "lambda.amazonaws.com",
    statements: functionStatements(settings, account, logGroup.name),
    tags,
  };
  const functionRole = serviceRole(`${name}-function-role`, functionGrant, parent);
  const starter = new lambda.Function(
    `${name}-function`,
    {
      region,
      role: functionRole.arn,
      runtime: "nodejs22.x",
      architectures: ["arm64"],
      handler: "index.handler",
      code: functionCode("start-batch-transform"),
      memorySize: 256,
      timeout: 300,
      loggingConfig: { logFormat: "JSON", logGroup: logGroup.name },
      environment: { variables: environment(settings) },
      ...tagged,
    },
    { parent, dependsOn: [...functionRole.grants] },
  );
  const callGrant = { service: "scheduler.amazonaws.com", account, statements: callStatements(starter.arn), tags };
  const scheduleRole = serviceRole(`${name}-schedule-role`, callGrant, parent);
  const schedule = new scheduler.Schedule(
    `${name}-schedule`,
    {
      region,
      scheduleExpression: settings.expression,
      scheduleExpressionTimezone: settings.timezone,
      flexibleTimeWindow: { mode: "OFF" },
      target: {
        arn: starter.arn,
        roleArn: scheduleRole.arn,
        input: JSON.stringify({ scheduledTime: "<aws.scheduler.scheduled-time>" }),
        // A second delivery is harmless: the job is named after the scheduled time.
        retryPolicy: { maximumRetryAttempts: 3, maximumEventAgeInSeconds: 3600 },
      },
    },
    { parent, dependsOn: [...scheduleRole.grants, ...dependsOn] },
  );
  return { functionArn: starter.arn, scheduleName: schedule.name };
}

function environment({ jobPrefix, input, manifests, request, kmsKey }: BatchScheduleSettings) {
  return {
    NAME_PREFIX: jobPrefix,
    INPUT: input,
    MANIFESTS: manifests,
    REQUEST: pulumi.jsonStringify(request),
    ...(kmsKey !== undefined && { KMS_KEY: kmsKey }),
  };
}

function callStatements(functionArn: pulumi.Output<string>): pulumi.Output<readonly Statement[]> {
  return functionArn.apply((arn): readonly Statement[] => [
    { Sid: "CallFunction", Effect: "Allow", Action: ["lambda:InvokeFunction"], Resource: [arn] },
  ]);
}

function functionStatements(
  settings: BatchScheduleSettings,
  account: pulumi.Output<string>,
  logGroupName: pulumi.Output<string>,
): pulumi.Output<readonly Statement[]> {
  const { input, manifests, modelArn, kmsKey, region, jobPrefix, tags } = settings;
  return pulumi
    .all([account, logGroupName, input, manifests, modelArn, kmsKey])
    .apply(([id, group, from, lists, model, key]): readonly Statement[] => {
      const partition = partitionOf(region);
      const logs = `arn:${partition}:logs:${region}:${id}:log-group:${group}`;
      const jobs = `arn:${partition}:sagemaker:${region}:${id}:transform-job/${jobPrefix}-*`;
      return [
        {
          Sid: "FindNewData",
          Effect: "Allow",
          Action: ["s3:ListBucket"],
          Resource: [bucketArn(from, partition)],
          Condition: { StringLike: { "s3:prefix": listedPrefixes(from) } },
        },
        {
          Sid: "KeepLists",
          Effect: "Allow",
          Action: ["s3:GetObject", "s3:PutObject"],
          Resource: [objectsArn(lists, partition)],
        },
        {
          Sid: "StartTransform",
          Effect: "Allow",
          Action: ["sagemaker:CreateTransformJob"],
          Resource: [jobs],
          Condition: { ArnEquals: { "sagemaker:ModelArn": model } },
        },
        ...(tags === undefined
          ? []
          : [{ Sid: "TagTransform", Effect: "Allow" as const, Action: ["sagemaker:AddTags"], Resource: [jobs] }]),
        // SageMaker's List actions know no resource (Service Authorization Reference, SageMaker).
        { Sid: "FindEarlierRuns", Effect: "Allow", Action: ["sagemaker:ListTransformJobs"], Resource: "*" },
        {
          Sid: "WriteLogs",
          Effect: "Allow",
          Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
          Resource: [`${logs}:log-stream:*`],
        },
        ...(key === undefined
          ? []
          : [
              {
                Sid: "UseKey",
                Effect: "Allow" as const,
                Action: ["kms:Decrypt", "kms:GenerateDataKey"],
                Resource: [key],
              },
            ]),
      ];
    });
}
