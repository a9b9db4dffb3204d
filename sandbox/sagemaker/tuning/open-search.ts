import { chanceOf } from "../simulated/chance";
import type { PastTrial, Search } from "../job-runner";
import type { TuningDocument } from "../kinds";
import type { ObjectState } from "../state/object-state";
import type { Scope } from "../scope";

import { type Candidate, type Definition, epochNames } from "./definitions";
import type { Trial } from "./trial-summary";
import { trialsOf } from "./trials-of";

/** The search of one candidate of a tuning job. */
export function searchOf(
  document: TuningDocument,
  candidate: Candidate,
  parents: readonly Trial[],
  own: readonly Trial[],
): Search {
  const { HyperParameterTuningJobName: tuningJobName, HyperParameterTuningJobConfig: config } = document;
  const { MaxNumberOfTrainingJobs: maxTrials, MaxParallelTrainingJobs: maxParallel } = config.ResourceLimits;
  const resource =
    config.Strategy === "Hyperband" ? { resource: hyperbandResource(document, candidate.definition) } : {};
  const mine = own.filter(({ trial }) => trial?.definitionName === candidate.definition.DefinitionName);
  return {
    tuningJobName,
    strategy: config.Strategy,
    goal: candidate.objective.Type,
    parameters: candidate.parameters,
    // Without a seed AWS draws its own; a name's own number makes a run repeat.
    seed: config.RandomSeed ?? Math.floor(chanceOf(tuningJobName) * 2 ** 31),
    ...(maxTrials === undefined ? {} : { maxTrials }),
    maxParallel,
    ...resource,
    parents: parents.map(pastTrial),
    history: mine.map(pastTrial),
  };
}

/** Trials of the jobs a warm start names. */
export function parentTrials(objects: ObjectState, scope: Scope, { WarmStartConfig }: TuningDocument): Trial[] {
  const parents = WarmStartConfig?.ParentHyperParameterTuningJobs ?? [];
  return parents.flatMap(({ HyperParameterTuningJobName: name = "" }) => {
    const parent = objects.read("tuning", scope, name);
    return parent === undefined ? [] : trialsOf(objects, scope, parent.document);
  });
}

/** Epoch bounds of Hyperband: given, or the most from an epoch count among the static hyper-parameters. */
function hyperbandResource(
  { HyperParameterTuningJobConfig: config }: TuningDocument,
  { StaticHyperParameters }: Definition,
): { min: number; max: number } {
  const { MinResource, MaxResource } = config.StrategyConfig?.HyperbandStrategyConfig ?? {};
  const fromStatic = epochNames.map((name) => Number(StaticHyperParameters?.[name])).find((epochs) => epochs >= 1);
  const max = MaxResource ?? fromStatic ?? 27;
  return { min: MinResource ?? 1, max };
}

function pastTrial({ document, trial }: Trial): PastTrial {
  const value = trial?.objective?.Value;
  return {
    trial: document.TrainingJobName,
    parameters: { ...trial?.tuned },
    ...(value === undefined ? {} : { value }),
  };
}
