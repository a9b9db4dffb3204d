import { hours, trainingFootprint } from "../../../carbon";
import { trainingWarmPool } from "../../../policies/rules/training-warm-pool";
import { costWords } from "../support/cost-words";
import { type Case, judge, starts, unknownNumberValue } from "../support/judge";
import { logGroup, training, trainingOfOurs, tuning } from "../support/resources";

const machines = { instanceType: "ml.m7i.xlarge", instanceCount: 1 };
const kept = (keepAlivePeriodInSeconds: unknown, props = {}) =>
  training({ resourceConfig: { ...machines, keepAlivePeriodInSeconds }, ...props });
const ours = (KeepAlivePeriodInSeconds: unknown) =>
  trainingOfOurs({ ResourceConfig: { InstanceType: "ml.m7i.xlarge", InstanceCount: 1, KeepAlivePeriodInSeconds } });
const hour = costWords(trainingFootprint({ region: "eu-north-1", ...machines, hours: hours(1) }));
const long = "Too long: KeepAlivePeriodInSeconds 3600 of the training job, maximum 600; one wait: ";

const cases: readonly Case[] = [
  { when: "either kind of training keeps an hour", given: [kept(3600), ours(3600)], says: [long + hour, long + hour] },
  {
    when: "the region is unknown",
    given: kept(3600, { region: undefined }),
    says: [`${long}energy, emissions and cost unknown.`],
  },
  { when: "the time is at the limit", given: [kept(600), ours(600)], says: [] },
  { when: "the time is just over the limit", given: kept(601), says: ["Too long: KeepAlivePeriodInSeconds 601 of"] },
  { when: "the time is absent or the provider's 0", given: [kept(undefined), kept(0), ours(undefined)], says: [] },
  { when: "the limit is raised", given: kept(3600), settings: { maxKeepAliveSeconds: 3600 }, says: [] },
  { when: "nothing is tolerated", given: kept(1), settings: { maxKeepAliveSeconds: 0 }, says: ["Too long: "] },
  { when: "trials keep their machines without it", given: [tuning({}), logGroup()], says: [] },
];

it.each(cases)("judges when $when", async ({ given, settings, says }) => {
  expect(starts(await judge(trainingWarmPool, given, settings), says)).toEqual(says);
});

it("leaves a time that a preview does not know to the SDK", async () => {
  await expect(judge(trainingWarmPool, kept(unknownNumberValue))).rejects.toThrow("keepAlivePeriodInSeconds");
});
