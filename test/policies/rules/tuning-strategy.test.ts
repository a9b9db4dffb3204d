import { hours, tuningFootprint } from "../../../carbon";
import { tuningStrategy } from "../../../policies/rules/tuning-strategy";
import { type Case, judge, starts, unknownStringValue } from "../support/judge";
import { costWords } from "../support/cost-words";
import { training, tuning, tuningOfOurs } from "../support/resources";

const machines = { region: "eu-north-1", instanceType: "ml.m7i.xlarge", instanceCount: 1 };
const grid = "Expected strategy Bayesian or Hyperband, got Grid; all trials at their limit: ";
const costUnknown = `${grid}energy, emissions and cost unknown.`;
const ranges = (values: readonly string[]) => ({
  parameterRanges: {
    categoricalParameterRanges: [
      { name: "eta", values },
      { name: "depth", values: ["3", "5"] },
    ],
  },
});

/** What so many trials cost that each end at their limit. */
function cost(trials: number, limit: number): string {
  return costWords(tuningFootprint({ ...machines, trials, hoursPerTrial: hours(limit) }));
}

const cases: readonly Case[] = [
  { when: "a grid of 20 trials is asked for", given: tuning({ strategy: "Grid" }), says: [grid + cost(20, 1)] },
  {
    when: "a grid names no number of trials",
    given: tuning({ strategy: "Grid", resourceLimits: { maxParallelTrainingJobs: 2 }, ...ranges(["1", "2", "3"]) }),
    says: [grid + cost(6, 1)],
  },
  {
    when: "a grid has an empty range",
    given: tuning({ strategy: "Grid", resourceLimits: {}, ...ranges([]) }),
    says: [costUnknown],
  },
  {
    when: "a grid has a range without values",
    given: tuning({
      strategy: "Grid",
      resourceLimits: {},
      parameterRanges: { categoricalParameterRanges: [{ name: "eta" }] },
    }),
    says: [costUnknown],
  },
  { when: "a grid has no ranges", given: tuning({ strategy: "Grid", resourceLimits: {} }), says: [costUnknown] },
  {
    when: "trials have no limit",
    given: tuningOfOurs({ Strategy: "Grid" }, { StoppingCondition: {} }),
    says: [grid + cost(20, 24)],
  },
  {
    when: "a grid's region is unknown to the resource",
    given: tuning({ strategy: "Grid" }, {}, { region: undefined }),
    says: [costUnknown],
  },
  {
    when: "a grid's machines are unknown in a preview, which the verdict does not depend on",
    given: tuning({ strategy: "Grid" }, { resourceConfig: { instanceType: unknownStringValue } }),
    says: [costUnknown],
  },
  {
    when: "a grid's machines are left to the tuning resource configuration, without a count",
    given: tuning(
      { strategy: "Grid" },
      { resourceConfig: undefined, hyperParameterTuningResourceConfig: { instanceType: "ml.m7i.xlarge" } },
    ),
    says: [grid + cost(20, 1)],
  },
  {
    when: "a grid names no machines",
    given: tuning({ strategy: "Grid" }, { resourceConfig: undefined }),
    says: [costUnknown],
  },
  {
    when: "a grid has no definition",
    given: tuning({ strategy: "Grid" }, {}, { trainingJobDefinition: undefined }),
    says: [costUnknown],
  },
  {
    when: "several definitions compete",
    given: tuning(
      { strategy: "Grid" },
      {},
      {
        trainingJobDefinition: undefined,
        trainingJobDefinitions: [{ resourceConfig: machines }, { resourceConfig: machines }],
      },
    ),
    says: [costUnknown],
  },
  {
    when: "a job of ours searches at random",
    given: tuningOfOurs({ Strategy: "Random" }),
    says: ["Expected strategy Bayesian or Hyperband, got Random; "],
  },
  { when: "the strategy is absent", given: tuning({}), says: ["Expected strategy Bayesian or Hyperband, got none; "] },
  {
    when: "the strategy is the provider's empty text",
    given: tuning({ strategy: "" }),
    says: ["Expected strategy Bayesian or Hyperband, got none; "],
  },
  {
    when: "AWS's list does not hold the strategy",
    given: tuning({ strategy: "Genetic" }),
    says: ["Expected strategy Bayesian or Hyperband, got Genetic; "],
  },
  {
    when: "a job of ours cannot be read",
    given: { ...tuningOfOurs({}), props: {} },
    says: ["Expected strategy Bayesian or Hyperband, got none; "],
  },
  {
    when: "the search learns",
    given: [tuning({ strategy: "Bayesian" }), tuningOfOurs({ Strategy: "Hyperband" })],
    says: [],
  },
  {
    when: "SageMaker chooses the strategy",
    given: tuning({ strategy: "Random" }, {}, { autotune: { mode: "Enabled" } }),
    says: [],
  },
  {
    when: "the settings accept the strategy",
    given: tuning({ strategy: "Random" }),
    settings: { acceptedStrategies: ["Random"] },
    says: [],
  },
  {
    when: "the settings accept another strategy alone",
    given: tuning({ strategy: "Hyperband" }),
    settings: { acceptedStrategies: ["Bayesian"] },
    says: ["Expected strategy Bayesian, got Hyperband; "],
  },
  { when: "the resource is no tuning job", given: training(), says: [] },
];

it.each(cases)("judges when $when", async ({ given, settings, says }) => {
  expect(starts(await judge(tuningStrategy, given, settings), says)).toEqual(says);
});

it("leaves a strategy that a preview does not know to the SDK", async () => {
  await expect(judge(tuningStrategy, tuning({ strategy: unknownStringValue }))).rejects.toThrow("strategy");
});
