import type { PolicyResource, StackValidationPolicy } from "@pulumi/policy";
import { z } from "zod";
import { isBucket, lifecycleRules } from "../reading/bucket-lifecycles";
import { type JudgedResource, trainingRuns } from "../reading/job-requests";
import { judgeEach } from "../judging/judge-each";
import { flagAt, partAt, textAt } from "../reading/request-fields";
import { configSchema, pageOf, settingsOf } from "../judging/rule-config";

const name = "run-data-expiry";

const settings = z.strictObject({
  keptPrefixes: z
    .array(z.string().startsWith("s3://"))
    .default([])
    .describe("S3 addresses, by their start, whose checkpoints or captured calls may be kept for ever"),
});

/** Makes checkpoints and captured calls go when they have served. */
export const runDataExpiry: StackValidationPolicy = {
  name,
  description: "Checkpoints and captured calls expire.",
  remediationSteps:
    "Give the bucket a lifecycle rule with an expiration for the prefix: days for checkpoints, weeks for captured calls.",
  severity: "low",
  enforcementLevel: "mandatory",
  url: pageOf(name),
  configSchema: configSchema(settings),
  validateStack: (stack, report) => {
    const { keptPrefixes } = settingsOf(name, settings, stack);
    const faultsOf = (resource: PolicyResource): readonly string[] =>
      runData(resource).flatMap(({ what, uri }) => {
        if (keptPrefixes.some((prefix) => uri.startsWith(prefix)) || expires(uri, stack.resources)) return [];
        return [
          `Expected an expiration for ${what} at ${uri}, got none; what they cost depends on the data and is unknown.`,
        ];
      });
    judgeEach(stack.resources, faultsOf, report);
  },
};

interface RunData {
  readonly what: string;
  readonly uri: string;
}

function runData(resource: JudgedResource): readonly RunData[] {
  if (resource.type === "aws:sagemaker/endpointConfiguration:EndpointConfiguration") {
    const capture = partAt(resource.props, "DataCaptureConfig");
    return flagAt(capture, "EnableCapture") ? at("captured calls", textAt(capture, "DestinationS3Uri")) : [];
  }
  return trainingRuns(resource).flatMap(({ request }) =>
    at("checkpoints", textAt(request, "CheckpointConfig", "S3Uri")),
  );
}

function at(what: string, uri: string | undefined): readonly RunData[] {
  return uri === undefined ? [] : [{ what, uri }];
}

/** Whether a rule deletes what lies at an address. A bucket that this stack does not hold has its rules elsewhere. */
function expires(uri: string, resources: readonly PolicyResource[]): boolean {
  const [, bucketName, key = ""] = /^s3:\/\/([^/]+)\/?(.*)$/.exec(uri) ?? [];
  const bucket = resources.find((one) => isBucket(one) && textAt(one.props, "Bucket") === bucketName);
  if (bucketName === undefined || bucket === undefined) return true;
  return lifecycleRules(bucket, resources).some(
    (rule) => rule.expires && !rule.selective && key.startsWith(rule.prefix),
  );
}
