import { runDataExpiry } from "../../../policies/rules/run-data-expiry";
import { type Case, judge, unknownStringValue } from "../support/judge";
import {
  bucket,
  bucketLifecycleConfiguration as lifecycle,
  configuration,
  logGroup,
  training,
  trainingOfOurs,
  tuningOfOurs,
} from "../support/resources";

const uri = "s3://churn-data/checkpoints/run";
const expected = (what: string, at = uri) =>
  `Expected an expiration for ${what} at ${at}, got none; what they cost depends on the data and is unknown.`;
const checkpointing = trainingOfOurs({ CheckpointConfig: { S3Uri: uri } });
const capturing = (enableCapture: boolean, destinationS3Uri: unknown = uri) =>
  configuration({}, { dataCaptureConfig: { enableCapture, destinationS3Uri } });
const week = { expiration: { days: 7 } };

const cases: readonly Case[] = [
  {
    when: "checkpoints and captured calls stay in a bucket of the stack",
    given: [
      bucket(),
      checkpointing,
      training({ checkpointConfig: { s3Uri: "s3://churn-data" } }),
      tuningOfOurs({}, { CheckpointConfig: { S3Uri: uri } }),
      capturing(true),
    ],
    says: [
      expected("checkpoints"),
      expected("checkpoints", "s3://churn-data"),
      expected("checkpoints"),
      expected("captured calls"),
    ],
  },
  {
    when: "a rule for the prefix, or for all, deletes them",
    given: [bucket(), lifecycle({ ...week, filter: { prefix: "checkpoints/" } }), checkpointing],
    says: [],
  },
  {
    when: "a rule of an older bucket's own deletes them",
    given: [
      {
        ...bucket({ lifecycleRules: [{ enabled: true, prefix: "checkpoints/", expirations: [{ days: 7 }] }] }),
        type: "aws:s3/bucketV2:BucketV2",
      },
      checkpointing,
    ],
    says: [],
  },
  { when: "a rule for all deletes them", given: [bucket(), lifecycle(week), checkpointing], says: [] },
  {
    when: "rules are for another prefix, for some tag, or only move",
    given: [
      bucket(),
      lifecycle({ ...week, filter: { prefix: "tmp/" } }),
      lifecycle({ ...week, filter: { tag: { key: "a" } } }),
      lifecycle({ transitions: [{ days: 1 }] }),
      checkpointing,
    ],
    says: [expected("checkpoints")],
  },
  { when: "the bucket is elsewhere", given: [bucket({ bucket: "other" }), checkpointing], says: [] },
  { when: "the address is none", given: trainingOfOurs({ CheckpointConfig: { S3Uri: "churn-data" } }), says: [] },
  {
    when: "the prefix is kept",
    given: [bucket(), checkpointing],
    settings: { keptPrefixes: ["s3://churn-data/checkpoints/"] },
    says: [],
  },
  { when: "capture is off or has no address", given: [bucket(), capturing(false), capturing(true, "")], says: [] },
  { when: "nothing is kept", given: [bucket(), training(), configuration(), logGroup()], says: [] },
];

it.each(cases)("judges when $when", async ({ given, settings, says }) => {
  expect(await judge(runDataExpiry, given, settings)).toEqual(says);
});

describe("in a preview", () => {
  const hidden = { s3Uri: unknownStringValue };
  const nameless = { ...bucket({ bucket: unknownStringValue }), name: "nameless" };
  const from = { dependsOn: { checkpointConfig: ["data"] } };
  const unnamed = { ...training({ checkpointConfig: hidden }), ...from };
  const data = { ...bucket({ bucket: unknownStringValue }), name: "data" };
  const of = (name: string) => ({
    ...lifecycle({ expiration: { days: 7 } }, { bucket: unknownStringValue }),
    dependsOn: { bucket: [name] },
  });

  it("finds what stays in a bucket with a known name beside one without", async () => {
    const found = await judge(runDataExpiry, [nameless, bucket(), checkpointing]);
    expect(found).toEqual([expected("checkpoints")]);
  });

  it("finds what stays in a bucket that an unknown address comes from and that has no rule", async () => {
    const none =
      "Expected an expiration for checkpoints in data, got none; what they cost depends on the data and is unknown.";
    expect(await judge(runDataExpiry, [data, unnamed])).toEqual([none]);
    expect(await judge(runDataExpiry, [data, nameless, of("nameless"), unnamed])).toEqual([none]);
    const ours = {
      ...trainingOfOurs({ CheckpointConfig: { S3Uri: unknownStringValue } }),
      dependsOn: { request: ["data"] },
    };
    expect(await judge(runDataExpiry, [data, ours])).toEqual([none]);
  });

  it("takes rules that the program does not give for none", async () => {
    const filled = bucket({ lifecycleRules: unknownStringValue });
    expect(await judge(runDataExpiry, [filled, checkpointing])).toEqual([expected("checkpoints")]);
  });

  it.each([
    [
      "is in a bucket whose rules come from elsewhere",
      [{ ...bucket({ lifecycleRules: unknownStringValue }), dependsOn: { lifecycleRules: ["data"] } }, checkpointing],
      {},
    ],
    ["may be of a bucket without a name yet", [nameless, checkpointing], {}],
    ["comes from a bucket that deletes something", [data, of("data"), unnamed], {}],
    [
      "comes from one of two buckets",
      [data, nameless, { ...unnamed, dependsOn: { checkpointConfig: ["data", "nameless"] } }],
      {},
    ],
    ["comes from nowhere in the stack", [data, training({ checkpointConfig: hidden })], {}],
    ["may be of a prefix that is kept", [data, unnamed], { keptPrefixes: ["s3://archive/"] }],
  ])("leaves an address to the SDK that %s", async (_, given, settings) => {
    await expect(judge(runDataExpiry, given, settings)).rejects.toThrow("can't be known during preview");
  });
});

it("leaves an address that a preview does not know to the SDK", async () => {
  await expect(judge(runDataExpiry, capturing(true, unknownStringValue))).rejects.toThrow("destinationS3Uri");
});
