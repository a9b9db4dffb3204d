import type { PolicyResource, StackValidationPolicy } from "@pulumi/policy";
import { z } from "zod";
import { endpointMonthCostWords } from "../judging/cost-words";
import { alwaysOnVariants, type AlwaysOnVariant, endpointJoins } from "../reading/endpoint-scaling";
import { judgeEach } from "../judging/judge-each";
import { configSchema, pageOf, settingsOf } from "../judging/rule-config";

const name = "endpoint-always-on";

const settings = z.strictObject({
  steadyEndpoints: z
    .array(z.string().min(1))
    .default([])
    .describe("Pulumi names of endpoint configurations with work around the clock, whose instances may stay on"),
});

/** Refuses endpoints that keep instances running when nobody calls. */
export const endpointAlwaysOn: StackValidationPolicy = {
  name,
  description: "An endpoint can go down to zero instances when nobody calls it.",
  remediationSteps:
    "Use batch transform, a serverless variant, an asynchronous endpoint with a scalable target of minimum 0, or " +
    "inference components with managed scaling of minimum 0; list an endpoint that is busy all day in steadyEndpoints.",
  severity: "high",
  enforcementLevel: "mandatory",
  url: pageOf(name),
  configSchema: configSchema(settings),
  validateStack: (stack, report) => {
    const { steadyEndpoints } = settingsOf(name, settings, stack);
    const joins = endpointJoins(stack.resources);
    const faultsOf = (resource: PolicyResource): readonly string[] => {
      if (resource.type !== "aws:sagemaker/endpointConfiguration:EndpointConfiguration") return [];
      if (steadyEndpoints.includes(resource.name)) return [];
      return alwaysOnVariants(resource, joins).map((variant) => faultOf(variant, resource));
    };
    judgeEach(stack.resources, faultsOf, report);
  },
};

function faultOf({ what, ...machines }: AlwaysOnVariant, configuration: PolicyResource): string {
  const { instanceType, instanceCount } = machines;
  const month = endpointMonthCostWords(configuration, machines);
  return `Cannot scale to zero because ${what} holds ${instanceCount} x ${instanceType}; a month: ${month}.`;
}
