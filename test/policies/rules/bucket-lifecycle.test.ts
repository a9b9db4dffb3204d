import { bucketLifecycle } from "../../../policies/rules/bucket-lifecycle";
import { type Case, judge, mend, unknownNumberValue, unknownStringValue } from "../support/judge";
import { bucket, bucketLifecycleConfiguration as lifecycle, logGroup } from "../support/resources";

const unknown = "what that costs depends on the data and is unknown.";
const none = `Expected lifecycle rules, got none that is enabled and does something; ${unknown}`;
const unfinished = `Expected abortIncompleteMultipartUpload for the whole bucket, got none; ${unknown}`;
const abort = { abortIncompleteMultipartUpload: { daysAfterInitiation: 7 } };
const inline = (rule: unknown) => bucket({ lifecycleRules: [rule] });

const cases: readonly Case[] = [
  { when: "a bucket has nothing", given: bucket(), says: [none] },
  { when: "it is of the older resource type", given: { ...bucket(), type: "aws:s3/bucketV2:BucketV2" }, says: [none] },
  {
    when: "it is a directory bucket",
    given: { ...bucket(), type: "aws:s3/directoryBucket:DirectoryBucket" },
    says: [none],
  },
  {
    when: "the older resource type has rules of its own, its parts in lists",
    given: [{ expirations: [{ days: 7 }] }, { noncurrentVersionExpirations: [{ days: 7 }] }, { expirations: [] }].map(
      (rule) => ({ ...inline({ enabled: true, ...rule }), type: "aws:s3/bucketV2:BucketV2" }),
    ),
    says: [unfinished, unfinished, none],
  },
  { when: "uploads are ended", given: [bucket(), lifecycle(abort)], says: [] },
  {
    when: "the configuration is of the older resource type",
    given: [
      bucket(),
      { ...lifecycle(abort), type: "aws:s3/bucketLifecycleConfigurationV2:BucketLifecycleConfigurationV2" },
    ],
    says: [],
  },
  {
    when: "uploads are kept long",
    given: [bucket(), lifecycle({ abortIncompleteMultipartUpload: { daysAfterInitiation: 8 } })],
    says: [`Too long: unfinished uploads are kept 8 days, maximum 7; ${unknown}`],
  },
  { when: "the rule is off", given: [bucket(), lifecycle({ ...abort, status: "Disabled" })], says: [none] },
  {
    when: "the rule does nothing, or holds the provider's zeros",
    given: [
      bucket(),
      lifecycle({}),
      lifecycle({ abortIncompleteMultipartUpload: { daysAfterInitiation: 0 }, expiration: { days: 0, date: "" } }),
    ],
    says: [none],
  },
  {
    when: "objects expire and uploads stay",
    given: [bucket(), lifecycle({ expiration: { days: 7 } })],
    says: [unfinished],
  },
  {
    when: "objects move, or old versions go, and uploads stay",
    given: [
      bucket(),
      lifecycle({ transitions: [{ days: 30, storageClass: "GLACIER" }] }),
      bucket({ bucket: "versions" }),
      lifecycle({ noncurrentVersionExpiration: { noncurrentDays: 7 } }, { bucket: "versions" }),
    ],
    says: [unfinished, unfinished],
  },
  {
    when: "uploads are ended under a prefix, a tag or a size alone",
    given: [
      bucket(),
      lifecycle({ ...abort, filter: { prefix: "tmp/" } }),
      lifecycle({ ...abort, filter: { and: { prefix: "tmp/" } } }),
      lifecycle({ ...abort, prefix: "tmp/" }),
      lifecycle({ ...abort, filter: { tag: { key: "a", value: "b" } } }),
      lifecycle({ ...abort, filter: { and: { tags: { a: "b" } } } }),
      lifecycle({ ...abort, filter: { objectSizeGreaterThan: 10 } }),
    ],
    says: [unfinished],
  },
  { when: "the filter is empty", given: [bucket(), lifecycle({ ...abort, filter: { prefix: "" } })], says: [] },
  {
    when: "the configuration is of another bucket",
    given: [bucket(), lifecycle(abort, { bucket: "b" })],
    says: [none],
  },
  { when: "neither has a name", given: [bucket({ bucket: "" }), lifecycle(abort, { bucket: "" })], says: [none] },
  {
    when: "an inline rule ends uploads",
    given: inline({ enabled: true, abortIncompleteMultipartUploadDays: 1 }),
    says: [],
  },
  {
    when: "an inline rule is off, zero, selective, or only expires",
    given: [
      inline({ enabled: false, abortIncompleteMultipartUploadDays: 1 }),
      inline({ enabled: true, abortIncompleteMultipartUploadDays: 0, expiration: { days: 0 } }),
      inline({ enabled: true, abortIncompleteMultipartUploadDays: 1, tags: { a: "b" } }),
      inline({ enabled: true, expiration: { date: "2027-01-01" }, prefix: "tmp/", tags: {} }),
      inline({ enabled: true, noncurrentVersionExpiration: { days: 30 } }),
    ],
    says: [none, none, unfinished, unfinished, unfinished],
  },
  { when: "the bucket may keep everything", given: bucket(), settings: { keptBuckets: ["churn"] }, says: [] },
  { when: "the limit is lower", given: [bucket(), lifecycle(abort)], settings: { maxUnfinishedDays: 7 }, says: [] },
  { when: "the resource is of another type", given: logGroup(), says: [] },
];

