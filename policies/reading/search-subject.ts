import {
  isAutotuned,
  type JudgedResource,
  trainingDefinitions,
  tuningConfiguration,
  tuningRequest,
} from "./job-requests";
import { ifKnown } from "./known-yet";
import { type Fields, partAt, textAt } from "./request-fields";
import { resourceRegion } from "./resource-region";
import { s3Addresses } from "./s3-addresses";

/** What a tuning job searches for, to tell whether another one could have taught it something. */
export interface SearchSubject {
  /** Region, algorithm and objective; equal for searches for the same. */
  readonly key: string;
  readonly metric: string;
  /** How it searches: strategy and ranges. */
  readonly way: string;
  /** Where its input is. */
  readonly inputs: readonly string[];
}

/**
 * What a tuning job searches for; nothing for one that can neither have a parent nor be one, and for one whose subject is not
 * written down. Throws the SDK's report where a preview does not know yet.
 */
export function searchSubject(tuning: JudgedResource): SearchSubject | undefined {
  const request = tuningRequest(tuning) ?? {};
  const [definition] = trainingDefinitions(request);
  if (!canWarmStart(request)) return undefined;
  const specification = partAt(definition, "AlgorithmSpecification");
  const algorithm = textAt(specification, "TrainingImage") ?? textAt(specification, "AlgorithmName");
  const objective = objectiveOf(request, definition);
  const metric = textAt(objective, "MetricName");
  if (algorithm === undefined || metric === undefined) return undefined;
  const key = JSON.stringify([resourceRegion(tuning), algorithm, metric, textAt(objective, "Type")]);
  return { key, metric, way: wayOf(request, definition), inputs: inputsOf(tuning) };
}

/** Warm start is for one algorithm, and for searches that are Bayesian or random (developer guide, warm start). */
export function canWarmStart(request: Fields): boolean {
  if (isAutotuned(request) || trainingDefinitions(request).length !== 1) return false;
  return ["Bayesian", "Random"].includes(textAt(tuningConfiguration(request), "Strategy") ?? "");
}

function objectiveOf(request: Fields, definition: Fields | undefined): Fields | undefined {
  const configuration = tuningConfiguration(request);
  const whole = partAt(configuration, "HyperParameterTuningJobObjective") ?? partAt(configuration, "Objective");
  return whole ?? partAt(definition, "TuningObjective");
}

/** For likeness alone: what a preview does not know yet is left out. */
function wayOf(request: Fields, definition: Fields | undefined): string {
  const configuration = tuningConfiguration(request);
  const ranges = ifKnown(() =>
    JSON.stringify(partAt(configuration, "ParameterRanges") ?? partAt(definition, "HyperParameterRanges")),
  );
  return JSON.stringify([textAt(configuration, "Strategy"), ranges]);
}

function inputsOf(tuning: JudgedResource): readonly string[] {
  return s3Addresses(tuning)
    .filter(({ what }) => what.startsWith("input"))
    .flatMap(({ address }) => {
      if (!address.known) throw address.report;
      return address.value ?? [];
    });
}
