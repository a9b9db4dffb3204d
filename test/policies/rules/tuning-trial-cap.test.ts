import { tuningTrialCap } from "../../../policies/rules/tuning-trial-cap";
import { type Case, judge, starts, unknownNumberValue } from "../support/judge";
import { logGroup, tuning, tuningOfOurs } from "../support/resources";

const trials = (count: number) => ({ strategy: "Bayesian", resourceLimits: { maxNumberOfTrainingJobs: count } });
const grid = (...sizes: readonly number[]) => ({
  strategy: "Grid",
  resourceLimits: { maxParallelTrainingJobs: 2, maxNumberOfTrainingJobs: 0 },
  parameterRanges: {
    categoricalParameterRanges: sizes.map((size, index) => ({ name: `p${index}`, values: Array(size).fill("x") })),
  },
});
const none = "Expected ResourceLimits.MaxNumberOfTrainingJobs of at most 100, got none; ";
const cases: readonly Case[] = [
  { when: "something else is judged", given: logGroup(), says: [] },
  { when: "there are as many as allowed", given: tuning(trials(100)), says: [] },
  { when: "there is one too many", given: tuning(trials(101)), says: ["Too many trials: 101, maximum 100; "] },
  {
    when: "fewer are agreed",
    given: tuning(trials(21)),
    settings: { maxTrials: 20 },
    says: ["Too many trials: 21, maximum 20; "],
  },
  { when: "there is no limit", given: tuning({ strategy: "Bayesian", resourceLimits: {} }), says: [none] },
  { when: "the provider wrote zero for none", given: tuning(trials(0)), says: [none] },
  {
    when: "time is limited instead",
    given: tuning({ strategy: "Bayesian", resourceLimits: { maxRuntimeInSeconds: 600 } }),
    says: [],
  },
  { when: "a grid has as many points as allowed", given: tuning(grid(10, 10)), says: [] },
  { when: "a grid has more points", given: tuning(grid(10, 11)), says: ["Too many trials: 110, maximum 100; "] },
  { when: "a grid has no points to count", given: tuning(grid()), says: [none] },
  { when: "SageMaker chooses", given: tuning(trials(500), {}, { autotune: { mode: "Enabled" } }), says: [] },
  {
    when: "nothing of a job of ours can be read",
    given: { type: "greenml:jobs:HyperParameterTuningJob", props: {} },
    says: [none],
  },
  {
    when: "a job of ours has too many",
    given: tuningOfOurs({ ResourceLimits: { MaxNumberOfTrainingJobs: 500 } }),
    says: ["Too many trials: 500, maximum 100; all trials at their limit: energy "],
  },
];

it.each(cases)("says $says.0 when $when", async ({ given, settings, says }) => {
  expect(starts(await judge(tuningTrialCap, given, settings), says)).toEqual(says);
});

it("leaves what a preview does not know to the SDK", async () => {
  const hidden = tuning({ strategy: "Bayesian", resourceLimits: { maxNumberOfTrainingJobs: unknownNumberValue } });
  await expect(judge(tuningTrialCap, hidden)).rejects.toThrow("can't be known during preview");
});
