import { featureGroupExpiry } from "../../../policies/rules/feature-group-expiry";
import { type Case, judge, unknownNumberValue } from "../support/judge";
import { logGroup } from "../support/resources";

const group = (onlineStoreConfig?: object) => ({
  type: "aws:sagemaker/featureGroup:FeatureGroup",
  props: { featureGroupName: "churn", onlineStoreConfig },
});
const online = (more: object = {}) => group({ enableOnlineStore: true, ...more });
const stays = (where: string) =>
  `Expected ttlDuration, got none: every record stays ${where} until it is overwritten; what that costs is unknown.`;

const cases: readonly Case[] = [
  { when: "records never expire", given: online(), says: [stays("online")] },
  { when: "they never do in memory", given: online({ storageType: "InMemory" }), says: [stays("in memory")] },
  {
    when: "the time is the provider's 0",
    given: online({ ttlDuration: { unit: "", value: 0 } }),
    says: [stays("online")],
  },
  { when: "records expire", given: online({ ttlDuration: { unit: "Days", value: 30 } }), says: [] },
  { when: "there is no online store", given: [group(), group({ enableOnlineStore: false })], says: [] },
  { when: "records may stay", given: online(), settings: { lastingGroups: ["churn"] }, says: [] },
  { when: "the resource is of another type", given: logGroup(), says: [] },
];

it.each(cases)("judges when $when", async ({ given, settings, says }) => {
  expect(await judge(featureGroupExpiry, given, settings)).toEqual(says);
});

it("leaves a time that a preview does not know to the SDK", async () => {
  const given = online({ ttlDuration: { unit: "Days", value: unknownNumberValue } });
  await expect(judge(featureGroupExpiry, given)).rejects.toThrow("ttlDuration");
});