it.each(cases)("judges when $when", async ({ given, settings, says }) => {
  expect(await judge(bucketLifecycle, given, settings)).toEqual(says);
});

it("takes a configuration for the bucket's own by what it depends on, before its name is known", async () => {
  const configuration = lifecycle(abort, { bucket: unknownStringValue });
  const given = [bucket({ bucket: unknownStringValue }), { ...configuration, dependsOn: { bucket: ["churn"] } }];
  expect(await judge(bucketLifecycle, given)).toEqual([]);
});

it.each([
  { what: "a configuration's bucket", given: [bucket(), lifecycle(abort, { bucket: unknownStringValue })] },
  {
    what: "a time",
    given: [bucket(), lifecycle({ abortIncompleteMultipartUpload: { daysAfterInitiation: unknownNumberValue } })],
  },
])("leaves $what that a preview does not know to the SDK", async ({ given }) => {
  await expect(judge(bucketLifecycle, given)).rejects.toThrow("can't be known during preview");
});

describe("at level remediate", () => {
  const id = "greenml-unfinished-uploads";
  const rule = { id, status: "Enabled", filter: {}, abortIncompleteMultipartUpload: { daysAfterInitiation: 7 } };
  const inlineRule = { id, enabled: true, abortIncompleteMultipartUploadDays: 7 };
  const bare = { mendBareBuckets: true };

  it.each([
    ["nothing but expiry", { expiration: { days: 7 } }],
    ["uploads that stay long", { abortIncompleteMultipartUpload: { daysAfterInitiation: 8 } }],
    ["uploads that end under a prefix alone", { ...abort, filter: { prefix: "tmp/" } }],
  ])("adds a rule to a configuration with %s", async (_, given) => {
    const mended = await mend(bucketLifecycle, lifecycle(given));
    expect(mended?.props).toEqual({ bucket: "churn-data", rules: [{ id: "tidy", status: "Enabled", ...given }, rule] });
    expect(await judge(bucketLifecycle, [bucket(), mended!])).toEqual([]);
  });

  it("gives an empty configuration its first rule", async () => {
    const mended = await mend(bucketLifecycle, lifecycle({}, { rules: undefined }));
    expect(mended?.props).toEqual({ bucket: "churn-data", rules: [rule] });
  });

  it("adds a rule to a bucket's inline ones", async () => {
    const given = inline({ enabled: true, expiration: { days: 30 } });
    const mended = await mend(bucketLifecycle, given);
    expect(mended?.props).toMatchObject({ lifecycleRules: [{ enabled: true, expiration: { days: 30 } }, inlineRule] });
    expect(await judge(bucketLifecycle, mended!)).toEqual([]);
  });

  it("gives a bucket without rules one where the settings say so", async () => {
    const mended = await mend(bucketLifecycle, bucket({ arn: unknownStringValue }), bare);
    expect(mended?.props).toEqual({ ...bucket().props, arn: unknownStringValue, lifecycleRules: [inlineRule] });
    expect(await judge(bucketLifecycle, mended!)).toEqual([]);
  });

  it.each([
    ["a bucket without rules, which may have a configuration beside it", bucket(), {}],
    ["a configuration that ends uploads", lifecycle(abort), {}],
    ["a bucket that may keep everything", bucket(), { ...bare, keptBuckets: ["churn"] }],
    ["other resources", logGroup(), bare],
  ])("leaves %s alone", async (_, given, settings) => {
    expect(await mend(bucketLifecycle, given, settings)).toBeUndefined();
  });
});
