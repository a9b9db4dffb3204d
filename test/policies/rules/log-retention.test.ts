import { logRetention } from "../../../policies/rules/log-retention";
import { type Case, judge, unknownNumberValue, unknownStringValue } from "../support/judge";
import { logGroup, training } from "../support/resources";

const cases: readonly Case[] = [
  {
    when: "retention is absent",
    given: logGroup(),
    says: ["Expected retentionInDays of 1 to 30, got none: events stay for ever."],
  },
  {
    when: "retention is the 0 that the provider writes for absent",
    given: logGroup({ retentionInDays: 0 }),
    says: ["Expected retentionInDays of 1 to 30, got none: events stay for ever."],
  },
  { when: "retention is at the maximum", given: logGroup({ retentionInDays: 30 }), says: [] },
  {
    when: "retention is over the maximum",
    given: logGroup({ retentionInDays: 60 }),
    says: ["Too long: retentionInDays 60, maximum 30."],
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
    says: ["Expected retentionInDays of 1 to 30, got none: events stay for ever."],
  },
  {
    when: "the group has no name and a prefix is long-lived",
    given: logGroup({ name: undefined }),
    settings: { longLivedPrefixes: ["/audit/"] },
    says: ["Expected retentionInDays of 1 to 30, got none: events stay for ever."],
  },
  {
    when: "only the name is unknown, which nothing depends on",
    given: logGroup({ name: unknownStringValue }),
    says: ["Expected retentionInDays of 1 to 30, got none: events stay for ever."],
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
