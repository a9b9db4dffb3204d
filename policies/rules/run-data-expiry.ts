import type { PolicyResource, StackValidationPolicy } from "@pulumi/policy";
import { z } from "zod";
import { isBucket, type LifecycleRule, lifecycleRules } from "../reading/bucket-lifecycles";
import { type JudgedResource, trainingRuns } from "../reading/job-requests";
import { judgeEach } from "../judging/judge-each";
import { ifKnown, knownYet } from "../reading/known-yet";
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
      runData(resource).flatMap(({ what, property, uri }) => {
        const read = knownYet(uri);
        const kept = read.known
          ? keptAt(read.value, keptPrefixes, stack.resources)
          : keptBehind(resource, property, read.report, keptPrefixes, stack.resources);
        if (kept === undefined) return [];
        return [
          `Expected an expiration for ${what} ${kept}, got none; what they cost depends on the data and is unknown.`,
        ];
      });
    judgeEach(stack.resources, faultsOf, report);
  },
};

interface RunData {
  readonly what: string;
  /** Property of the resource that the address stands in. */
  readonly property: string;
  readonly uri: () => string | undefined;
}

function runData(resource: JudgedResource): readonly RunData[] {
  const { type, props } = resource;
  if (type === "aws:sagemaker/endpointConfiguration:EndpointConfiguration") {
    const capture = partAt(props, "DataCaptureConfig");
    const uri = () => textAt(capture, "DestinationS3Uri");
    return flagAt(capture, "EnableCapture") ? [{ what: "captured calls", property: "dataCaptureConfig", uri }] : [];
  }
  return trainingRuns(resource).map(({ request }) => ({
    what: "checkpoints",
    property: request === props ? "checkpointConfig" : "request",
    uri: () => textAt(request, "CheckpointConfig", "S3Uri"),
  }));
}

type Resources = readonly PolicyResource[];

/** Where data is kept for ever, in a phrase; nothing where it expires. A bucket that this stack does not hold has its rules elsewhere. */
function keptAt(uri: string | undefined, keptPrefixes: readonly string[], resources: Resources): string | undefined {
  const [, name, key = ""] = /^s3:\/\/([^/]+)\/?(.*)$/.exec(uri ?? "") ?? [];
  if (uri === undefined || name === undefined || keptPrefixes.some((prefix) => uri.startsWith(prefix)))
    return undefined;
  const bucket = bucketNamed(name, resources);
  const expires = (rule: LifecycleRule) => rule.expires && !rule.selective && key.startsWith(rule.prefix);
  return bucket === undefined || lifecycleRules(bucket, resources).some(expires) ? undefined : `at ${uri}`;
}

/** A bucket by its name; one whose name a preview does not know may be meant only where no other is. */
function bucketNamed(name: string, resources: Resources): PolicyResource | undefined {
  const buckets = resources.filter(isBucket);
  const named = buckets.find(({ props }) => ifKnown(() => textAt(props, "Bucket")) === name);
  return named ?? buckets.find(({ props }) => textAt(props, "Bucket") === name);
}

/**
 * An address that a preview does not know comes from a bucket that it knows: where none of that bucket's rules deletes
 * anything, no address in it expires. Else the SDK reports what is unknown.
 */
function keptBehind(
  { propertyDependencies }: PolicyResource,
  property: string,
  report: Error,
  keptPrefixes: readonly string[],
  resources: Resources,
): string {
  const origins = (propertyDependencies[property] ?? []).map(({ urn }) => urn);
  const [bucket, ...others] = resources.filter((one) => isBucket(one) && origins.includes(one.urn));
  if (bucket === undefined || others.length > 0 || keptPrefixes.length > 0) throw report;
  if (lifecycleRules(bucket, resources).some(({ expires }) => expires)) throw report;
  return `in ${bucket.name}`;
}
