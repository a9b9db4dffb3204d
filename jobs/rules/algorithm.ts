import { doubt, placeName, quoted, refusal, type Finding } from "../constraints/finding";
import type { RequestReader } from "../constraints/request-reader";

/** Findings about what trains: an image or an algorithm's name, and the metrics read from what it prints. */
export function algorithmFindings(training: RequestReader): Finding[] {
  const algorithm = training.below("AlgorithmSpecification");
  const findings = algorithm.items("MetricDefinitions").flatMap(metricFindings);
  if (algorithm.has("TrainingImage") === true && algorithm.has("AlgorithmName") === true) {
    const path = algorithm.path("AlgorithmName");
    findings.push(refusal(path, `Cannot set ${placeName(path)} because TrainingImage is set too.`));
  }
  if (
    algorithm.has("") === true &&
    algorithm.has("TrainingImage") === false &&
    algorithm.has("AlgorithmName") === false
  ) {
    const path = algorithm.path("TrainingImage");
    findings.push(refusal(path, `Expected ${placeName(path)} or AlgorithmName, got neither.`));
  }
  return findings;
}

/** Findings about a metric the search aims for and the definitions that should print it. */
export function objectiveFindings(training: RequestReader, objective: RequestReader): Finding[] {
  const metric = objective.text("MetricName");
  const definitions = training.items("AlgorithmSpecification.MetricDefinitions");
  const names = definitions.map((definition) => definition.text("Name"));
  // Built-in algorithms define their own metrics, so that a request without definitions says nothing.
  if (metric === undefined || names.length === 0 || names.includes(undefined) || names.includes(metric)) return [];
  const path = objective.path("MetricName");
  return [refusal(path, `Unknown metric ${quoted(metric)} in ${placeName(path)}; defined: ${names.join(", ")}.`)];
}

function metricFindings(definition: RequestReader): Finding[] {
  const expression = definition.text("Regex");
  if (expression === undefined) return [];
  const path = definition.path("Regex");
  const groups = captureGroups(expression);
  if (groups === undefined) {
    return [doubt(path, `Expected ${placeName(path)} to be a regular expression, got ${quoted(expression)}.`)];
  }
  if (groups === 1) return [];
  const sentence = `Expected ${placeName(path)} to have one capture group around the number, got ${groups}.`;
  return [refusal(path, sentence)];
}

/** How many groups an expression captures; nothing when JavaScript cannot read it, which AWS's Python still may. */
function captureGroups(expression: string): number | undefined {
  try {
    const matched = new RegExp(`${expression.replaceAll("(?P<", "(?<")}|`).exec("");
    return matched === null ? undefined : matched.length - 1;
  } catch {
    return undefined;
  }
}
