import type { PolicyResource } from "@pulumi/policy";
import { RunTimeReport } from "../reading/run-time-value";
import { knownYet } from "../reading/known-yet";

/**
 * Judges the resources of a stack one by one, each fault on its own resource. What a preview does not know yet is for the SDK
 * to report, after all that could be judged.
 */
export function judgeEach(
  resources: readonly PolicyResource[],
  faultsOf: (resource: PolicyResource) => readonly string[],
  report: (message: string, urn?: string) => void,
): void {
  const unknown: Error[] = [];
  for (const resource of resources) {
    const judged = knownYet(() => faultsOf(resource));
    if (!judged.known) unknown.push(ofResource(judged.report, resource));
    else for (const fault of judged.value) report(fault, resource.urn);
  }
  if (unknown[0] !== undefined) throw unknown[0];
}

function ofResource(report: Error, { urn }: PolicyResource): Error {
  if (report instanceof RunTimeReport) report.urn ??= urn;
  return report;
}
