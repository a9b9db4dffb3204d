import { hours, trainingFootprint } from "../../../carbon";
import { trainingRuntimeCap } from "../../../policies/rules/training-runtime-cap";
import { type Case, judge, starts, unknownNumberValue, unknownStringValue } from "../support/judge";
import { costWords } from "../support/cost-words";
import { logGroup, training, trainingOfOurs, tuning, tuningOfOurs } from "../support/resources";

const none = "Expected StoppingCondition.MaxRuntimeInSeconds, got none (AWS then allows 86400 s) for ";

/** What a training costs that ends at its limit. */
function cost(limit: number): string {
  const machines = { region: "eu-north-1", instanceType: "ml.m7i.xlarge", instanceCount: 1 };
  return costWords(trainingFootprint({ ...machines, hours: hours(limit) }));
}

const cases: readonly Case[] = [
  { when: "the limit is absent", given: training(), says: [`${none}the training job; at its limit: ${cost(24)}`] },
  {
    when: "a job of ours has no limit",
    given: trainingOfOurs(),
    says: [`${none}the training job; at its limit: ${cost(24)}`],
  },
  {
    when: "a job of ours cannot be read",
    given: { ...trainingOfOurs(), props: {} },
    says: [`${none}the training job; `],
  },
  {
    when: "the limit is the 0 that the provider writes for absent",
    given: training({ stoppingCondition: { maxRuntimeInSeconds: 0 } }),
    says: [`${none}the training job; `],
  },
  {
    when: "the limit is at the maximum",
    given: [
      training({ stoppingCondition: { maxRuntimeInSeconds: 86_400 } }),
      tuningOfOurs({}, { StoppingCondition: { MaxRuntimeInSeconds: 86_400 } }),
    ],
    says: [],
  },
  {
    when: "the limit is over the maximum",
    given: training({ stoppingCondition: { maxRuntimeInSeconds: 90_000 } }),
    says: [`Too long: MaxRuntimeInSeconds 90000, maximum 86400, for the training job; at its limit: ${cost(25)}`],
  },
  {
    when: "trials may run longer than the settings allow",
    given: tuning({}, { definitionName: "small" }),
    settings: { maxHours: 0.5 },
    says: ['Too long: MaxRuntimeInSeconds 3600, maximum 1800, for each trial of "small"; at its limit: '],
  },
  {
    when: "the cost depends on what a preview does not know",
    given: training({ region: unknownStringValue }),
    says: [`${none}the training job; at its limit: energy, emissions and cost unknown.`],
  },
  {
    when: "the machines are not named",
    given: training({ resourceConfig: undefined }),
    says: [`${none}the training job; at its limit: energy, emissions and cost unknown.`],
  },
  {
    when: "the limit is no count of seconds",
    given: training({ stoppingCondition: { maxRuntimeInSeconds: -5 } }),
    says: [`${none}the training job; at its limit: ${cost(24)}`],
  },
  {
    when: "the catalog lacks the region",
    given: training({ region: "mars-1" }),
    says: [`${none}the training job; at its limit: energy 0.43-1.1 kWh, likely unknown: `],
  },
  {
    when: "the region is not named",
    given: training({ region: undefined }),
    says: [`${none}the training job; at its limit: energy, emissions and cost unknown.`],
  },
  {
    when: "the job is serverless and has no instances",
    given: training({ serverlessJobConfig: { jobType: "FineTuning" } }),
    says: [],
  },
  { when: "the resource trains nothing", given: logGroup(), says: [] },
];

it.each(cases)("judges when $when", async ({ given, settings, says }) => {
  expect(starts(await judge(trainingRuntimeCap, given, settings), says)).toEqual(says);
});

it("leaves a limit that a preview does not know to the SDK", async () => {
  const given = training({ stoppingCondition: { maxRuntimeInSeconds: unknownNumberValue } });
  await expect(judge(trainingRuntimeCap, given)).rejects.toThrow("maxRuntimeInSeconds");
});
