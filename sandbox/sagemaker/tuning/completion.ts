import type { TuningJobCompletionCriteria } from "@aws-sdk/client-sagemaker";

import type { Wire } from "../wire";

type Goal = "Minimize" | "Maximize";

/** How many trials the best objective must survive, and by how little it may have grown, to count as converged. */
const convergence = { leastTrials: 10, window: 5, gain: 0.01 } as const;

/** Whether `a` is a better objective than `b`. */
export function isBetter(goal: Goal, a: number, b: number): boolean {
  return goal === "Maximize" ? a > b : a < b;
}

/** Which completion criterion the finished trials' objectives (in order of finishing) meet, if any. */
export function metCriterion(
  criteria: Wire<TuningJobCompletionCriteria>,
  goal: Goal,
  values: readonly number[],
): string | undefined {
  const target = criteria.TargetObjectiveMetricValue;
  if (target !== undefined && values.some((value) => !isBetter(goal, target, value)))
    return "TargetObjectiveMetricValue";
  const patience = criteria.BestObjectiveNotImproving?.MaxNumberOfTrainingJobsNotImproving;
  if (patience !== undefined && trialsWithoutGain(goal, values) >= patience) return "BestObjectiveNotImproving";
  const watches = criteria.ConvergenceDetected?.CompleteOnConvergence === "Enabled";
  return watches && hasConverged(goal, values) ? "ConvergenceDetected" : undefined;
}

/** How many trials ended since the best objective so far. */
export function trialsWithoutGain(goal: Goal, values: readonly number[]): number {
  let best = 0;
  for (const [index, value] of values.entries()) if (isBetter(goal, value, values[best] ?? value)) best = index;
  return values.length === 0 ? 0 : values.length - 1 - best;
}

/** AWS predicts the next trials' gain; the sandbox looks back: less than 1 % gained over the last five of ten or more. */
function hasConverged(goal: Goal, values: readonly number[]): boolean {
  if (values.length < convergence.leastTrials) return false;
  const best = (some: readonly number[]) => some.reduce((a, b) => (isBetter(goal, b, a) ? b : a));
  const [before, now] = [best(values.slice(0, -convergence.window)), best(values)];
  return Math.abs(now - before) < convergence.gain * Math.abs(before);
}
