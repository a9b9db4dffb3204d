import { placeName, refusal, type Finding } from "../constraints/finding";
import type { RequestReader } from "../constraints/request-reader";
import { algorithmFindings } from "./algorithm";
import { spotFindings } from "./spot";

/** Findings about a training job that AWS's API model cannot express. */
export function trainingFindings(request: RequestReader): Finding[] {
  // A serverless customisation job brings its own algorithm and machines.
  if (request.has("ServerlessJobConfig") !== false) return spotFindings(request);
  return [
    ...requiredFindings(request, ["AlgorithmSpecification", "ResourceConfig", "StoppingCondition"]),
    ...algorithmFindings(request),
    ...machineFindings(request),
    ...keepAliveFindings(request),
    ...spotFindings(request),
  ];
}

function requiredFindings(request: RequestReader, parts: readonly string[]): Finding[] {
  return parts
    .filter((part) => request.has(part) === false)
    .map((part) => refusal(part, `Expected ${placeName(part)}, which a training job requires, got nothing.`));
}

function machineFindings(request: RequestReader): Finding[] {
  const choices = ["InstanceType", "InstanceGroups", "InstancePreferences"];
  const path = "ResourceConfig";
  if (request.has(path) !== true) return [];
  const given = choices.map((choice) => request.has(`${path}.${choice}`));
  if (given.includes(undefined)) return [];
  const count = given.filter((one) => one === true).length;
  if (count === 1) return [];
  return [refusal(path, `Expected one of ${choices.join(", ")} in ${placeName(path)}, got ${count}.`)];
}

/** AWS documents an hour at most, though its API model takes more. */
const longestKeepAlive = 3600;

function keepAliveFindings(request: RequestReader): Finding[] {
  const path = "ResourceConfig.KeepAlivePeriodInSeconds";
  const seconds = request.number(path);
  if (seconds === undefined || seconds <= longestKeepAlive) return [];
  return [refusal(path, `Too long: ${placeName(path)} is ${seconds} seconds, maximum ${longestKeepAlive}.`)];
}
