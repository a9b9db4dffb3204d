import type { PolicyResource, StackValidationPolicy } from "@pulumi/policy";
import { z } from "zod";
import { isBucket, type LifecycleRule, lifecycleRules } from "../reading/bucket-lifecycles";
import { judgeEach } from "../judging/judge-each";
import { configSchema, pageOf, settingsOf } from "../judging/rule-config";

const name = "bucket-lifecycle";

const settings = z.strictObject({
  maxUnfinishedDays: z
    .number()
    .int()
    .positive()
    .default(7)
    .describe("Longest time that the parts of an upload which nobody finished may be kept, days"),
  keptBuckets: z
    .array(z.string().min(1))
    .default([])
    .describe("Pulumi names of buckets that may keep everything, such as archives"),
});

/** Makes buckets forget what nobody will ask for. */
export const bucketLifecycle: StackValidationPolicy = {
  name,
  description: "A bucket has a lifecycle, which ends unfinished uploads at the least.",
  remediationSteps:
    "Add a BucketLifecycleConfiguration with abortIncompleteMultipartUpload and an expiration for what is made anew by " +
    "each run; or name the bucket in keptBuckets and record why.",
  severity: "low",
  enforcementLevel: "advisory",
  url: pageOf(name),
  configSchema: configSchema(settings),
  validateStack: (stack, report) => {
    const { maxUnfinishedDays, keptBuckets } = settingsOf(name, settings, stack);
    const faultsOf = (resource: PolicyResource): readonly string[] => {
      if (!isBucket(resource) || keptBuckets.includes(resource.name)) return [];
      const fault = faultOf(lifecycleRules(resource, stack.resources), maxUnfinishedDays);
      return fault === undefined ? [] : [`${fault}; what that costs depends on the data and is unknown.`];
    };
    judgeEach(stack.resources, faultsOf, report);
  },
};

function faultOf(rules: readonly LifecycleRule[], maximum: number): string | undefined {
  const aborts = rules.flatMap(({ prefix, selective, abortDays }) =>
    prefix === "" && !selective && abortDays !== undefined ? [abortDays] : [],
  );
  if (rules.every((rule) => !rule.expires && !rule.tidies && rule.abortDays === undefined)) {
    return "Expected lifecycle rules, got none that is enabled and does something";
  }
  if (aborts.length === 0) return "Expected abortIncompleteMultipartUpload for the whole bucket, got none";
  const days = Math.min(...aborts);
  return days <= maximum ? undefined : `Too long: unfinished uploads are kept ${days} days, maximum ${maximum}`;
}
