import type { PolicyResource } from "@pulumi/policy";
import { ifKnown } from "../judging/known-yet";
import { isBucket } from "./bucket-lifecycles";
import { textAt } from "./request-fields";
import { resourceRegion } from "./resource-region";

/** A bucket that something names, and where it is; without a region when the stack does not say. */
export interface NamedBucket {
  readonly bucket: string;
  readonly region: string | undefined;
}

/** The bucket of an address, `s3://bucket/key` or `arn:aws:s3:::bucket`, as the stack knows it. */
export function bucketAt(address: string, resources: readonly PolicyResource[]): NamedBucket | undefined {
  const [, uri, arn] = /^(?:s3:\/\/([^/]+)|arn:[\w-]+:s3:::([^/]+))/.exec(address) ?? [];
  const bucket = uri ?? arn;
  if (bucket === undefined) return undefined;
  const found = resources.find((one) => isBucket(one) && nameOf(one) === bucket);
  return { bucket, region: found === undefined ? undefined : resourceRegion(found) };
}

/** The buckets that a property comes from: a preview knows these before it knows their names. */
export function bucketsBehind(
  resource: PolicyResource,
  property: string,
  resources: readonly PolicyResource[],
): readonly NamedBucket[] {
  const urns = new Set((resource.propertyDependencies[property] ?? []).map(({ urn }) => urn));
  return resources
    .filter((one) => isBucket(one) && urns.has(one.urn))
    .map((one) => ({ bucket: one.name, region: resourceRegion(one) }));
}

/** A bucket's AWS name. A preview may not know it; then nothing that is known can name it. */
function nameOf({ props }: PolicyResource): string | undefined {
  return ifKnown(() => textAt(props, "Bucket"));
}
