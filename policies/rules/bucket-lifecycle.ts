import type { PolicyResource } from "@pulumi/policy";
import { z } from "zod";
import {
  isBucket,
  isLifecycleConfiguration,
  type LifecycleRule,
  lifecycleRules,
  ownLifecycleRules,
} from "../reading/bucket-lifecycles";
import type { JudgedResource } from "../reading/job-requests";
import { lengthAt } from "../reading/request-fields";
import { judgeEach } from "../judging/judge-each";
import { type MendingStackPolicy, setAt } from "../judging/mending";
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
  mendBareBuckets: z
    .boolean()
    .default(false)
    .describe(
      "Whether level remediate gives a bucket without inline rules one too; wrong where a lifecycle configuration is its own resource",
    ),
});

/** Makes buckets forget what nobody will ask for. */
export const bucketLifecycle: MendingStackPolicy = {
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
  validateResource: [],
  remediateResource: (resource) => {
    const { maxUnfinishedDays, keptBuckets, mendBareBuckets } = settingsOf(name, settings, resource);
    if (keptBuckets.includes(resource.name) || !isMendable(resource, mendBareBuckets)) return undefined;
    if (shortestAbort(ownLifecycleRules(resource)) <= maxUnfinishedDays) return undefined;
    addAbort(resource, maxUnfinishedDays);
    return resource.props;
  },
};

/** A single resource does not show whether a bucket's rules are in a configuration beside it, and two such lists overwrite each other. */
function isMendable(resource: JudgedResource, bareBuckets: boolean): boolean {
  if (isLifecycleConfiguration(resource)) return true;
  return isBucket(resource) && (bareBuckets || lengthAt(resource.props, "LifecycleRules") > 0);
}

function addAbort(resource: JudgedResource, days: number): void {
  const id = "greenml-unfinished-uploads";
  const abort = { abortIncompleteMultipartUpload: { daysAfterInitiation: days } };
  const [list, rule] = isLifecycleConfiguration(resource)
    ? ["Rules", { id, status: "Enabled", filter: {}, ...abort }]
    : ["LifecycleRules", { id, enabled: true, abortIncompleteMultipartUploadDays: days }];
  const length = lengthAt(resource.props, list);
  if (length === 0) setAt(resource.type, resource.props, [list], [rule]);
  else setAt(resource.type, resource.props, [list, String(length)], rule);
}

function faultOf(rules: readonly LifecycleRule[], maximum: number): string | undefined {
  if (rules.every((rule) => !rule.expires && !rule.tidies && rule.abortDays === undefined)) {
    return "Expected lifecycle rules, got none that is enabled and does something";
  }
  const days = shortestAbort(rules);
  if (days === Infinity) return "Expected abortIncompleteMultipartUpload for the whole bucket, got none";
  return days <= maximum ? undefined : `Too long: unfinished uploads are kept ${days} days, maximum ${maximum}`;
}

/** Days after which unfinished uploads end in the whole bucket, by the rule that is quickest; infinite when none ends them. */
function shortestAbort(rules: readonly LifecycleRule[]): number {
  const whole = rules.filter(({ prefix, selective }) => prefix === "" && !selective);
  return Math.min(...whole.map(({ abortDays }) => abortDays ?? Infinity));
}
