import { isBetter, metCriterion, trialsWithoutGain } from "../../../sandbox/sagemaker/tuning/completion";
import { MedianRule } from "../../../sandbox/sagemaker/tuning/median-rule";

describe("the median rule", () => {
  test("judges nobody before enough others have come as far", () => {
    const rule = new MedianRule("Maximize");
    for (const trial of ["a", "b"]) expect(rule.isHopeless(trial, 0, 0.9)).toBe(false);
    expect(rule.isHopeless("c", 0, 0.1)).toBe(false);
  });

  test("stops a trial whose best is under the median of the others' running averages", () => {
    const rule = new MedianRule("Maximize");
    // Running averages at epoch 1: (0.6 + 0.8) / 2 = 0.7, 0.8 and 0.9; their median is 0.8.
    for (const [trial, first, second] of [
      ["a", 0.6, 0.8],
      ["b", 0.7, 0.9],
      ["c", 0.8, 1],
    ] as const) {
      rule.isHopeless(trial, 0, first);
      rule.isHopeless(trial, 1, second);
    }
    expect(rule.isHopeless("d", 0, 0.75)).toBe(false);
    expect(rule.isHopeless("d", 1, 0.79)).toBe(true);
    expect(rule.isHopeless("e", 0, 0.74)).toBe(false);
    expect(rule.isHopeless("e", 1, 0.81)).toBe(false);
  });

  test("turns round where less is better", () => {
    const rule = new MedianRule("Minimize");
    for (const trial of ["a", "b", "c"]) rule.isHopeless(trial, 0, 0.5);
    expect(rule.isHopeless("d", 0, 0.6)).toBe(true);
    expect(rule.isHopeless("e", 0, 0.4)).toBe(false);
  });
});

describe("completion criteria", () => {
  const patience = { BestObjectiveNotImproving: { MaxNumberOfTrainingJobsNotImproving: 3 } };
  const convergence = { ConvergenceDetected: { CompleteOnConvergence: "Enabled" as const } };
  test.each([
    {
      when: "the target is met exactly",
      goal: "Maximize",
      criteria: { TargetObjectiveMetricValue: 0.9 },
      values: [0.9],
      says: "TargetObjectiveMetricValue",
    },
    {
      when: "the target is missed",
      goal: "Maximize",
      criteria: { TargetObjectiveMetricValue: 0.9 },
      values: [0.89],
      says: undefined,
    },
    {
      when: "a target to minimise is met",
      goal: "Minimize",
      criteria: { TargetObjectiveMetricValue: 0.2 },
      values: [0.3, 0.1],
      says: "TargetObjectiveMetricValue",
    },
    {
      when: "a target of zero is met",
      goal: "Minimize",
      criteria: { TargetObjectiveMetricValue: 0 },
      values: [0],
      says: "TargetObjectiveMetricValue",
    },
    {
      when: "two trials brought nothing",
      goal: "Maximize",
      criteria: patience,
      values: [0.5, 0.4, 0.5],
      says: undefined,
    },
    {
      when: "three trials brought nothing",
      goal: "Maximize",
      criteria: patience,
      values: [0.5, 0.4, 0.5, 0.3],
      says: "BestObjectiveNotImproving",
    },
    {
      when: "nine trials ended",
      goal: "Maximize",
      criteria: convergence,
      values: Array<number>(9).fill(0.5),
      says: undefined,
    },
    {
      when: "the last five gained under 1 %",
      goal: "Maximize",
      criteria: convergence,
      values: [0.1, 0.2, 0.3, 0.4, 0.8, 0.8, 0.805, 0.7, 0.8, 0.6],
      says: "ConvergenceDetected",
    },
    {
      when: "the last five gained over 1 %",
      goal: "Maximize",
      criteria: convergence,
      values: [0.1, 0.2, 0.3, 0.4, 0.8, 0.8, 0.81, 0.7, 0.8, 0.6],
      says: undefined,
    },
    {
      when: "nothing is asked",
      goal: "Maximize",
      criteria: {},
      values: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1],
      says: undefined,
    },
  ] as const)("say so when $when", ({ goal, criteria, values, says }) => {
    expect(metCriterion(criteria, goal, values)).toBe(says);
  });

  test("count the trials since the best, the first of equals being the best", () => {
    expect(trialsWithoutGain("Maximize", [])).toBe(0);
    expect(trialsWithoutGain("Maximize", [1, 3, 3, 2])).toBe(2);
    expect(isBetter("Minimize", 1, 2)).toBe(true);
  });
});
