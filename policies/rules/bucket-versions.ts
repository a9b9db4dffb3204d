import type { PolicyResource, StackValidationPolicy } from "@pulumi/policy";
import { z } from "zod";
import { judgeEach } from "../judging/judge-each";
import { configSchema, pageOf, settingsOf } from "../judging/rule-config";
import { isBucket, keepsVersions, lifecycleRules } from "../reading/bucket-lifecycles";

const name = "bucket-versions";

const settings = z.strictObject({
  keptBuckets: z
    .array(z.string().min(1))
    .default([])
    .describe("Pulumi names of buckets that may keep every version of everything, such as of records"),
});

/** Makes buckets that keep versions forget the old ones. */
export const bucketVersions: StackValidationPolicy = {
  name,
  description: "A bucket that keeps versions deletes old ones some day.",
  remediationSteps:
    "Give the bucket a lifecycle rule with noncurrentVersionExpiration; or name it in keptBuckets and record why.",
  severity: "low",
  enforcementLevel: "advisory",
  url: pageOf(name),
  configSchema: configSchema(settings),
  validateStack: (stack, report) => {
    const { keptBuckets } = settingsOf(name, settings, stack);
    const faultsOf = (resource: PolicyResource): readonly string[] => {
      if (!isBucket(resource) || keptBuckets.includes(resource.name)) return [];
      if (!keepsVersions(resource, stack.resources)) return [];
      if (lifecycleRules(resource, stack.resources).some(({ endsVersions }) => endsVersions)) return [];
      return [
        "Expected noncurrentVersionExpiration, got none: what is overwritten or deleted stays; what that costs depends on " +
          "the data and is unknown.",
      ];
    };
    judgeEach(stack.resources, faultsOf, report);
  },
};
