import { builtinFacts, type Goal } from "./builtin";
import type { PlannedTraining } from "./tuned-training-args";

/** Hyperparameters that SageMaker reads the epochs of Hyperband from (Developer Guide, "Use Hyperband"). */
const epochNames = ["epochs", "numepochs", "n-epochs", "n_epochs", "num_epochs"];

/**
 * Checks what the service would refuse only after the request, or worse: would run and waste.
 *
 * @throws Error with one sentence
 */
export function checkSearch(args: PlannedTraining): void {
  checkRanges(args);
  checkTrials(args);
  if (args.strategy === "Grid") checkGrid(args);
  checkHyperband(args);
  if ("image" in args.algorithm) checkMetricDefinitions(args.algorithm.metricDefinitions, args.objective.metric);
}

/**
 * Whether more of the objective is better.
 *
 * @throws Error when nobody said so, or the algorithm says otherwise
 */
export function goalOf({ algorithm, objective, data }: PlannedTraining): Goal {
  const { metric, goal } = objective;
  if (!("builtin" in algorithm)) {
    if (goal === undefined) throw new Error(`Expected objective.goal for the metric "${metric}" of a container`);
    return goal;
  }
  const { metrics } = builtinFacts(algorithm);
  const known = metrics[metric];
  if (known === undefined)
    throw new Error(`Unknown metric "${metric}" of XGBoost. Known: ${Object.keys(metrics).join(", ")}`);
  if (goal !== undefined && goal !== known.goal) {
    throw new Error(
      `Cannot ${goal} ${metric} because XGBoost is better the ${known.goal === "maximize" ? "higher" : "lower"} it is`,
    );
  }
  if (data.validation === undefined) {
    throw new Error(`Expected data.validation, because the objective "${metric}" is computed on it`);
  }
  return known.goal;
}

/** The hyperparameters that do not change, as the texts SageMaker takes. */
export function staticHyperParameters({ algorithm, objective, search, staticHyperParameters: given }: PlannedTraining) {
  const own = Object.fromEntries(Object.entries(given).map(([name, value]) => [name, String(value)]));
  if (!("builtin" in algorithm)) return own;
  const objectiveOf = builtinFacts(algorithm).metrics[objective.metric]?.objective ?? "reg:squarederror";
  const defaults = { objective: objectiveOf, num_round: "100", early_stopping_rounds: "10" };
  const unsearched = Object.entries(defaults).filter(([name]) => search[name] === undefined);
  const all: Record<string, string> = { ...Object.fromEntries(unsearched), ...own };
  if (all.objective?.startsWith("multi:") === true && all.num_class === undefined) {
    throw new Error(`Expected staticHyperParameters.num_class, because the objective is ${all.objective}`);
  }
  return all;
}

function checkRanges({ search, staticHyperParameters: given }: PlannedTraining): void {
  const names = Object.keys(search);
  if (names.length === 0) throw new Error("Expected at least one hyperparameter in search");
  if (names.length > 30) throw new Error(`Too many hyperparameters in search: ${names.length}, maximum 30`);
  const both = names.find((name) => given[name] !== undefined);
  if (both !== undefined) throw new Error(`Cannot search ${both} because staticHyperParameters fixes it`);
  for (const [name, one] of Object.entries(search)) {
    if (one.kind === "categorical") continue;
    if (one.min >= one.max)
      throw new Error(`Expected search.${name} with min under max, got ${one.min} and ${one.max}`);
    if (one.scaling === "logarithmic" && one.min <= 0) {
      throw new Error(`Expected search.${name} above 0 for a logarithmic scale, got ${one.min}`);
    }
  }
}

function checkTrials({ trials, strategy }: PlannedTraining): void {
  if (trials.parallel > trials.max) {
    throw new Error(
      `Too many trials at the same time: trials.parallel ${trials.parallel}, maximum trials.max ${trials.max}`,
    );
  }
  // Developer Guide, "Resource limits for automatic model tuning".
  if (strategy !== "Random" && trials.max > 750) {
    throw new Error(`Too many trials for ${strategy}: ${trials.max}, maximum 750`);
  }
}

function checkGrid({ search }: PlannedTraining): void {
  const other = Object.entries(search).find(([, one]) => one.kind !== "categorical");
  if (other === undefined) return;
  throw new Error(`Cannot search a grid because ${other[0]} is ${other[1].kind}: Grid takes categorical ranges alone`);
}

function checkHyperband({ strategy, epochs, search, staticHyperParameters: given }: PlannedTraining): void {
  if (strategy !== "Hyperband") {
    if (epochs !== undefined)
      throw new Error(`Cannot set epochs because strategy is "${strategy}": they are for Hyperband`);
    return;
  }
  if (epochs !== undefined) {
    if (epochs.min > epochs.max)
      throw new Error(`Expected epochs.min up to epochs.max, got ${epochs.min} and ${epochs.max}`);
    return;
  }
  if (!epochNames.some((name) => search[name] !== undefined || given[name] !== undefined)) {
    throw new Error(`Expected epochs, or a hyperparameter ${epochNames.join(", ")}, because strategy is "Hyperband"`);
  }
}

function checkMetricDefinitions(definitions: readonly { name: string; regex: string }[], metric: string): void {
  if (!definitions.some(({ name }) => name === metric)) {
    throw new Error(`Expected algorithm.metricDefinitions to define the objective "${metric}"`);
  }
  for (const { name, regex } of definitions) {
    const groups = captureGroups(regex);
    if (groups !== undefined && groups !== 1) {
      throw new Error(`Expected one capture group in the regex of metric "${name}", got ${groups}`);
    }
  }
}

/** Capture groups of a pattern; undefined for one in a dialect that JavaScript does not read. */
function captureGroups(regex: string): number | undefined {
  try {
    return (new RegExp(`${regex}|`).exec("")?.length ?? 1) - 1;
  } catch {
    return undefined;
  }
}
