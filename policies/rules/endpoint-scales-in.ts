import type { StackValidationPolicy } from "@pulumi/policy";
import { z } from "zod";
import { endpointMonthCostWords } from "../judging/cost-words";
import { type EndpointJoins, endpointJoins, isTargeted, TARGET_TYPE } from "../reading/endpoint-scaling";
import { variantWords } from "../reading/instance-choices";
import type { JudgedResource } from "../reading/job-requests";
import { judgeEach } from "../judging/judge-each";
import { countAt, type Fields, numberAt, partsAt, textAt } from "../reading/request-fields";
import { configSchema, pageOf, settingsOf } from "../judging/rule-config";
import { POLICY_TYPE, scalesIn, scalingRules } from "../reading/scaling-rules";

const name = "endpoint-scales-in";

const settings = z.strictObject({
  maxFixedInstances: z
    .number()
    .int()
    .positive()
    .default(1)
    .describe("Most instances that a variant may hold without a scalable target that could take some away"),
});

/** Refuses endpoints that were sized for their busiest hour and stay so. */
export const endpointScalesIn: StackValidationPolicy = {
  name,
  description: "An endpoint of several instances gives some back when calls grow fewer.",
  remediationSteps:
    "Register the variant as a scalable target with a low minimum and give it a target-tracking policy that may scale in.",
  severity: "high",
  enforcementLevel: "mandatory",
  url: pageOf(name),
  configSchema: configSchema(settings),
  validateStack: (stack, report) => {
    const { maxFixedInstances } = settingsOf(name, settings, stack);
    const joins = endpointJoins(stack.resources);
    const faultsOf = (resource: JudgedResource): readonly string[] => {
      if (resource.type === TARGET_TYPE) return targetFaults(resource.props, stack.resources);
      if (resource.type === POLICY_TYPE) return policyFaults(resource.props, stack.resources);
      if (resource.type !== "aws:sagemaker/endpointConfiguration:EndpointConfiguration") return [];
      return fixedVariants(resource, joins, maxFixedInstances);
    };
    judgeEach(stack.resources, faultsOf, report);
  },
};

function fixedVariants(configuration: JudgedResource, joins: EndpointJoins, maximum: number): readonly string[] {
  if (configuration.temporary === true) return [];
  return partsAt(configuration.props, "ProductionVariants").flatMap((variant) => {
    const instanceType = textAt(variant, "InstanceType");
    const instanceCount = countAt(variant, "InitialInstanceCount") ?? 1;
    if (instanceType === undefined || instanceCount <= maximum) return [];
    if (textAt(variant, "ManagedInstanceScaling", "Status") === "ENABLED") return [];
    const own = textAt(configuration.props, "Name");
    if (isTargeted(own, textAt(variant, "VariantName"), joins, joins.targets)) return [];
    const month = endpointMonthCostWords(configuration, { instanceType, instanceCount });
    const holds = `${variantWords(variant)} holds ${instanceCount} x ${instanceType} and is no scalable target`;
    return [`Cannot scale in because ${holds}; a month: ${month}.`];
  });
}

/** A target that could move and has nothing that would move it down; where policies only add, the fault is theirs. */
function targetFaults(target: Fields, resources: readonly JudgedResource[]): readonly string[] {
  const stuck = stuckAt(target, resources);
  if (stuck === undefined || stuck.some(({ type }) => type === POLICY_TYPE)) return [];
  const lack = stuck.length === 0 ? "has no scaling policy" : "has no scaling policy that may scale in";
  return [faultOf(target, lack)];
}

function policyFaults(policy: Fields, resources: readonly JudgedResource[]): readonly string[] {
  const own = addressOf(policy);
  const target = resources.find(({ type, props }) => {
    const other = addressOf(props);
    return type === TARGET_TYPE && other.address === own.address && other.dimension === own.dimension;
  });
  if (target === undefined || stuckAt(target.props, resources) === undefined) return [];
  return [faultOf(target.props, "has no scaling policy that may scale in")];
}

/** The rules that move a target, none of which moves it down though it could move; nothing where one does. */
function stuckAt(target: Fields, resources: readonly JudgedResource[]): readonly JudgedResource[] | undefined {
  const { address, dimension } = addressOf(target);
  if (dimension === undefined || !dimensions.includes(dimension)) return undefined;
  const most = numberAt(target, "MaxCapacity") ?? 0;
  if ((numberAt(target, "MinCapacity") ?? 0) >= most) return undefined;
  const own = scalingRules(resources, { address, dimension });
  return own.some((one) => scalesIn(one, most)) ? undefined : own;
}

function addressOf(scaled: Fields): { readonly address: string | undefined; readonly dimension: string | undefined } {
  return { address: textAt(scaled, "ResourceId"), dimension: textAt(scaled, "ScalableDimension") };
}

function faultOf(target: Fields, lack: string): string {
  const where = textAt(target, "ResourceId") ?? "the target";
  return `Cannot scale in because ${where} ${lack}; what its spare instances cost is unknown.`;
}

const dimensions = ["sagemaker:variant:DesiredInstanceCount", "sagemaker:inference-component:DesiredCopyCount"];
