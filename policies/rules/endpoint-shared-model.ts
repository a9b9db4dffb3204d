import type { PolicyResource, StackValidationPolicy } from "@pulumi/policy";
import { z } from "zod";
import { endpointMonthCostWords } from "../judging/cost-words";
import type { JudgedResource } from "../reading/job-requests";
import { countAt, partsAt, textAt } from "../reading/request-fields";
import { resourceRegion } from "../reading/resource-region";
import { configurationOf, isEndpoint } from "../reading/served-endpoints";
import { judgeAlike } from "../judging/judge-alike";
import { configSchema, pageOf, settingsOf } from "../judging/rule-config";

const name = "endpoint-shared-model";

const settings = z.strictObject({
  maxEndpointsPerModel: z
    .number()
    .int()
    .positive()
    .default(1)
    .describe("Most endpoints of one region that may hold instances for the same model"),
});

/** Finds endpoints that hold the same model on machines of their own. */
export const endpointSharedModel: StackValidationPolicy = {
  name,
  description: "A model is served from one endpoint of a region.",
  remediationSteps:
    "Let the callers share one endpoint, and remove the others; raise maxEndpointsPerModel where tenants must be kept apart.",
  severity: "medium",
  enforcementLevel: "advisory",
  url: pageOf(name),
  configSchema: configSchema(settings),
  validateStack: (stack, report) => {
    const { maxEndpointsPerModel } = settingsOf(name, settings, stack);
    judgeAlike(
      stack.resources.filter(isEndpoint),
      {
        maximum: maxEndpointsPerModel,
        read: (endpoint) => servingsOf(endpoint, stack.resources),
        key: ({ region, model }) => JSON.stringify([region, model]),
        // Variants of one endpoint share it already.
        same: (one, other) => one.endpoint === other.endpoint,
        faultOf: (one, alike) => faultOf(one, alike, maxEndpointsPerModel),
      },
      report,
    );
  },
};

/** One model on the instances of one endpoint. */
interface Serving {
  readonly endpoint: PolicyResource;
  readonly configuration: JudgedResource;
  readonly model: string;
  readonly region: string | undefined;
  readonly instanceType: string;
  readonly instanceCount: number;
}

function servingsOf(endpoint: PolicyResource, resources: readonly PolicyResource[]): readonly Serving[] {
  const configuration = configurationOf(endpoint, resources);
  if (configuration === undefined) return [];
  return partsAt(configuration.props, "ProductionVariants").flatMap((variant) => {
    const model = textAt(variant, "ModelName");
    const instanceType = textAt(variant, "InstanceType");
    if (model === undefined || instanceType === undefined) return [];
    const instanceCount = countAt(variant, "InitialInstanceCount") ?? 1;
    return [{ endpoint, configuration, model, region: resourceRegion(configuration), instanceType, instanceCount }];
  });
}

function faultOf({ model, configuration, ...machines }: Serving, endpoints: number, maximum: number): string {
  const { instanceType, instanceCount } = machines;
  const month = endpointMonthCostWords(configuration, { instanceType, instanceCount });
  return `Too many endpoints: ${endpoints} for model "${model}", maximum ${maximum}; a month of this one's ${instanceCount} x ${instanceType}: ${month}.`;
}
