import type { PolicyResource, StackValidationPolicy } from "@pulumi/policy";
import { z } from "zod";
import { transferWords } from "../judging/data-words";
import { configSchema, pageOf, settingsOf } from "../judging/rule-config";
import { knownYet } from "../reading/known-yet";
import { type BucketIndex, bucketIndex, type NamedBucket } from "../reading/bucket-regions";
import { resourceRegion } from "../reading/resource-region";
import { type S3Address, s3Addresses } from "../reading/s3-addresses";

const name = "data-near-compute";

const settings = z.strictObject({
  acceptedBuckets: z
    .array(z.string().min(1))
    .default([])
    .describe("AWS or Pulumi names of buckets that work in other regions may use, because little is moved"),
});

/** Refuses work whose data travels between regions. */
export const dataNearCompute: StackValidationPolicy = {
  name,
  description: "Work reads and writes data in its own region.",
  remediationSteps:
    "Let the work run in the region of its data, or keep the data in a bucket of the work's region; list a bucket of which " +
    "little is moved in acceptedBuckets.",
  severity: "medium",
  enforcementLevel: "mandatory",
  url: pageOf(name),
  configSchema: configSchema(settings),
  validateStack: (stack, report) => {
    const { acceptedBuckets } = settingsOf(name, settings, stack);
    const buckets = bucketIndex(stack.resources);
    const unknown: Error[] = [];
    for (const resource of stack.resources) {
      for (const { what, far, own } of farData(resource, buckets, unknown)) {
        if (!acceptedBuckets.includes(far.bucket)) report(faultOf(what, far, own), resource.urn);
      }
    }
    // What a preview does not know yet is for the SDK to report, after all that could be judged.
    if (unknown[0] !== undefined) throw unknown[0];
  },
};

/** Data of one bucket in another region than the work. */
interface FarData {
  readonly what: readonly string[];
  readonly far: NamedBucket;
  readonly own: string;
}

function farData(resource: PolicyResource, buckets: BucketIndex, unknown: Error[]): readonly FarData[] {
  const found = new Map<string, { what: string[]; far: NamedBucket; own: string }>();
  for (const address of s3Addresses(resource)) {
    const read = knownYet(() => farBucket(address, resource, buckets));
    if (!read.known) unknown.push(read.report);
    if (!read.known || read.value === undefined) continue;
    const { far, own } = read.value;
    const group = found.get(far.bucket) ?? { what: [], far, own };
    if (!group.what.includes(address.what)) group.what.push(address.what);
    found.set(far.bucket, group);
  }
  return [...found.values()];
}

function farBucket(
  address: S3Address,
  resource: PolicyResource,
  buckets: BucketIndex,
): { readonly far: NamedBucket; readonly own: string } | undefined {
  const own = resourceRegion(resource);
  const far = bucketOf(address, resource, buckets);
  return own === undefined || far?.region === undefined || far.region === own ? undefined : { far, own };
}

/** The bucket of an address. Throws the SDK's report where a preview knows neither its name nor what it comes from. */
function bucketOf(
  { property, address }: S3Address,
  resource: PolicyResource,
  buckets: BucketIndex,
): NamedBucket | undefined {
  if (address.known) return address.value === undefined ? undefined : buckets.at(address.value);
  if (buckets.isAllIn(resourceRegion(resource), resource, property)) return undefined;
  const [only, ...others] = buckets.behind(resource, property);
  if (only !== undefined && others.length === 0) return only;
  throw address.report;
}

function faultOf(what: readonly string[], { bucket, region }: NamedBucket, own: string): string {
  const there = `${what.join(", ")} in bucket "${bucket}" of ${region ?? "an unknown region"}`;
  return `Too far: ${there}, work in ${own}; ${transferWords(region, own)}.`;
}
