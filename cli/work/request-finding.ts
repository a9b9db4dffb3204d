import { plain } from "../stack/property";
import type { Finding, Surroundings } from "./finding";
import { processingFinding } from "./processing-job";
import { trainingFinding } from "./training-job";
import { transformFinding } from "./transform-job";
import { tuningOfRequest } from "./tuning-job";

/**
 * The job that a request in AWS's own spelling asks for, by what it names: checks of quality and of bias are processing jobs too.
 * Undefined where it asks for no job.
 */
export function requestFinding(request: unknown, around: Surroundings): Finding | undefined {
  const asksFor = (part: string): boolean => plain(request, [part]) !== undefined;
  const { hours, hoursPerTrial = hours } = around.knobs;
  const inside = { ...around, knobs: { ...around.knobs, hoursPerTrial } };
  if (asksFor("ProcessingResources")) return processingFinding(request, "pascal", inside);
  if (asksFor("ResourceConfig")) return trainingFinding(request, "pascal", undefined, inside);
  if (asksFor("TransformResources")) return transformFinding(request, undefined, inside);
  return asksFor("HyperParameterTuningJobConfig") ? tuningOfRequest(request, inside) : undefined;
}
