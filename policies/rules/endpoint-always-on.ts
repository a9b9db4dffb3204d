import type { PolicyResource, StackValidationPolicy } from "@pulumi/policy";
import { z } from "zod";
import { findInstance } from "../../carbon/index";
import { endpointMonthCostWords } from "../judging/cost-words";
import { alwaysOnVariants, type AlwaysOnVariant, endpointJoins, followsItsLoad } from "../reading/endpoint-scaling";
import { evidenceOf, evidenceSettings } from "../judging/evidence";
import { judgeEach } from "../judging/judge-each";
import { endpointsOf, isEndpointConfiguration } from "../reading/served-endpoints";
import { textAt } from "../reading/request-fields";
import { configSchema, pageOf, settingsOf } from "../judging/rule-config";

const name = "endpoint-always-on";

const settings = z.strictObject({
  ...evidenceSettings,
  minActiveHours: z
    .number()
    .min(0)
    .max(24)
    .default(18)
    .describe("Hours of a day with requests, from which evidence lets an endpoint's instances stay on"),
  maxSteadyVcpu: z
    .number()
    .int()
    .nonnegative()
    .default(4)
    .describe(
      "vCPUs up to which one instance without accelerator may stay on where a policy sizes its variant by traffic",
    ),
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
    "inference components with managed scaling of minimum 0; or one small instance that a scaling policy sizes by traffic; record that an endpoint is busy all day as evidence, or list it in steadyEndpoints.",
  severity: "high",
  enforcementLevel: "mandatory",
  url: pageOf(name),
  configSchema: configSchema(settings),
  validateStack: (stack, report) => {
    const agreed = settingsOf(name, settings, stack);
    const joins = endpointJoins(stack.resources);
    const faultsOf = (resource: PolicyResource): readonly string[] => {
      if (!isEndpointConfiguration(resource) || agreed.steadyEndpoints.includes(resource.name)) return [];
      const variants = alwaysOnVariants(resource, joins).filter(
        (variant) => !isSmall(variant, agreed.maxSteadyVcpu) || !followsItsLoad(variant.fields, resource.props, joins),
      );
      if (variants.length === 0 || isBusy(resource, stack.resources, agreed)) return [];
      return variants.map((variant) => faultOf(variant, resource));
    };
    judgeEach(stack.resources, faultsOf, report);
  },
};

/** Whether somebody has measured that requests come nearly all day. */
function isBusy(
  configuration: PolicyResource,
  resources: readonly PolicyResource[],
  agreed: z.output<typeof settings>,
): boolean {
  const about = [configuration, ...endpointsOf(configuration, resources)];
  const answer = evidenceOf(resources, { kind: "traffic", about, agreed });
  return answer.held && answer.record.results.every(({ value }) => value >= agreed.minActiveHours);
}

function isSmall({ instanceType, fields }: AlwaysOnVariant, maxVcpu: number): boolean {
  const instance = findInstance(instanceType);
  if (instance === undefined || instance.acceleratorCount > 0) return false;
  return instance.vcpu <= maxVcpu && textAt(fields, "AcceleratorType") === undefined;
}

function faultOf({ what, instanceType, instanceCount }: AlwaysOnVariant, configuration: PolicyResource): string {
  const month = endpointMonthCostWords(configuration, { instanceType, instanceCount });
  return `Cannot scale to zero because ${what} holds ${instanceCount} x ${instanceType}; a month: ${month}.`;
}
