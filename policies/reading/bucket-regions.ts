import type { PolicyResource } from "@pulumi/policy";
import { findRegion } from "../../carbon/index";
import { knownYet } from "./known-yet";
import { isBucket } from "./bucket-lifecycles";
import { textAt } from "./request-fields";
import { resourceRegion } from "./resource-region";

/** A bucket that something names, and where it is; without a region when the stack does not say. */
export interface NamedBucket {
  readonly bucket: string;
  readonly region: string | undefined;
}

/** The buckets of a stack, to be found by what names them. */
export interface BucketIndex {
  /**
   * The bucket of an address, `s3://bucket/key` or `arn:aws:s3:::bucket`; nothing when it is no such address. Throws the SDK's
   * report where a preview does not know whether the stack holds it.
   */
  readonly at: (address: string) => NamedBucket | undefined;
  /** The buckets that a property comes from: a preview knows these before it knows their names. */
  readonly behind: (resource: PolicyResource, property: string) => readonly NamedBucket[];
  /** Whether all data that a property comes from, buckets and results of jobs, is in one region; not where there is none. */
  readonly isAllIn: (region: string | undefined, resource: PolicyResource, property: string) => boolean;
}

/** Finds the buckets of a stack once, for all that names them. */
export function bucketIndex(resources: readonly PolicyResource[]): BucketIndex {
  const buckets = resources.filter(isBucket);
  const names = buckets.map((one) => ({ one, name: knownYet(() => textAt(one.props, "Bucket")) }));
  const byName = new Map(names.flatMap(({ one, name }) => (name.known ? [[name.value, one] as const] : [])));
  const nameless = names.flatMap(({ name }) => (name.known ? [] : [name.report]))[0];
  const byUrn = new Map(resources.filter((one) => isBucket(one) || holdsData(one)).map((one) => [one.urn, one]));
  const origins = ({ propertyDependencies }: PolicyResource, property: string): readonly PolicyResource[] =>
    (propertyDependencies[property] ?? []).flatMap(({ urn }) => byUrn.get(urn) ?? []);
  return {
    at: (address) => {
      const [, uri, arn] = /^(?:s3:\/\/([^/]+)|arn:[\w-]+:s3:::([^/]+))/.exec(address) ?? [];
      const bucket = uri ?? arn;
      if (bucket === undefined) return undefined;
      const found = byName.get(bucket);
      const region = found === undefined ? regionInName(bucket) : resourceRegion(found);
      // It may be the one whose name a preview does not know yet.
      if (found === undefined && region === undefined && nameless !== undefined) throw nameless;
      return { bucket, region };
    },
    behind: (resource, property) =>
      origins(resource, property)
        .filter(isBucket)
        .map((one) => ({ bucket: one.name, region: resourceRegion(one) })),
    isAllIn: (region, resource, property) => {
      const found = origins(resource, property);
      return region !== undefined && found.length > 0 && found.every((one) => resourceRegion(one) === region);
    },
  };
}

/** What is in a bucket of its own region: objects, and what a job writes, whose own buckets are judged with the job. */
function holdsData({ type }: PolicyResource): boolean {
  return type.startsWith("aws:s3/bucketObject") || type.startsWith("greenml:jobs:");
}

/** SageMaker's own names of buckets hold their region: its default bucket, and where JumpStart keeps models. */
function regionInName(bucket: string): string | undefined {
  const [, usual, hub] = /^(?:sagemaker-([a-z0-9-]+)-\d{12}|jumpstart-cache-prod-([a-z0-9-]+))$/.exec(bucket) ?? [];
  const region = usual ?? hub;
  return region === undefined ? undefined : findRegion(region)?.id;
}
