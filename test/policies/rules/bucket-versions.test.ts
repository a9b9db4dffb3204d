import { bucketVersions } from "../../../policies/rules/bucket-versions";
import { type Case, judge, unknownStringValue } from "../support/judge";
import { bucket, bucketLifecycleConfiguration as lifecycle, logGroup } from "../support/resources";

const stays =
  "Expected noncurrentVersionExpiration, got none: what is overwritten or deleted stays; what that costs depends on the " +
  "data and is unknown.";
const versioning = (status: unknown, props: object = {}) => ({
  type: "aws:s3/bucketVersioning:BucketVersioning",
  props: { bucket: "churn-data", versioningConfiguration: { status }, ...props },
});
const older = (props: object) => ({ ...bucket({ ...props }), type: "aws:s3/bucketV2:BucketV2" });
const week = { noncurrentVersionExpiration: { noncurrentDays: 7 } };

const cases: readonly Case[] = [
  {
    when: "versions are kept by a resource beside the bucket, of either generation",
    given: [
      ...[bucket(), versioning("Enabled")],
      bucket({ bucket: "b" }),
      { ...versioning("Enabled", { bucket: "b" }), type: "aws:s3/bucketVersioningV2:BucketVersioningV2" },
    ],
    says: [stays, stays],
  },
  {
    when: "versions are kept by the bucket itself, of either generation",
    given: [bucket({ versioning: { enabled: true } }), older({ versionings: [{ enabled: true }] })],
    says: [stays, stays],
  },
  {
    when: "other rules do not touch versions",
    given: [bucket(), versioning("Enabled"), lifecycle({ expiration: { days: 7 } })],
    says: [stays],
  },
  {
    when: "the time is the provider's 0",
    given: [bucket(), versioning("Enabled"), lifecycle({ noncurrentVersionExpiration: { noncurrentDays: 0 } })],
    says: [stays],
  },
  {
    when: "old versions go",
    given: [
      ...[bucket(), versioning("Enabled"), lifecycle(week)],
      bucket({
        bucket: "b",
        versioning: { enabled: true },
        lifecycleRules: [{ enabled: true, noncurrentVersionExpiration: { days: 7 } }],
      }),
      older({
        bucket: "c",
        versionings: [{ enabled: true }],
        lifecycleRules: [{ enabled: true, noncurrentVersionExpirations: [{ days: 7 }] }],
      }),
    ],
    says: [],
  },
  {
    when: "no versions are kept, or those of another bucket",
    given: [
      bucket({ versioning: { enabled: false } }),
      versioning("Suspended"),
      versioning("Enabled", { bucket: "b" }),
    ],
    says: [],
  },
  {
    when: "versions may be kept",
    given: [bucket(), versioning("Enabled")],
    settings: { keptBuckets: ["churn"] },
    says: [],
  },
  { when: "the resource is of another type", given: logGroup(), says: [] },
];

it.each(cases)("judges when $when", async ({ given, settings, says }) => {
  expect(await judge(bucketVersions, given, settings)).toEqual(says);
});

it("takes versions that a program does not speak of for none, although a preview does not know them", async () => {
  expect(await judge(bucketVersions, bucket({ versioning: unknownStringValue }))).toEqual([]);
});

it("leaves a state of versions that a preview does not know to the SDK", async () => {
  await expect(judge(bucketVersions, [bucket(), versioning(unknownStringValue)])).rejects.toThrow("status");
});
