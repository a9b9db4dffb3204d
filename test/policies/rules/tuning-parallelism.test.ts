import { tuningParallelism } from "../../../policies/rules/tuning-parallelism";
import { type Case, judge, starts, unknownNumberValue } from "../support/judge";
import { logGroup, tuning, tuningOfOurs } from "../support/resources";

const limits = (atOnce: number, trials?: number) => ({
  strategy: "Bayesian",
  resourceLimits: {
    maxParallelTrainingJobs: atOnce,
    ...(trials === undefined ? {} : { maxNumberOfTrainingJobs: trials }),
  },
});
const cases: readonly Case[] = [
  { when: "something else is judged", given: logGroup(), says: [] },
  { when: "a quarter runs at once", given: tuning(limits(5, 20)), says: [] },
  {
    when: "more than a quarter runs at once",
    given: tuning(limits(6, 20)),
    says: ["Too many trials at once: 6 of 20, maximum 5; "],
  },
  {
    when: "numbers are written as texts",
    given: [
      tuning({
        strategy: "Bayesian",
        resourceLimits: { maxParallelTrainingJobs: "20", maxNumberOfTrainingJobs: "20" },
      }),
      tuning({ strategy: "Bayesian", resourceLimits: { maxParallelTrainingJobs: "5", maxNumberOfTrainingJobs: "20" } }),
      tuning({ strategy: "Bayesian", resourceLimits: { maxParallelTrainingJobs: "all", maxNumberOfTrainingJobs: "" } }),
    ],
    says: ["Too many trials at once: 20 of 20, maximum 5; "],
  },
  { when: "a short search runs two at once", given: tuning(limits(2, 3)), says: [] },
  {
    when: "a short search runs three at once",
    given: tuning(limits(3, 4)),
    says: ["Too many trials at once: 3 of 4, maximum 2; "],
  },
  { when: "a larger part is agreed", given: tuning(limits(10, 20)), settings: { maxShareAtOnce: 0.5 }, says: [] },
  { when: "nobody says how many trials there are", given: tuning(limits(10)), says: [] },
  { when: "the provider wrote zero for none", given: tuning(limits(0, 0)), says: [] },
  { when: "a random search learns nothing anyway", given: tuning({ ...limits(20, 20), strategy: "Random" }), says: [] },
  { when: "SageMaker chooses", given: tuning(limits(20, 20), {}, { autotune: { mode: "Enabled" } }), says: [] },
  {
    when: "a job of ours runs all at once",
    given: tuningOfOurs({
      Strategy: "Bayesian",
      ResourceLimits: { MaxParallelTrainingJobs: 10, MaxNumberOfTrainingJobs: 10 },
    }),
    says: ["Too many trials at once: 10 of 10, maximum 2; all trials at their limit: energy "],
  },
];

it.each(cases)("says $says.0 when $when", async ({ given, settings, says }) => {
  expect(starts(await judge(tuningParallelism, given, settings), says)).toEqual(says);
});

it("leaves what a preview does not know to the SDK", async () => {
  const hidden = tuning({ strategy: "Bayesian", resourceLimits: { maxParallelTrainingJobs: unknownNumberValue } });
  await expect(judge(tuningParallelism, hidden)).rejects.toThrow("can't be known during preview");
});
