import type { PolicyResource } from "@pulumi/policy";
import type { StorageKind } from "../../carbon/index";
import { knownYet } from "./known-yet";
import { isBucket } from "./bucket-lifecycles";
import type { BucketIndex } from "./bucket-regions";
import { type Fields, partAt, partsAt, textAt } from "./request-fields";
import { resourceRegion } from "./resource-region";
import { isUngiven } from "./ungiven";

/** A copy that a resource keeps up to date in another place. */
export interface DataCopy {
  /** What is copied, in a sentence: `objects under "models/"`. */
  readonly what: string;
  /** Start of the keys or names that are copied; the empty text is for all. */
  readonly prefix: string;
  readonly kind: StorageKind;
  readonly from: string | undefined;
  /** Region of the copy; undefined when the stack does not say. */
  readonly to: string | undefined;
  /** Where to, in a sentence: `us-west-2`, `bucket "copies"`. */
  readonly where: string;
}

/** The copies that a resource makes, near or far. Throws the SDK's report where a preview does not know yet. */
export function dataCopies(resource: PolicyResource, buckets: BucketIndex): readonly DataCopy[] {
  const { type, props } = resource;
  if (type === "aws:s3/bucketReplicationConfig:BucketReplicationConfig") {
    return bucketCopies(resource, "rules", partsAt(props, "Rules"), buckets);
  }
  if (isBucket(resource)) {
    const single = isUngiven(resource, "replicationConfiguration")
      ? undefined
      : partAt(props, "ReplicationConfiguration");
    const parts = single === undefined ? partsAt(props, "ReplicationConfigurations") : [single];
    const property = single === undefined ? "replicationConfigurations" : "replicationConfiguration";
    const rules = parts.flatMap((one) => partsAt(one, "Rules"));
    return bucketCopies(resource, property, rules, buckets);
  }
  return (readers[type] ?? noCopies)(resource);
}

function bucketCopies(
  resource: PolicyResource,
  property: string,
  rules: readonly Fields[],
  buckets: BucketIndex,
): readonly DataCopy[] {
  const from = resourceRegion(resource);
  return rules
    .filter((rule) => textAt(rule, "Status") === "Enabled")
    .flatMap((rule) => {
      const prefix = prefixOf(rule);
      const what = prefix === "" ? "all objects" : `objects under "${prefix}"`;
      return destinationsOf(rule).flatMap((destination) => {
        const target = targetOf(resource, property, destination, buckets);
        if (target === undefined) return [];
        const where = target.region ?? `bucket "${target.bucket}"`;
        return [{ what, prefix, kind: "s3" as const, from, to: target.region, where }];
      });
    });
}

/** BucketV2 writes parts as lists under their plural names. */
function destinationsOf(rule: Fields): readonly Fields[] {
  const single = partAt(rule, "Destination");
  return single === undefined ? partsAt(rule, "Destinations") : [single];
}

function prefixOf(rule: Fields): string {
  const [filter = partAt(rule, "Filter")] = partsAt(rule, "Filters");
  return textAt(rule, "Prefix") ?? textAt(filter, "Prefix") ?? textAt(filter, "And", "Prefix") ?? "";
}

function targetOf(
  resource: PolicyResource,
  property: string,
  destination: Fields,
  buckets: BucketIndex,
): { readonly bucket: string; readonly region: string | undefined } | undefined {
  const address = knownYet(() => textAt(destination, "Bucket") ?? "");
  if (address.known) return buckets.at(address.value);
  const own = resourceRegion(resource);
  const [far, ...others] = buckets
    .behind(resource, property)
    .toSorted((one, other) => Number(one.region === own) - Number(other.region === own));
  if (far === undefined || (others.length === 0 && far.region === undefined)) throw address.report;
  return far;
}

type Reader = (resource: PolicyResource) => readonly DataCopy[];
const noCopies: Reader = () => [];

const readers: Readonly<Record<string, Reader>> = {
  "aws:ecr/replicationConfiguration:ReplicationConfiguration": imageCopies,
  "aws:dynamodb/globalTable:GlobalTable": tableCopies,
  "aws:dynamodb/table:Table": tableCopies,
  "aws:efs/replicationConfiguration:ReplicationConfiguration": (resource) => {
    const to = textAt(resource.props, "Destination", "Region");
    return to === undefined ? [] : [copyOf(resource, to, "efs", "the file system")];
  },
};

function imageCopies(resource: PolicyResource): readonly DataCopy[] {
  return partsAt(resource.props, "ReplicationConfiguration", "Rules").flatMap((rule) => {
    const prefixes = partsAt(rule, "RepositoryFilters").flatMap((filter) => textAt(filter, "Filter") ?? []);
    return partsAt(rule, "Destinations").flatMap((destination) => {
      const to = textAt(destination, "Region");
      if (to === undefined) return [];
      return (prefixes.length === 0 ? [""] : prefixes).map((prefix) =>
        copyOf(resource, to, "ecr", prefix === "" ? "all images" : `images under "${prefix}"`, prefix),
      );
    });
  });
}

function tableCopies(resource: PolicyResource): readonly DataCopy[] {
  return partsAt(resource.props, "Replicas").flatMap((replica) => {
    const to = textAt(replica, "RegionName");
    return to === undefined ? [] : [copyOf(resource, to, "dynamodb", "the table")];
  });
}

function copyOf(resource: PolicyResource, to: string, kind: StorageKind, what: string, prefix = ""): DataCopy {
  return { what, prefix, kind, from: resourceRegion(resource), to, where: to };
}
