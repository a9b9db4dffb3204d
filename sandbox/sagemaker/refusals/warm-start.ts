import type { CreateHyperParameterTuningJobRequest } from "@aws-sdk/client-sagemaker";

import { isTerminal, type TuningDocument } from "../kinds";
import { candidatesOf, type Definition } from "../tuning/definitions";
import { trialsOf } from "../tuning/trials-of";
import type { Wire } from "../wire";

import type { Place, Rule } from "./rule";

type Asked = Wire<CreateHyperParameterTuningJobRequest>;

/** Trials of a tuning job and its parents together, and hyper-parameters that may turn from static to tunable or back (developer guide: automatic-model-tuning-warm-start). */
const mostTrials = 500;
const mostMoves = 10;

/** Something wrong between a job and one of its parents, as the end of a sentence that names the parent. */
type ParentRule = (asked: Asked, parent: TuningDocument) => string | undefined;

const isOver: ParentRule = (_asked, { HyperParameterTuningJobStatus: status }) =>
  isTerminal(status) ? undefined : `is not in a terminal state: ${status}.`;

const wantsTheSame: ParentRule = (asked, parent) => {
  const mine = asked.HyperParameterTuningJobConfig.HyperParameterTuningJobObjective;
  const { MetricName = "none", Type } = parent.HyperParameterTuningJobConfig.HyperParameterTuningJobObjective ?? {};
  if (MetricName !== mine?.MetricName) return `has another objective metric: ${MetricName}.`;
  return Type === mine.Type ? undefined : `has another objective type: ${Type ?? "none"}.`;
};

const isWorkedAlike: ParentRule = (asked, parent) => {
  if (asked.WarmStartConfig?.WarmStartType !== "IdenticalDataAndAlgorithm") return undefined;
  const [mine, theirs] = [asked.TrainingJobDefinition, parent.TrainingJobDefinition];
  if (imageOf(mine) !== imageOf(theirs)) return "has another training image, which IdenticalDataAndAlgorithm excludes.";
  return dataOf(mine) === dataOf(theirs)
    ? undefined
    : "has other input data, which IdenticalDataAndAlgorithm excludes.";
};

const hasTheSameHyperParameters: ParentRule = (asked, parent) => {
  const [mine, theirs] = [hyperParameters(asked), hyperParameters(parent)];
  if (mine.size !== theirs.size) {
    return `has ${theirs.size} hyperparameters, static and tunable together; the new job has ${mine.size}, and the number must stay.`;
  }
  const both = [...mine].filter(([name]) => theirs.has(name));
  const retyped = both.find(
    ([name, kind]) => isTunable(kind) && isTunable(theirs.get(name)) && kind !== theirs.get(name),
  );
  if (retyped !== undefined) return `has the hyperparameter "${retyped[0]}" as ${theirs.get(retyped[0]) ?? ""}.`;
  const moves = both.filter(([name, kind]) => isTunable(kind) !== isTunable(theirs.get(name))).length;
  return moves <= mostMoves
    ? undefined
    : `differs in ${moves} hyperparameters that are static in one and tunable in the other, of which ${mostMoves} are allowed.`;
};

const parentRules = [isOver, wantsTheSame, isWorkedAlike, hasTheSameHyperParameters];

const parentsFit: Rule<Asked> = (asked, place) => {
  for (const name of parentNames(asked)) {
    const parent = place.objects.read("tuning", place.scope, name)?.document;
    if (parent === undefined) return `The parent hyperparameter tuning job "${name}" does not exist.`;
    const fault = parentRules.map((rule) => rule(asked, parent)).find((one) => one !== undefined);
    if (fault !== undefined) return `The parent hyperparameter tuning job "${name}" ${fault}`;
  }
  return undefined;
};

const trialsAreWithinLimit: Rule<Asked> = (asked, place) => {
  const names = parentNames(asked);
  const own = asked.HyperParameterTuningJobConfig.ResourceLimits.MaxNumberOfTrainingJobs ?? 0;
  const total = names.reduce((sum, name) => sum + trialCount(name, place), own);
  if (names.length === 0 || total <= mostTrials) return undefined;
  return `The number of training jobs of the hyperparameter tuning job and its parents, ${total}, exceeds the limit of ${mostTrials}.`;
};

/** What SageMaker refuses of a warm start. */
export const warmStartRules: readonly Rule<Asked>[] = [parentsFit, trialsAreWithinLimit];

function parentNames({ WarmStartConfig }: Asked): string[] {
  const parents = WarmStartConfig?.ParentHyperParameterTuningJobs ?? [];
  return parents.map(({ HyperParameterTuningJobName: name = "" }) => name);
}

function trialCount(name: string, { objects, scope }: Place): number {
  const parent = objects.read("tuning", scope, name);
  return parent === undefined ? 0 : trialsOf(objects, scope, parent.document).length;
}

/** Every hyper-parameter of a tuning job with what it is: static, or the kind of its range. */
function hyperParameters(job: Parameters<typeof candidatesOf>[0]): Map<string, string> {
  return new Map(
    candidatesOf(job).flatMap(({ definition, parameters }) => [
      ...Object.keys(definition.StaticHyperParameters ?? {}).map((name) => [name, "static"] as const),
      ...parameters.map(({ name, kind }) => [name, kind] as const),
    ]),
  );
}

function isTunable(kind: string | undefined): boolean {
  return kind !== "static";
}

function imageOf(definition: Definition | undefined): string | undefined {
  return definition?.AlgorithmSpecification.TrainingImage ?? definition?.AlgorithmSpecification.AlgorithmName;
}

function dataOf(definition: Definition | undefined): string {
  const channels = definition?.InputDataConfig ?? [];
  return JSON.stringify(
    channels.map(({ ChannelName, DataSource }) => [ChannelName, DataSource.S3DataSource?.S3Uri]).sort(),
  );
}
