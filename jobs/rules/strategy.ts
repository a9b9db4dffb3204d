import { placeName, refusal, type Finding } from "../constraints/finding";
import type { RequestReader } from "../constraints/request-reader";
import { gridSize, numericRanges } from "./ranges";

/** Names under which AWS looks for the number of epochs when Hyperband is given no MaxResource. */
const epochNames = ["epochs", "numepochs", "n-epochs", "n_epochs", "num_epochs"];

/** Findings about what a search strategy takes and excludes. */
export function strategyFindings(request: RequestReader, config: RequestReader): Finding[] {
  const strategy = config.text("Strategy");
  const findings = strategy === "Hyperband" ? hyperbandFindings(request, config) : [];
  if (strategy === "Grid") findings.push(...gridFindings(config));
  if (strategy !== undefined && strategy !== "Hyperband" && config.has("StrategyConfig") === true) {
    const path = config.path("StrategyConfig");
    findings.push(refusal(path, `Cannot set ${placeName(path)} because Strategy is "${strategy}", not "Hyperband".`));
  }
  if (strategy !== undefined && strategy !== "Grid" && automatic(request) === false)
    findings.push(...boundless(config));
  return findings;
}

function automatic(request: RequestReader): boolean | undefined {
  return request.has("Autotune") === undefined ? undefined : request.text("Autotune.Mode") === "Enabled";
}

function boundless(config: RequestReader): Finding[] {
  const bounds = [
    "ResourceLimits.MaxNumberOfTrainingJobs",
    "ResourceLimits.MaxRuntimeInSeconds",
    "TuningJobCompletionCriteria",
  ];
  if (bounds.some((bound) => config.has(bound) !== false)) return [];
  const path = config.path("ResourceLimits");
  const sentence = `Expected MaxNumberOfTrainingJobs or MaxRuntimeInSeconds in ${placeName(path)}, got neither.`;
  return [refusal(path, sentence)];
}

function hyperbandFindings(request: RequestReader, config: RequestReader): Finding[] {
  const findings: Finding[] = [];
  if (config.text("TrainingJobEarlyStoppingType") === "Auto") {
    const path = config.path("TrainingJobEarlyStoppingType");
    findings.push(
      refusal(path, `Cannot set ${placeName(path)} to "Auto" because Strategy "Hyperband" stops trials itself.`),
    );
  }
  const resources = config.below("StrategyConfig.HyperbandStrategyConfig");
  const [least, greatest] = [resources.number("MinResource"), resources.number("MaxResource")];
  if (least !== undefined && greatest !== undefined && least >= greatest) {
    const path = resources.path("MinResource");
    findings.push(refusal(path, `Expected ${placeName(path)} below MaxResource (${greatest}), got ${least}.`));
  }
  if (resources.has("MaxResource") === false && !hasEpochs(request, config)) {
    const path = resources.path("MaxResource");
    const sentence = `Expected ${placeName(path)} or a hyperparameter named ${epochNames.join(", ")}, got neither.`;
    findings.push(refusal(path, sentence));
  }
  return findings;
}

function hasEpochs(request: RequestReader, config: RequestReader): boolean {
  const definitions = [request.below("TrainingJobDefinition"), ...request.items("TrainingJobDefinitions")];
  const fixed = definitions.flatMap((training) => training.names("StaticHyperParameters"));
  const ranges = [config.below("ParameterRanges"), ...definitions.map((one) => one.below("HyperParameterRanges"))];
  const tuned = ranges.flatMap((one) => numericRanges(one).map((range) => range.text("Name") ?? ""));
  const hidden = definitions.some((training) => training.has("StaticHyperParameters") === undefined);
  return hidden || [...fixed, ...tuned].some((name) => epochNames.includes(name));
}

function gridFindings(config: RequestReader): Finding[] {
  const ranges = config.below("ParameterRanges");
  const findings = numericRanges(ranges).map((range) =>
    refusal(
      range.base,
      `Cannot search ${placeName(range.base)} because Strategy "Grid" takes categorical ranges alone.`,
    ),
  );
  const size = gridSize(ranges);
  const asked = config.number("ResourceLimits.MaxNumberOfTrainingJobs");
  if (size !== undefined && asked !== undefined && asked !== size) {
    const path = config.path("ResourceLimits.MaxNumberOfTrainingJobs");
    findings.push(
      refusal(path, `Expected ${placeName(path)} to be the size of the grid (${size}) or absent, got ${asked}.`),
    );
  }
  return findings;
}
