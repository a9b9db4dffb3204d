import { tuningStopsEarly } from "../../../policies/rules/tuning-stops-early";
import { type Case, judge, mend, starts, unknownStringValue } from "../support/judge";
import { training, tuning, tuningOfOurs } from "../support/resources";

const converges = { tuningJobCompletionCriteria: { convergenceDetected: { completeOnConvergence: "Enabled" } } };
const auto = { strategy: "Bayesian", trainingJobEarlyStoppingType: "Auto" };
const noEnd =
  "Expected TuningJobCompletionCriteria or ResourceLimits.MaxRuntimeInSeconds, got neither; all trials at their limit: ";
const both =
  "Cannot use TrainingJobEarlyStoppingType Auto because Hyperband stops trials itself and AWS refuses both; ";

const cases: readonly Case[] = [
  { when: "trials stop early and the job converges", given: tuning({ ...auto, ...converges }), says: [] },
  {
    when: "early stopping and an end are absent",
    given: tuning({ strategy: "Bayesian" }),
    says: ["Expected TrainingJobEarlyStoppingType Auto, got none; ", noEnd],
  },
  {
    when: "early stopping is off",
    given: tuning({ ...auto, ...converges, trainingJobEarlyStoppingType: "Off" }),
    says: ["Expected TrainingJobEarlyStoppingType Auto, got Off; "],
  },
  {
    when: "early stopping is the provider's empty text",
    given: tuning({ ...auto, ...converges, trainingJobEarlyStoppingType: "" }),
    says: ["Expected TrainingJobEarlyStoppingType Auto, got none; "],
  },
  {
    when: "Hyperband stops trials itself",
    given: [
      tuning({ strategy: "Hyperband", ...converges }),
      tuningOfOurs({
        Strategy: "Hyperband",
        TrainingJobEarlyStoppingType: "Off",
        ResourceLimits: { MaxRuntimeInSeconds: 7200 },
      }),
    ],
    says: [],
  },
  {
    when: "Hyperband is asked for early stopping as well",
    given: tuning({ ...auto, ...converges, strategy: "Hyperband" }),
    says: [both],
  },
  {
    when: "definitions compete, for which AWS has no early stopping",
    given: tuning(
      { ...auto, ...converges },
      {},
      { trainingJobDefinition: undefined, trainingJobDefinitions: [{}, {}] },
    ),
    says: ["Cannot stop trials early because 2 training job definitions compete in one job; tune one by one; "],
  },
  {
    when: "any one criterion ends the job",
    given: [
      tuningOfOurs({
        TrainingJobEarlyStoppingType: "Auto",
        TuningJobCompletionCriteria: { TargetObjectiveMetricValue: 0.9 },
      }),
      tuning({
        ...auto,
        tuningJobCompletionCriteria: { bestObjectiveNotImproving: { maxNumberOfTrainingJobsNotImproving: 3 } },
      }),
    ],
    says: [],
  },
  {
    when: "the criteria are zeros that the provider writes for absent",
    given: tuning({
      ...auto,
      tuningJobCompletionCriteria: {
        targetObjectiveMetricValue: 0,
        bestObjectiveNotImproving: { maxNumberOfTrainingJobsNotImproving: 0 },
        convergenceDetected: { completeOnConvergence: "Disabled" },
      },
    }),
    says: [noEnd],
  },
  {
    when: "a run-time limit ends the job",
    given: tuning({ ...auto, resourceLimits: { maxRuntimeInSeconds: 7200 } }),
    says: [],
  },
  {
    when: "a run-time limit alone is not accepted",
    given: tuning({ ...auto, resourceLimits: { maxRuntimeInSeconds: 7200 } }),
    settings: { acceptRunTimeLimit: false },
    says: ["Expected TuningJobCompletionCriteria, got a limit of 7200 s alone; "],
  },
  {
    when: "SageMaker chooses",
    given: tuning({ strategy: "Bayesian" }, {}, { autotune: { mode: "Enabled" } }),
    says: [],
  },
  {
    when: "a job of ours cannot be read",
    given: { ...tuningOfOurs({}), props: {} },
    says: ["Expected TrainingJobEarlyStoppingType Auto, got none; ", noEnd],
  },
  { when: "the resource is no tuning job", given: training(), says: [] },
];

it.each(cases)("judges when $when", async ({ given, settings, says }) => {
  expect(starts(await judge(tuningStopsEarly, given, settings), says)).toEqual(says);
});

it("leaves early stopping that a preview does not know to the SDK", async () => {
  const given = tuning({ ...auto, trainingJobEarlyStoppingType: unknownStringValue });
  await expect(judge(tuningStopsEarly, given)).rejects.toThrow("trainingJobEarlyStoppingType");
});

describe("at level remediate", () => {
  const ends = { tuningJobCompletionCriteria: { convergenceDetected: { completeOnConvergence: "Enabled" } } };
  const limited = { resourceLimits: { maxNumberOfTrainingJobs: 20, maxRuntimeInSeconds: 7200 } };

  it.each([
    ["a Bayesian search without either", { strategy: "Bayesian" }, { trainingJobEarlyStoppingType: "Auto", ...ends }],
    [
      "a Bayesian search whose time limit is its end",
      { strategy: "Bayesian", trainingJobEarlyStoppingType: "Off", ...limited },
      { trainingJobEarlyStoppingType: "Auto" },
    ],
    ["a Bayesian search without an end", { ...auto }, ends],
    [
      "Hyperband that asks for early stopping too",
      { strategy: "Hyperband", trainingJobEarlyStoppingType: "Auto", ...limited },
      { trainingJobEarlyStoppingType: "Off" },
    ],
    ["a random search with a time limit", { strategy: "Random", ...limited }, { trainingJobEarlyStoppingType: "Auto" }],
  ])("mends %s", async (_, config, changes) => {
    const given = tuning(config, { roleArn: unknownStringValue });
    const mended = await mend(tuningStopsEarly, given);
    expect(mended?.props).toEqual({ ...given.props, config: { ...(given.props["config"] as object), ...changes } });
    expect(await judge(tuningStopsEarly, mended!)).toEqual([]);
  });

  it("mends a job of ours in AWS's spelling", async () => {
    const mended = await mend(tuningStopsEarly, tuningOfOurs({ Strategy: "Bayesian" }));
    expect(mended?.props["request"]).toMatchObject({
      HyperParameterTuningJobConfig: {
        TrainingJobEarlyStoppingType: "Auto",
        TuningJobCompletionCriteria: { ConvergenceDetected: { CompleteOnConvergence: "Enabled" } },
      },
    });
    expect(await judge(tuningStopsEarly, mended!)).toEqual([]);
  });

  it("leaves what it cannot mend for the rule to refuse", async () => {
    const mended = await mend(tuningStopsEarly, tuning({ strategy: "Random" }));
    expect(starts(await judge(tuningStopsEarly, mended!), [noEnd])).toEqual([noEnd]);
  });

  it.each([
    ["a search that stops", tuning({ ...auto, ...ends })],
    ["a search that SageMaker itself tunes", tuning({ strategy: "Bayesian" }, {}, { autotune: { mode: "Enabled" } })],
    [
      "definitions that compete",
      tuning(
        { strategy: "Random", ...limited },
        {},
        { trainingJobDefinition: undefined, trainingJobDefinitions: [{}, {}] },
      ),
    ],
    ["a job without a configuration", tuningOfOurs({}, {}, { HyperParameterTuningJobConfig: undefined })],
    ["other resources", training()],
  ])("leaves %s alone", async (_, given) => {
    expect(await mend(tuningStopsEarly, given)).toBeUndefined();
  });
});
