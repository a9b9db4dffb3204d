import { doubt, placeName, refusal, type Finding } from "../constraints/finding";
import type { RequestReader } from "../constraints/request-reader";
import { algorithmFindings, objectiveFindings } from "./algorithm";
import { rangeFindings } from "./ranges";
import { spotFindings } from "./spot";
import { strategyFindings } from "./strategy";

const configuration = "HyperParameterTuningJobConfig";

/** Findings about a tuning job that AWS's API model cannot express. */
export function tuningFindings(request: RequestReader): Finding[] {
  const config = request.below(configuration);
  return [...limitFindings(config), ...strategyFindings(request, config), ...definitionFindings(request, config)];
}

function limitFindings(config: RequestReader): Finding[] {
  const parallel = config.number("ResourceLimits.MaxParallelTrainingJobs");
  const total = config.number("ResourceLimits.MaxNumberOfTrainingJobs");
  if (parallel === undefined || total === undefined) return [];
  const path = config.path("ResourceLimits.MaxParallelTrainingJobs");
  if (parallel > total) {
    const sentence = `Too many parallel trials: ${placeName(path)} is ${parallel}, maximum ${total} (MaxNumberOfTrainingJobs).`;
    return [refusal(path, sentence)];
  }
  const useful = Math.max(3, Math.ceil(total / 10));
  if (config.text("Strategy") !== "Bayesian" || parallel <= useful) return [];
  const sentence = `Too many parallel trials for a Bayesian search of ${total}: ${parallel}, it learns best with at most ${useful}.`;
  return [doubt(path, sentence)];
}

function definitionFindings(request: RequestReader, config: RequestReader): Finding[] {
  const [one, several] = [request.has("TrainingJobDefinition"), request.has("TrainingJobDefinitions")];
  if (one === undefined || several === undefined) return [];
  if (one === several) {
    const came = one ? "both" : "neither";
    return [refusal("", `Expected TrainingJobDefinition or TrainingJobDefinitions in ${placeName("")}, got ${came}.`)];
  }
  return one ? singleFindings(request, config) : severalFindings(request, config);
}

function singleFindings(request: RequestReader, config: RequestReader): Finding[] {
  const training = request.below("TrainingJobDefinition");
  const findings = [
    ...trialFindings(training),
    ...rangeFindings(config.below("ParameterRanges"), training.below("StaticHyperParameters")),
    ...objectiveFindings(training, config.below("HyperParameterTuningJobObjective")),
  ];
  const automatic = request.text("Autotune.Mode") === "Enabled";
  const needed = automatic
    ? ["HyperParameterTuningJobObjective"]
    : ["HyperParameterTuningJobObjective", "ParameterRanges"];
  for (const part of needed) {
    const path = config.path(part);
    if (config.has(part) === false) {
      findings.push(refusal(path, `Expected ${placeName(path)}, which a search requires, got nothing.`));
    }
  }
  return findings;
}

function severalFindings(request: RequestReader, config: RequestReader): Finding[] {
  const findings: Finding[] = [];
  for (const part of ["HyperParameterTuningJobObjective", "ParameterRanges"]) {
    const path = config.path(part);
    if (config.has(part) === true) {
      findings.push(refusal(path, `Cannot set ${placeName(path)} because TrainingJobDefinitions carry their own.`));
    }
  }
  if (request.has("WarmStartConfig") === true) {
    findings.push(refusal("WarmStartConfig", "Cannot start warm because there are several TrainingJobDefinitions."));
  }
  if (config.text("TrainingJobEarlyStoppingType") === "Auto") {
    const path = config.path("TrainingJobEarlyStoppingType");
    findings.push(refusal(path, "Cannot stop trials early because there are several TrainingJobDefinitions."));
  }
  for (const training of request.items("TrainingJobDefinitions")) {
    findings.push(...trialFindings(training));
    findings.push(...rangeFindings(training.below("HyperParameterRanges"), training.below("StaticHyperParameters")));
    findings.push(...objectiveFindings(training, training.below("TuningObjective")));
    for (const part of ["DefinitionName", "TuningObjective", "HyperParameterRanges"]) {
      const path = training.path(part);
      if (training.has(part) !== false) continue;
      findings.push(
        refusal(path, `Expected ${placeName(path)}, which every one of several definitions requires, got nothing.`),
      );
    }
  }
  return findings;
}

/** What holds for the training definition of trials, wherever it stands. */
function trialFindings(training: RequestReader): Finding[] {
  return [...algorithmFindings(training), ...spotFindings(training), ...machineFindings(training)];
}

function machineFindings(training: RequestReader): Finding[] {
  const [plain, prioritised] = [training.has("ResourceConfig"), training.has("HyperParameterTuningResourceConfig")];
  const findings: Finding[] = [];
  if (plain !== undefined && plain === prioritised && training.has("") === true) {
    const came = plain ? "both" : "neither";
    const place = placeName(training.base);
    const sentence = `Expected ResourceConfig or HyperParameterTuningResourceConfig in ${place}, got ${came}.`;
    findings.push(refusal(training.base, sentence));
  }
  if (training.has("ResourceConfig.KeepAlivePeriodInSeconds") === true) {
    const path = training.path("ResourceConfig.KeepAlivePeriodInSeconds");
    const sentence = `Cannot set ${placeName(path)} because a tuning job reuses the machines of its trials by itself.`;
    findings.push(refusal(path, sentence));
  }
  return findings;
}
