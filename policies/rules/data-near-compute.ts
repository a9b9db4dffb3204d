import type { PolicyResource, StackValidationPolicy } from "@pulumi/policy";
import { z } from "zod";
import { transferWords } from "../judging/data-words";
import { judgeEach } from "../judging/judge-each";
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
    judgeEach(stack.resources, (resource) => faultsOf(resource, buckets, acceptedBuckets), report);
  },
};

/** One fault for each bucket in another region than the work; then throws the first report that an address is not known yet. */
function* faultsOf(
  resource: PolicyResource,
  buckets: BucketIndex,
  accepted: readonly string[],
): Generator<string, void, undefined> {
  const found = new Map<string, FarData>();
  const unknown: Error[] = [];
  for (const address of s3Addresses(resource)) {
    const read = knownYet(() => farBucket(address, resource, buckets));
    if (!read.known) unknown.push(read.report);
    if (!read.known || read.value === undefined) continue;
    const { far, own } = read.value;
    if (accepted.includes(far.bucket)) continue;
    const data = found.get(far.bucket) ?? { what: new Set(), far, own };
    data.what.add(address.what);
    found.set(far.bucket, data);
  }
  for (const data of found.values()) yield faultOf(data);
  if (unknown[0] !== undefined) throw unknown[0];
}

/** Data of one bucket in another region than the work. */
interface FarData {
  readonly what: Set<string>;
  readonly far: NamedBucket;
  readonly own: string;
}

function farBucket(
  address: S3Address,
  resource: PolicyResource,
  buckets: BucketIndex,
): Pick<FarData, "far" | "own"> | undefined {
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

function faultOf({ what, far, own }: FarData): string {
  const there = `${[...what].join(", ")} in bucket "${far.bucket}" of ${far.region ?? "an unknown region"}`;
  return `Too far: ${there}, work in ${own}; ${transferWords(far.region, own)}.`;
}
