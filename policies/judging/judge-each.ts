import type { PolicyResource } from "@pulumi/policy";
import { RunTimeReport } from "../reading/run-time-value";
import { knownYet } from "../reading/known-yet";
import { throwUnknown } from "./unknown-reports";

/**
 * Judges the resources of a stack one by one, each fault on its own resource. What a preview does not know yet is for the SDK
 * to report, after all that could be judged; faults of a resource that are given one by one count up to there.
 */
export function judgeEach(
  resources: readonly PolicyResource[],
  faultsOf: (resource: PolicyResource) => Iterable<string>,
  report: (message: string, urn?: string) => void,
): void {
  const unknown: Error[] = [];
  for (const resource of resources) {
    const judged = knownYet(() => {
      for (const fault of faultsOf(resource)) report(fault, resource.urn);
    });
    if (!judged.known) unknown.push(ofResource(judged.report, resource));
  }
  throwUnknown(unknown);
}

function ofResource(report: Error, { urn }: PolicyResource): Error {
  if (report instanceof RunTimeReport) report.urn ??= urn;
  return report;
}
