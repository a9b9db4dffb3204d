import type { PolicyResource, StackValidationPolicy } from "@pulumi/policy";
import { z } from "zod";
import { endpointMonthCostWords } from "../judging/cost-words";
import { judgeAlike } from "../judging/judge-alike";
import { configSchema, pageOf, settingsOf } from "../judging/rule-config";
import type { JudgedResource } from "../reading/job-requests";
import { countAt, type Fields, partAt, partsAt, textAt } from "../reading/request-fields";
import { resourceRegion } from "../reading/resource-region";
import { configurationOf, isEndpoint } from "../reading/served-endpoints";
import { variantImages } from "../reading/variant-images";

const name = "endpoint-consolidation";

const settings = z.strictObject({
  maxAlike: z
    .number()
    .int()
    .positive()
    .default(1)
    .describe("Most endpoints of one region that may hold a single instance of the same type for the same image"),
});

/** Finds endpoints that could be one: each with a machine of its own for a model of the same software. */
export const endpointConsolidation: StackValidationPolicy = {
  name,
  description: "Models of the same software share the machines of one endpoint.",
  remediationSteps:
    "Serve the models from one multi-model endpoint, from one endpoint of several containers, or as inference components of " +
    "one endpoint; raise maxAlike where tenants must be kept apart.",
  severity: "medium",
  enforcementLevel: "advisory",
  url: pageOf(name),
  configSchema: configSchema(settings),
  validateStack: (stack, report) => {
    const { maxAlike } = settingsOf(name, settings, stack);
    judgeAlike(
      stack.resources.filter(isEndpoint),
      {
        maximum: maxAlike,
        read: (endpoint) => singlesOf(endpoint, stack.resources),
        key: ({ region, instanceType, image }) => JSON.stringify([region, instanceType, image]),
        // What serves the same model twice is for endpoint-shared-model to say.
        same: (one, other) => one.model === other.model,
        faultOf: (one, alike) => faultOf(one, alike, maxAlike),
      },
      report,
    );
  },
};

/** An endpoint that holds one instance for one model of one container. */
interface Single {
  readonly configuration: JudgedResource;
  readonly model: string;
  readonly image: string;
  readonly instanceType: string;
  readonly region: string | undefined;
}

function singlesOf(endpoint: PolicyResource, resources: readonly PolicyResource[]): readonly Single[] {
  const configuration = configurationOf(endpoint, resources);
  const variant = configuration === undefined ? undefined : singleVariant(configuration.props);
  if (configuration === undefined || variant === undefined) return [];
  const instanceType = textAt(variant, "InstanceType");
  const model = textAt(variant, "ModelName");
  const [image, ...more] = variantImages(variant, resources);
  if (instanceType === undefined || model === undefined || image === undefined || more.length > 0) return [];
  return [{ configuration, model, image, instanceType, region: resourceRegion(configuration) }];
}

/** The only variant of a real-time endpoint, on one instance. An asynchronous one may rest, which a shared one cannot. */
function singleVariant(configuration: Fields): Fields | undefined {
  const [variant, ...others] = partsAt(configuration, "ProductionVariants");
  if (others.length > 0 || partAt(configuration, "AsyncInferenceConfig") !== undefined) return undefined;
  return (countAt(variant, "InitialInstanceCount") ?? 1) > 1 ? undefined : variant;
}

function faultOf({ configuration, image, instanceType }: Single, endpoints: number, maximum: number): string {
  const month = endpointMonthCostWords(configuration, { instanceType, instanceCount: 1 });
  const alike = `${endpoints} with one ${instanceType} each for models of ${image}`;
  return `Too many endpoints: ${alike}, maximum ${maximum}; a month of this one: ${month}.`;
}
