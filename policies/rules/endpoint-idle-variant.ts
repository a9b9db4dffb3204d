import type { ResourceValidationPolicy } from "@pulumi/policy";
import { z } from "zod";
import { endpointMonthCostWords } from "../judging/cost-words";
import { variantWords } from "../reading/instance-choices";
import type { JudgedResource } from "../reading/job-requests";
import { countAt, type Fields, numberAt, partsAt, textAt } from "../reading/request-fields";
import { configSchema, pageOf, settingsOf } from "../judging/rule-config";

const name = "endpoint-idle-variant";

const settings = z.strictObject({
  acceptShadowVariants: z
    .boolean()
    .default(false)
    .describe("Whether a variant may answer copies of calls whose answers nobody receives, as in a test under way"),
});

/** Refuses instances whose answers no caller gets. */
export const endpointIdleVariant: ResourceValidationPolicy = {
  name,
  description: "Every variant of an endpoint answers callers.",
  remediationSteps:
    "Remove the variant, or give it traffic; end a shadow test when it has told enough, and set acceptShadowVariants meanwhile.",
  severity: "medium",
  enforcementLevel: "mandatory",
  url: pageOf(name),
  configSchema: configSchema(settings),
  validateResource: (resource, report) => {
    if (resource.type !== "aws:sagemaker/endpointConfiguration:EndpointConfiguration") return;
    const { acceptShadowVariants } = settingsOf(name, settings, resource);
    for (const variant of withoutTraffic(resource.props)) report(faultOf(resource, variant, "gets no traffic"));
    if (acceptShadowVariants) return;
    for (const variant of partsAt(resource.props, "ShadowProductionVariants")) {
      report(faultOf(resource, variant, "only shadows"));
    }
  },
};

/** A weight that is absent means 1; the weight 0 means no traffic as long as another variant has some. */
function withoutTraffic(configuration: Fields): readonly Fields[] {
  const variants = partsAt(configuration, "ProductionVariants");
  const weight = (variant: Fields) => numberAt(variant, "InitialVariantWeight") ?? 1;
  if (!variants.some((variant) => weight(variant) > 0)) return [];
  return variants.filter((variant) => weight(variant) === 0);
}

function faultOf(configuration: JudgedResource, variant: Fields, why: string): string {
  const instanceType = textAt(variant, "InstanceType");
  const instanceCount = countAt(variant, "InitialInstanceCount") ?? 1;
  const what = `Cannot reach a caller because ${variantWords(variant)} ${why}`;
  if (instanceType === undefined) return `${what}; what it costs is unknown.`;
  const month = endpointMonthCostWords(configuration, { instanceType, instanceCount });
  return `${what} on ${instanceCount} x ${instanceType}; a month: ${month}.`;
}
