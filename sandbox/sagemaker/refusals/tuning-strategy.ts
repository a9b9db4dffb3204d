import type { CreateHyperParameterTuningJobRequest } from "@aws-sdk/client-sagemaker";

import { candidatesOf, epochNames } from "../tuning/definitions";
import type { Wire } from "../wire";

import type { Rule } from "./rule";

type Asked = Wire<CreateHyperParameterTuningJobRequest>;

const parallelWithinTotal: Rule<Asked> = ({ HyperParameterTuningJobConfig: { ResourceLimits } }) => {
  const { MaxNumberOfTrainingJobs: total, MaxParallelTrainingJobs: parallel } = ResourceLimits;
  if (total === undefined || parallel <= total) return undefined;
  return `MaxParallelTrainingJobs (${parallel}) must be less than or equal to MaxNumberOfTrainingJobs (${total}).`;
};

const hyperbandStopsByItself: Rule<Asked> = ({
  HyperParameterTuningJobConfig: { Strategy, TrainingJobEarlyStoppingType },
}) =>
  Strategy === "Hyperband" && TrainingJobEarlyStoppingType === "Auto"
    ? "TrainingJobEarlyStoppingType must be Off when the strategy is Hyperband, which stops training jobs itself."
    : undefined;

const settingsAreHyperbands: Rule<Asked> = ({ HyperParameterTuningJobConfig: { Strategy, StrategyConfig } }) =>
  Strategy !== "Hyperband" && StrategyConfig !== undefined
    ? `StrategyConfig is not supported for the strategy ${Strategy}.`
    : undefined;

const hyperbandHasResource: Rule<Asked> = (asked) => {
  const { Strategy, StrategyConfig } = asked.HyperParameterTuningJobConfig;
  if (Strategy !== "Hyperband") return undefined;
  const { MinResource: min = 1, MaxResource: max } = StrategyConfig?.HyperbandStrategyConfig ?? {};
  if (max !== undefined)
    return min <= max ? undefined : `MinResource (${min}) must be less than or equal to MaxResource (${max}).`;
  const counts = candidatesOf(asked).every(({ definition, parameters }) => {
    const names = [...Object.keys(definition.StaticHyperParameters ?? {}), ...parameters.map(({ name }) => name)];
    return names.some((name) => epochNames.includes(name));
  });
  if (counts) return undefined;
  return `Hyperband needs MaxResource in HyperbandStrategyConfig, or a hyperparameter named one of ${epochNames.join(", ")}.`;
};

const gridIsCategorical: Rule<Asked> = (asked) => {
  const { Strategy } = asked.HyperParameterTuningJobConfig;
  const parameters = candidatesOf(asked).flatMap((candidate) => candidate.parameters);
  const odd = Strategy === "Grid" ? parameters.find(({ kind }) => kind !== "categorical") : undefined;
  return odd === undefined
    ? undefined
    : `The strategy Grid supports categorical hyperparameters only; "${odd.name}" is ${odd.kind}.`;
};

const gridCountsItself: Rule<Asked> = (asked) => {
  const { Strategy, ResourceLimits } = asked.HyperParameterTuningJobConfig;
  const total = ResourceLimits.MaxNumberOfTrainingJobs;
  if (Strategy !== "Grid" || total === undefined) return undefined;
  const points = candidatesOf(asked).reduce(
    (sum, { parameters }) =>
      sum + parameters.reduce((product, one) => product * (one.kind === "categorical" ? one.values.length : 1), 1),
    0,
  );
  if (points === total) return undefined;
  return `MaxNumberOfTrainingJobs (${total}) must be omitted or equal the number of points of the grid (${points}) for the strategy Grid.`;
};

/** What SageMaker refuses of a tuning job's strategy and limits. */
export const strategyRules: readonly Rule<Asked>[] = [
  parallelWithinTotal,
  hyperbandStopsByItself,
  settingsAreHyperbands,
  hyperbandHasResource,
  gridIsCategorical,
  gridCountsItself,
];
