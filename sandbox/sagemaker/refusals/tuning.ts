import type { CreateHyperParameterTuningJobRequest } from "@aws-sdk/client-sagemaker";

import { isTerminal } from "../kinds";
import type { Wire } from "../wire";

import { type Place, refuseBy, type Rule } from "./rule";
import { definitionRules } from "./tuning-definitions";
import { strategyRules } from "./tuning-strategy";

type Asked = Wire<CreateHyperParameterTuningJobRequest>;

const parentsAreOver: Rule<Asked> = ({ WarmStartConfig, HyperParameterTuningJobConfig: config }, place) => {
  const names = WarmStartConfig?.ParentHyperParameterTuningJobs.map(
    ({ HyperParameterTuningJobName }) => HyperParameterTuningJobName ?? "",
  );
  const faults = names?.map((name) => parentFault(name, config.HyperParameterTuningJobObjective?.MetricName, place));
  return faults?.find((fault) => fault !== undefined);
};

/** What SageMaker refuses of CreateHyperParameterTuningJob beyond its API model. */
export const refuseTuningJob = refuseBy<Asked>([...strategyRules, ...definitionRules, parentsAreOver]);

function parentFault(name: string, metric: string | undefined, { objects, scope }: Place): string | undefined {
  const parent = objects.read("tuning", scope, name)?.document;
  if (parent === undefined) return `The parent hyperparameter tuning job "${name}" does not exist.`;
  const { HyperParameterTuningJobStatus: status, HyperParameterTuningJobConfig: theirs } = parent;
  if (!isTerminal(status))
    return `The parent hyperparameter tuning job "${name}" is not in a terminal state: ${status}.`;
  const { MetricName = "none" } = theirs.HyperParameterTuningJobObjective ?? {};
  return MetricName === metric
    ? undefined
    : `The parent hyperparameter tuning job "${name}" has another objective metric: ${MetricName}.`;
}
