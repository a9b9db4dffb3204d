import { doubt, placeName, refusal, type Finding } from "../constraints/finding";
import type { RequestReader } from "../constraints/request-reader";

/** Findings about spot capacity, the times that bound a training, and clusters kept warm. */
export function spotFindings(training: RequestReader): Finding[] {
  const spot = training.isTrue("EnableManagedSpotTraining");
  if (spot === undefined) return [];
  return spot ? spotOn(training) : spotOff(training);
}

function spotOff(training: RequestReader): Finding[] {
  const path = training.path("StoppingCondition.MaxWaitTimeInSeconds");
  if (training.has("StoppingCondition.MaxWaitTimeInSeconds") !== true) return [];
  return [refusal(path, `Cannot set ${placeName(path)} because EnableManagedSpotTraining is not true.`)];
}

function spotOn(training: RequestReader): Finding[] {
  const findings: Finding[] = [];
  const waitPath = training.path("StoppingCondition.MaxWaitTimeInSeconds");
  const run = training.number("StoppingCondition.MaxRuntimeInSeconds");
  const wait = training.number("StoppingCondition.MaxWaitTimeInSeconds");
  if (training.has("StoppingCondition.MaxWaitTimeInSeconds") === false) {
    findings.push(refusal(waitPath, `Expected ${placeName(waitPath)}, which spot training requires, got nothing.`));
  }
  if (run !== undefined && wait !== undefined && wait < run) {
    const sentence = `Expected ${placeName(waitPath)} of at least MaxRuntimeInSeconds (${run}), got ${wait}.`;
    findings.push(refusal(waitPath, sentence));
  }
  for (const part of ["KeepAlivePeriodInSeconds", "InstancePreferences"]) {
    const path = training.path(`ResourceConfig.${part}`);
    if (training.has(`ResourceConfig.${part}`) === true) {
      findings.push(refusal(path, `Cannot set ${placeName(path)} because EnableManagedSpotTraining is true.`));
    }
  }
  if (run !== undefined && run > 3600 && training.has("CheckpointConfig") === false) {
    const path = training.path("CheckpointConfig");
    const sentence = `Expected ${placeName(path)} for spot training of up to ${run} seconds: an interruption repeats the work.`;
    findings.push(doubt(path, sentence));
  }
  return findings;
}
