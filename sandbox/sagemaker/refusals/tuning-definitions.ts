import type { CreateHyperParameterTuningJobRequest } from "@aws-sdk/client-sagemaker";

import { candidatesOf, type Definition } from "../tuning/definitions";
import type { Wire } from "../wire";

import { isBuiltIn } from "./built-in-algorithms";
import type { Place, Rule } from "./rule";
import { trainingSettingRules } from "./training-settings";
import { rangeFault } from "./tuning-ranges";

type Asked = Wire<CreateHyperParameterTuningJobRequest>;

const oneOrSeveral: Rule<Asked> = ({ TrainingJobDefinition, TrainingJobDefinitions }) =>
  (TrainingJobDefinition === undefined) === (TrainingJobDefinitions === undefined)
    ? "You must specify exactly one of TrainingJobDefinition and TrainingJobDefinitions."
    : undefined;

const oneHasItsSearchInTheConfiguration: Rule<Asked> = ({
  TrainingJobDefinition: one,
  HyperParameterTuningJobConfig: config,
  Autotune,
}) => {
  if (one === undefined) return undefined;
  if (one.TuningObjective !== undefined || one.HyperParameterRanges !== undefined) {
    return "TuningObjective and HyperParameterRanges are for TrainingJobDefinitions; use HyperParameterTuningJobObjective and ParameterRanges.";
  }
  if (config.HyperParameterTuningJobObjective === undefined)
    return "You must specify HyperParameterTuningJobObjective with TrainingJobDefinition.";
  const isLeftToAws = Autotune !== undefined;
  return config.ParameterRanges === undefined && !isLeftToAws
    ? "You must specify ParameterRanges with TrainingJobDefinition."
    : undefined;
};

const severalHaveTheirOwn: Rule<Asked> = ({
  TrainingJobDefinitions: several,
  HyperParameterTuningJobConfig: config,
  WarmStartConfig,
}) => {
  if (several === undefined) return undefined;
  if (config.HyperParameterTuningJobObjective !== undefined || config.ParameterRanges !== undefined) {
    return "HyperParameterTuningJobObjective and ParameterRanges must not be specified with TrainingJobDefinitions; each definition has its own.";
  }
  if (config.TrainingJobEarlyStoppingType === "Auto")
    return "Early stopping is not supported with TrainingJobDefinitions.";
  if (WarmStartConfig !== undefined) return "WarmStartConfig is not supported with TrainingJobDefinitions.";
  const names = several.map(({ DefinitionName }) => DefinitionName);
  if (names.includes(undefined)) return "Each of TrainingJobDefinitions must have a DefinitionName.";
  if (new Set(names).size < names.length) return "The DefinitionName of each of TrainingJobDefinitions must be unique.";
  const bare = several.find(
    ({ TuningObjective, HyperParameterRanges }) => TuningObjective === undefined || HyperParameterRanges === undefined,
  );
  if (bare === undefined) return undefined;
  return `The definition "${bare.DefinitionName ?? ""}" must have TuningObjective and HyperParameterRanges.`;
};

const machinesAreGivenOnce: Rule<Asked> = (asked) => {
  const odd = definitionsOf(asked).find(
    ({ ResourceConfig, HyperParameterTuningResourceConfig: tuning }) =>
      (ResourceConfig === undefined) === (tuning === undefined),
  );
  return odd === undefined
    ? undefined
    : "You must specify exactly one of ResourceConfig and HyperParameterTuningResourceConfig.";
};

const trialsKeepNoMachines: Rule<Asked> = (asked) => {
  const odd = definitionsOf(asked).find(({ ResourceConfig }) => (ResourceConfig?.KeepAlivePeriodInSeconds ?? 0) > 0);
  return odd === undefined ? undefined : "KeepAlivePeriodInSeconds is not supported for hyperparameter tuning jobs.";
};

const trialsAreTrainings: Rule<Asked> = (asked, place) =>
  firstFault(definitionsOf(asked), (definition) => settingsFault(definition, place));

const rangesAreSound: Rule<Asked> = (asked) => {
  const { ParameterRanges: common } = asked.HyperParameterTuningJobConfig;
  return firstFault(
    definitionsOf(asked),
    ({ HyperParameterRanges: ranges = common, StaticHyperParameters: statics = {} }) =>
      ranges === undefined ? undefined : rangeFault(ranges, statics),
  );
};

const objectiveIsReported: Rule<Asked> = (asked) =>
  firstFault(candidatesOf(asked), ({ definition, objective: { MetricName } }) => {
    const { TrainingImage, MetricDefinitions: definitions, AlgorithmName } = definition.AlgorithmSpecification;
    if (isBuiltIn(TrainingImage)) {
      if (definitions === undefined || definitions.length === 0) return undefined;
      return "You can't override the metric definitions for Amazon SageMaker algorithms. Please retry the request without specifying metric definitions.";
    }
    const isDefined = AlgorithmName !== undefined || definitions?.some(({ Name }) => Name === MetricName) === true;
    return isDefined
      ? undefined
      : `The objective metric "${MetricName}" is not defined in the MetricDefinitions of the algorithm.`;
  });

const expressionsCapture: Rule<Asked> = (asked) =>
  firstFault(definitionsOf(asked), ({ AlgorithmSpecification: { MetricDefinitions } }) =>
    firstFault(MetricDefinitions ?? [], ({ Name, Regex }) => {
      const groups = captureGroups(Regex);
      if (groups === undefined) return `The regular expression of the metric "${Name}" is not valid: ${Regex}`;
      return groups === 1
        ? undefined
        : `The regular expression of the metric "${Name}" must have one capture group, got ${groups}.`;
    }),
  );

/** What SageMaker refuses of the trainings a tuning job is to run. */
export const definitionRules: readonly Rule<Asked>[] = [
  oneOrSeveral,
  oneHasItsSearchInTheConfiguration,
  severalHaveTheirOwn,
  machinesAreGivenOnce,
  trialsKeepNoMachines,
  rangesAreSound,
  expressionsCapture,
  objectiveIsReported,
  trialsAreTrainings,
];

function definitionsOf({ TrainingJobDefinition: one, TrainingJobDefinitions: several }: Asked): Definition[] {
  return several ?? (one === undefined ? [] : [one]);
}

function settingsFault(definition: Definition, place: Place): string | undefined {
  return firstFault(trainingSettingRules, (rule) => rule(definition, place));
}

function firstFault<T>(items: readonly T[], faultOf: (item: T) => string | undefined): string | undefined {
  for (const item of items) {
    const fault = faultOf(item);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

/** How many groups an expression captures; undefined if it is none. Matching the empty text beside it shows every group. */
function captureGroups(expression: string): number | undefined {
  try {
    return (new RegExp(`${expression}|`).exec("")?.length ?? 1) - 1;
  } catch {
    return undefined;
  }
}
