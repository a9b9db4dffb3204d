import type {
  HyperParameterTrainingJobDefinition,
  HyperParameterTuningJobObjective,
  ParameterRanges,
} from "@aws-sdk/client-sagemaker";

import type { SearchParameter } from "../job-runner";
import type { TuningDocument } from "../kinds";
import type { Wire } from "../wire";

export type Definition = Wire<HyperParameterTrainingJobDefinition>;
type Objective = Wire<HyperParameterTuningJobObjective>;

/** Hyper-parameters that Hyperband reads its most epochs from, as SageMaker names them. */
export const epochNames = ["epochs", "numepochs", "n-epochs", "n_epochs", "num_epochs"];

/** One algorithm of a tuning job: what its trials are, what is searched, what is wanted. */
export interface Candidate {
  readonly definition: Definition;
  readonly objective: Objective;
  readonly parameters: readonly SearchParameter[];
}

/** The algorithms of a tuning job: one with its settings in the configuration, or several with their own. */
export function candidatesOf(
  document: Pick<TuningDocument, "HyperParameterTuningJobConfig" | "TrainingJobDefinition" | "TrainingJobDefinitions">,
): Candidate[] {
  const {
    HyperParameterTuningJobConfig: config,
    TrainingJobDefinition: one,
    TrainingJobDefinitions: several,
  } = document;
  const definitions = several ?? (one === undefined ? [] : [one]);
  return definitions.flatMap((definition) => {
    const objective = definition.TuningObjective ?? config.HyperParameterTuningJobObjective;
    const ranges = definition.HyperParameterRanges ?? config.ParameterRanges;
    return objective === undefined ? [] : [{ definition, objective, parameters: searchParameters(ranges ?? {}) }];
  });
}

/** Tunable hyper-parameters with their bounds as numbers. */
export function searchParameters(ranges: Wire<ParameterRanges>): SearchParameter[] {
  const numeric = (
    kind: "integer" | "continuous",
    range: { Name: string; MinValue: string; MaxValue: string; ScalingType?: string },
  ) => ({
    kind,
    name: range.Name,
    min: Number(range.MinValue),
    max: Number(range.MaxValue),
    scaling: scalingOf(range.ScalingType),
  });
  return [
    ...(ranges.IntegerParameterRanges ?? []).map((range) => numeric("integer", range)),
    ...(ranges.ContinuousParameterRanges ?? []).map((range) => numeric("continuous", range)),
    ...(ranges.CategoricalParameterRanges ?? []).map(({ Name, Values }) => ({
      kind: "categorical" as const,
      name: Name,
      values: Values,
    })),
    // AWS chooses these ranges itself; the sandbox keeps to the hint.
    ...(ranges.AutoParameters ?? []).map(({ Name, ValueHint }) => ({
      kind: "categorical" as const,
      name: Name,
      values: [ValueHint],
    })),
  ];
}

function scalingOf(given: string | undefined): "Auto" | "Linear" | "Logarithmic" | "ReverseLogarithmic" {
  return given === "Linear" || given === "Logarithmic" || given === "ReverseLogarithmic" ? given : "Auto";
}
