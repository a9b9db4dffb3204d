import { logRetention } from "../../../policies/rules/log-retention";
import { type Case, type Given, judge, mend, unknownNumberValue, unknownStringValue } from "../support/judge";
import { logGroup, training } from "../support/resources";

const COST = "what its events cost depends on how many there are and is unknown";

const cases: readonly Case[] = [
  {
    when: "retention is absent",
    given: logGroup(),
    says: [`Expected retentionInDays of 1 to 30, got none: events stay for ever; ${COST}.`],
  },
  {
    when: "retention is the 0 that the provider writes for absent",
    given: logGroup({ retentionInDays: 0 }),
    says: [`Expected retentionInDays of 1 to 30, got none: events stay for ever; ${COST}.`],
  },
  { when: "retention is at the maximum", given: logGroup({ retentionInDays: 30 }), says: [] },
  {
    when: "retention is over the maximum",
    given: logGroup({ retentionInDays: 60 }),
    says: [`Too long: retentionInDays 60, maximum 30; ${COST}.`],
  },
  { when: "the maximum is raised", given: logGroup({ retentionInDays: 60 }), settings: { maxDays: 90 }, says: [] },
  { when: "AWS itself keeps the group for two days", given: logGroup({ logGroupClass: "DELIVERY" }), says: [] },
  {
    when: "the group's prefix is long-lived",
    given: logGroup({ name: "/audit/trail" }),
    settings: { longLivedPrefixes: ["/audit/"] },
    says: [],
  },
  {
    when: "another prefix is long-lived",
    given: logGroup(),
    settings: { longLivedPrefixes: ["/audit/"] },
    says: [`Expected retentionInDays of 1 to 30, got none: events stay for ever; ${COST}.`],
  },
  {
    when: "the group has no name and a prefix is long-lived",
    given: logGroup({ name: undefined }),
    settings: { longLivedPrefixes: ["/audit/"] },
    says: [`Expected retentionInDays of 1 to 30, got none: events stay for ever; ${COST}.`],
  },
  {
    when: "only the name is unknown, which nothing depends on",
    given: logGroup({ name: unknownStringValue }),
    says: [`Expected retentionInDays of 1 to 30, got none: events stay for ever; ${COST}.`],
  },
  { when: "the resource is of another type", given: training(), says: [] },
];

it.each(cases)("judges when $when", async ({ given, settings, says }) => {
  expect(await judge(logRetention, given, settings)).toEqual(says);
});

it("leaves a retention that a preview does not know to the SDK", async () => {
  await expect(judge(logRetention, logGroup({ retentionInDays: unknownNumberValue }))).rejects.toThrow(
    "retentionInDays",
  );
});

it("refuses a setting it does not have, in one sentence", async () => {
  await expect(judge(logRetention, logGroup(), { maxDay: 3 })).rejects.toThrow(
    /^Cannot use the settings of log-retention because of Unrecognized key: "maxDay"$/,
  );
});

it("refuses a setting of the wrong kind, in one sentence that names it", async () => {
  await expect(judge(logRetention, logGroup(), { maxDays: "x" })).rejects.toThrow(
    /^Cannot use the settings of log-retention because of maxDays: /,
  );
});

describe("at level remediate", () => {
  it.each<[string, Given, Record<string, unknown>, number]>([
    ["no retention", logGroup(), {}, 30],
    ["the provider's zero", logGroup({ retentionInDays: 0 }), {}, 30],
    ["too long a retention", logGroup({ retentionInDays: 365 }), { maxDays: 90 }, 90],
    ["a maximum between two of CloudWatch's times", logGroup(), { maxDays: 100 }, 90],
    ["the shortest maximum", logGroup(), { maxDays: 1 }, 1],
  ])("mends %s with the longest time that is acceptable", async (_, given, settings, days) => {
    const mended = await mend(logRetention, given, settings);
    expect(mended?.props).toEqual({ ...given.props, retentionInDays: days });
    expect(await judge(logRetention, mended!, settings)).toEqual([]);
  });

  it("keeps what a preview does not know beside it", async () => {
    const mended = await mend(logRetention, logGroup({ kmsKeyId: unknownStringValue }));
    expect(mended?.props).toEqual({ ...logGroup().props, kmsKeyId: unknownStringValue, retentionInDays: 30 });
  });

  it.each([
    ["what is acceptable", logGroup({ retentionInDays: 14 }), {}],
    ["a long-lived prefix", logGroup({ name: "/audit/trail" }), { longLivedPrefixes: ["/audit/"] }],
    ["a group that AWS empties", logGroup({ logGroupClass: "DELIVERY" }), {}],
    ["other resources", training(), {}],
  ])("leaves %s alone", async (_, given, settings) => {
    expect(await mend(logRetention, given, settings)).toBeUndefined();
  });

  it("leaves a retention that a preview does not know to the SDK", async () => {
    await expect(mend(logRetention, logGroup({ retentionInDays: unknownNumberValue }))).rejects.toThrow(
      "retentionInDays",
    );
  });
});
