import type { StackValidationPolicy } from "@pulumi/policy";
import { z } from "zod";
import { endpointMonthCostWords } from "../judging/cost-words";
import { TARGET_TYPE } from "../reading/endpoint-scaling";
import { variantWords } from "../reading/instance-choices";
import type { JudgedResource } from "../reading/job-requests";
import { judgeEach } from "../judging/judge-each";
import { ifKnown } from "../reading/known-yet";
import { countAt, partsAt, textAt } from "../reading/request-fields";
import { configSchema, pageOf, settingsOf } from "../judging/rule-config";
import { variantMachine } from "../reading/variant-machine";

const name = "endpoint-minimum-capacity";

const settings = z.strictObject({
  maxMinimumInstances: z
    .number()
    .int()
    .positive()
    .default(1)
    .describe("Highest minimum of instances that the scaling of a variant may keep when nobody calls"),
  maxMinimumCopies: z
    .number()
    .int()
    .nonnegative()
    .default(0)
    .describe("Highest minimum of copies that the scaling of an inference component may keep"),
});

/** Questions the capacity that an endpoint keeps at its quietest hour. */
export const endpointMinimumCapacity: StackValidationPolicy = {
  name,
  description: "Scaling keeps no more capacity than the quietest hour needs.",
  remediationSteps:
    "Lower MinCapacity or MinInstanceCount: to 1 for a real-time variant, to 0 for inference components; or raise " +
    "maxMinimumInstances and record why.",
  severity: "medium",
  enforcementLevel: "advisory",
  url: pageOf(name),
  configSchema: configSchema(settings),
  validateStack: (stack, report) => {
    const agreed = settingsOf(name, settings, stack);
    const faultsOf = (resource: JudgedResource): readonly string[] => {
      if (resource.type === TARGET_TYPE) return targetFaults(resource, stack.resources, agreed);
      if (resource.type !== "aws:sagemaker/endpointConfiguration:EndpointConfiguration") return [];
      return managedFaults(resource, agreed.maxMinimumInstances);
    };
    judgeEach(stack.resources, faultsOf, report);
  },
};

function targetFaults(
  { props }: JudgedResource,
  resources: readonly JudgedResource[],
  { maxMinimumInstances, maxMinimumCopies }: z.output<typeof settings>,
): readonly string[] {
  const dimension = textAt(props, "ScalableDimension");
  const limits = new Map([
    ["sagemaker:variant:DesiredInstanceCount", maxMinimumInstances],
    ["sagemaker:inference-component:DesiredCopyCount", maxMinimumCopies],
  ]);
  const maximum = limits.get(dimension ?? "");
  if (maximum === undefined) return [];
  const minimum = countAt(props, "MinCapacity") ?? 0;
  if (minimum <= maximum) return [];
  const address = ifKnown(() => textAt(props, "ResourceId"));
  const machine = ifKnown(() => variantMachine(address, resources));
  const spare = minimum - maximum;
  const month =
    machine === undefined
      ? "energy, emissions and cost unknown"
      : endpointMonthCostWords(machine.configuration, { instanceType: machine.instanceType, instanceCount: spare });
  const of = address === undefined ? "" : ` of ${address}`;
  return [`Too high: MinCapacity ${minimum}${of}, maximum ${maximum}; a month of the ${spare} more: ${month}.`];
}

/** Instances that SageMaker itself scales, as it does under inference components. */
function managedFaults(configuration: JudgedResource, maximum: number): readonly string[] {
  return partsAt(configuration.props, "ProductionVariants").flatMap((variant) => {
    if (textAt(variant, "ManagedInstanceScaling", "Status") !== "ENABLED") return [];
    const minimum = countAt(variant, "ManagedInstanceScaling", "MinInstanceCount") ?? 0;
    const instanceType = textAt(variant, "InstanceType");
    if (minimum <= maximum || instanceType === undefined) return [];
    const spare = minimum - maximum;
    const month = endpointMonthCostWords(configuration, { instanceType, instanceCount: spare });
    const what = `MinInstanceCount ${minimum} of ${variantWords(variant)}`;
    return [`Too high: ${what}, maximum ${maximum}; a month of the ${spare} more: ${month}.`];
  });
}
