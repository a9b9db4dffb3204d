import { isBetter, metCriterion, trialsWithoutGain } from "../../../sandbox/sagemaker/tuning/completion";
import { MedianRule } from "../../../sandbox/sagemaker/tuning/median-rule";

describe("the median rule", () => {
  /** A rule that has seen trials through. */
  function ruleAfter(goal: "Minimize" | "Maximize", curves: readonly (readonly number[])[]): MedianRule {
    const rule = new MedianRule(goal);
    for (const [index, curve] of curves.entries()) {
      for (const value of curve) rule.isHopeless(`past-${index}`, value);
      rule.finish(`past-${index}`);
    }
    return rule;
  }

  /** The epochs of a trial at which the rule would end it. */
  function hopelessEpochs(rule: MedianRule, curve: readonly number[]): number[] {
    return curve.flatMap((value, epoch) => (rule.isHopeless("now", value) ? [epoch] : []));
  }

  test("judges nobody before enough others have finished", () => {
    expect(hopelessEpochs(ruleAfter("Maximize", [[0.9], [0.9]]), [0.1])).toEqual([]);
    const rule = ruleAfter("Maximize", [[0.9], [0.9]]);
    expect(rule.isHopeless("still running", 0.9)).toBe(false);
    expect(rule.isHopeless("now", 0.1)).toBe(false);
  });

  test("stops a trial whose best is under the median of the others' running averages", () => {
    // Running averages at epoch 1: (0.6 + 0.8) / 2 = 0.7, 0.8 and 0.9; their median is 0.8.
    const past = [
      [0.6, 0.8],
      [0.7, 0.9],
      [0.8, 1],
    ];
    expect(hopelessEpochs(ruleAfter("Maximize", past), [0.75, 0.79])).toEqual([1]);
    expect(hopelessEpochs(ruleAfter("Maximize", past), [0.74, 0.81])).toEqual([]);
  });

  test("leaves a slow starter alone for the first fifth of the epochs", () => {
    const quick = Array.from({ length: 10 }, () => 0.8);
    const past = [quick, quick, quick];
    expect(hopelessEpochs(ruleAfter("Maximize", past), [0.2, 0.4, 0.9])).toEqual([]);
    expect(hopelessEpochs(ruleAfter("Maximize", past), [0.2, 0.4, 0.5])).toEqual([2]);
  });

  test("turns round where less is better", () => {
    const past = [[0.5], [0.5], [0.5]];
    expect(hopelessEpochs(ruleAfter("Minimize", past), [0.6])).toEqual([0]);
    expect(hopelessEpochs(ruleAfter("Minimize", past), [0.4])).toEqual([]);
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
