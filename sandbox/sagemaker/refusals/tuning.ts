import type { CreateHyperParameterTuningJobRequest } from "@aws-sdk/client-sagemaker";

import { isTerminal } from "../kinds";
import type { Wire } from "../wire";

import { refuseBy, type Rule } from "./rule";
import { definitionRules } from "./tuning-definitions";
import { strategyRules } from "./tuning-strategy";

type Asked = Wire<CreateHyperParameterTuningJobRequest>;

const parentsAreOver: Rule<Asked> = (
  { WarmStartConfig, HyperParameterTuningJobConfig: config },
  { objects, scope },
) => {
  for (const { HyperParameterTuningJobName: name } of WarmStartConfig?.ParentHyperParameterTuningJobs ?? []) {
    const parent = name === undefined ? undefined : objects.read("tuning", scope, name)?.document;
    if (parent === undefined) return `The parent hyperparameter tuning job "${name ?? ""}" does not exist.`;
    const { HyperParameterTuningJobStatus: status, HyperParameterTuningJobConfig: theirs } = parent;
    if (!isTerminal(status))
      return `The parent hyperparameter tuning job "${name ?? ""}" is not in a terminal state: ${status}.`;
    const [metric, wanted] = [theirs, config].map((one) => one.HyperParameterTuningJobObjective?.MetricName);
    if (metric !== wanted)
      return `The parent hyperparameter tuning job "${name ?? ""}" has another objective metric: ${metric ?? "none"}.`;
  }
  return undefined;
};

/** What SageMaker refuses of CreateHyperParameterTuningJob beyond its API model. */
export const refuseTuningJob = refuseBy<Asked>([...strategyRules, ...definitionRules, parentsAreOver]);
