import type { PolicyResource, StackValidationPolicy } from "@pulumi/policy";
import { z } from "zod";
import { endpointMonthCostWords } from "../judging/cost-words";
import { evidenceOf, evidenceSettings } from "../judging/evidence";
import { judgeEach } from "../judging/judge-each";
import { configSchema, pageOf, settingsOf } from "../judging/rule-config";
import { holdsAnswers } from "../reading/answer-caches";
import { countAt, partsAt, textAt } from "../reading/request-fields";
import { endpointsOf, isEndpointConfiguration } from "../reading/served-endpoints";

const name = "endpoint-repetitive-traffic";

const settings = z.strictObject({
  ...evidenceSettings,
  minRepeatedShare: z
    .number()
    .positive()
    .max(1)
    .default(0.3)
    .describe("Share of requests that ask what was asked before, from which a cache is worth its while"),
  cachedEndpoints: z
    .array(z.string().min(1))
    .default([])
    .describe(
      "Pulumi names of endpoints, or of their configurations, whose answers are kept by what is not in this stack",
    ),
});

/** Finds endpoints that work out the same answer again and again. */
export const endpointRepetitiveTraffic: StackValidationPolicy = {
  name,
  description: "An endpoint whose requests repeat has a cache before it.",
  remediationSteps:
    "Keep answers by the digest of the request (a DynamoDB table with a time to live, ElastiCache, or the cache of an API Gateway " +
    "stage) and ask the endpoint only for what is new.",
  severity: "medium",
  enforcementLevel: "advisory",
  url: pageOf(name),
  configSchema: configSchema(settings),
  validateStack: (stack, report) => {
    const agreed = settingsOf(name, settings, stack);
    const faultsOf = (resource: PolicyResource): readonly string[] => {
      if (!isEndpointConfiguration(resource)) return [];
      const about = [resource, ...endpointsOf(resource, stack.resources)];
      if (about.some((one) => agreed.cachedEndpoints.includes(one.name))) return [];
      const answer = evidenceOf(stack.resources, { kind: "reuse", about, agreed });
      if (!answer.held) {
        return answer.because === undefined ? [] : [`Cannot tell whether requests repeat because ${answer.because}.`];
      }
      const { id, measuredAt, results } = answer.record;
      const share = Math.max(...results.map(({ value }) => value));
      if (share < agreed.minRepeatedShare || stack.resources.some(holdsAnswers)) return [];
      const percent = Math.round(share * 100);
      const repeated = `${percent} % of requests ask what was asked before (evidence "${id}" of ${measuredAt})`;
      return [`Expected a cache, because ${repeated}, got none in this stack; ${monthOf(resource)}.`];
    };
    judgeEach(stack.resources, faultsOf, report);
  },
};

function monthOf(configuration: PolicyResource): string {
  const months = partsAt(configuration.props, "ProductionVariants").flatMap((variant) => {
    const instanceType = textAt(variant, "InstanceType");
    if (instanceType === undefined) return [];
    const instanceCount = countAt(variant, "InitialInstanceCount") ?? 1;
    const machines = { instanceType, instanceCount };
    return [`a month of ${instanceCount} x ${instanceType}: ${endpointMonthCostWords(configuration, machines)}`];
  });
  return months.length === 0 ? "what a cache would save is unknown" : months.join("; ");
}
