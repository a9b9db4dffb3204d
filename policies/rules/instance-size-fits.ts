import type { PolicyResource, StackValidationPolicy } from "@pulumi/policy";
import { z } from "zod";
import { findInstance, type Instance, instances, type InstanceUse } from "../../carbon/index";
import { tagOf } from "../reading/resource-tags";
import { endpointMonthCostWords } from "../judging/cost-words";
import { judgeEach } from "../judging/judge-each";
import { configSchema, pageOf, settingsOf } from "../judging/rule-config";
import { componentNeeds, type Needs } from "../reading/component-needs";
import { type InstanceChoice, instanceChoices, variantsOf, variantWords } from "../reading/instance-choices";
import type { JudgedResource } from "../reading/job-requests";
import { textAt } from "../reading/request-fields";
import { repositoryOf, variantImages } from "../reading/variant-images";

const name = "instance-size-fits";

const settings = z.strictObject({
  maxOversize: z
    .number()
    .min(1)
    .default(2)
    .describe(
      "How many times the processors of the smallest type that holds what tags or components ask for it may have",
    ),
  lightImages: z
    .array(z.string().min(1))
    .default(["sagemaker-scikit-learn", "sagemaker-xgboost", "xgboost"])
    .describe("Repositories of images, by name, whose models answer from few processors"),
  maxProcessorsOfLightImages: z
    .number()
    .int()
    .positive()
    .default(16)
    .describe("Most virtual CPUs that an instance behind an endpoint of such an image may have"),
});

type Agreed = z.output<typeof settings>;

/** Points out instances that are far larger than what their owner says they need. */
export const instanceSizeFits: StackValidationPolicy = {
  name,
  description: "An instance is about as large as its work.",
  remediationSteps:
    "Move to the type that the message names, or correct the tags; for an endpoint, add small instances when calls grow.",
  severity: "medium",
  enforcementLevel: "advisory",
  url: pageOf(name),
  configSchema: configSchema(settings),
  validateStack: (stack, report) => {
    const agreed = settingsOf(name, settings, stack);
    const faultsOf = (resource: PolicyResource): readonly string[] => {
      const stated = [...taggedFaults(resource, agreed), ...componentFaults(resource, stack.resources, agreed)];
      return stated.length > 0 ? stated : lightFaults(resource, stack.resources, agreed);
    };
    judgeEach(stack.resources, faultsOf, report);
  },
};

/** What a resource's tags ask for, of each of its choices. */
function taggedFaults(resource: JudgedResource, agreed: Agreed): readonly string[] {
  const tagged = {
    memoryGib: needOf(resource, "greenml:needs-memory-gib") ?? 0,
    processors: needOf(resource, "greenml:needs-vcpu") ?? 0,
    accelerators: 0,
  };
  if (tagged.memoryGib === 0 && tagged.processors === 0) return [];
  return instanceChoices(resource).flatMap((choice) => oversize(resource, choice, tagged, "tags ask", agreed));
}

/** What the inference components on a variant ask for, all copies together. */
function componentFaults(
  resource: JudgedResource,
  resources: readonly PolicyResource[],
  agreed: Agreed,
): readonly string[] {
  if (resource.type !== "aws:sagemaker/endpointConfiguration:EndpointConfiguration") return [];
  return variantsOf(resource.props).flatMap((variant) => {
    const instanceType = textAt(variant, "InstanceType");
    const needs = instanceType === undefined ? undefined : componentNeeds(resource.props, variant, resources);
    if (instanceType === undefined || needs === undefined) return [];
    const choice = { instanceType, use: "endpoint" as const, what: variantWords(variant) };
    return oversize(resource, choice, needs, "its inference components ask", agreed);
  });
}

function oversize(
  resource: JudgedResource,
  choice: InstanceChoice,
  needs: Needs,
  asked: string,
  { maxOversize }: Agreed,
): readonly string[] {
  const instance = findInstance(choice.instanceType);
  const smallest = instance === undefined ? undefined : smallestLike(instance, choice.use, needs);
  if (instance === undefined || smallest === undefined || instance.vcpu <= smallest.vcpu * maxOversize) return [];
  const less =
    choice.use === "endpoint" ? ` on ${smallest.type}: ${month(resource, smallest)}` : "; what that saves is unknown";
  const cost = choice.use === "endpoint" ? `; a month of one now: ${month(resource, instance)};${less}` : less;
  return [
    `Too large: ${choice.what} is on ${sizeOf(instance)}, where ${asked} for ${needWords(needs)}, which ${smallest.type} has${cost}.`,
  ];
}

function smallestLike(instance: Instance, use: InstanceUse, needs: Needs): Instance | undefined {
  return instances()
    .filter((one) => one.family === instance.family && one.uses.has(use))
    .filter((one) => one.memoryGib >= needs.memoryGib && one.vcpu >= needs.processors)
    .filter((one) => one.acceleratorCount >= needs.accelerators)
    .toSorted((one, other) => one.vcpu - other.vcpu)[0];
}

function needWords({ memoryGib, processors, accelerators }: Needs): string {
  const words = [
    ...(memoryGib === 0 ? [] : [`${Number(memoryGib.toFixed(2))} GiB`]),
    ...(processors === 0 ? [] : [`${processors} vCPU`]),
    ...(accelerators === 0 ? [] : [accelerators === 1 ? "1 accelerator" : `${accelerators} accelerators`]),
  ];
  return words.join(" and ");
}

/** What a resource's tag says it needs; nothing when there is none, or no such number. */
function needOf({ props }: JudgedResource, tag: string): number | undefined {
  const need = Number(tagOf(props, tag) ?? "");
  return Number.isFinite(need) && need > 0 ? need : undefined;
}

function lightFaults(
  resource: JudgedResource,
  resources: readonly PolicyResource[],
  { lightImages, maxProcessorsOfLightImages }: Agreed,
): readonly string[] {
  if (resource.type !== "aws:sagemaker/endpointConfiguration:EndpointConfiguration") return [];
  return variantsOf(resource.props).flatMap((variant) => {
    const instance = findInstance(textAt(variant, "InstanceType") ?? "");
    if (instance === undefined || instance.vcpu <= maxProcessorsOfLightImages) return [];
    const [first, ...others] = variantImages(variant, resources).map(repositoryOf);
    const light = (one: string | undefined) => one !== undefined && lightImages.includes(one);
    if (first === undefined || ![first, ...others].every(light)) return [];
    const what = `${variantWords(variant)} is on ${sizeOf(instance)} for ${first}`;
    return [
      `Too large: ${what}, maximum ${maxProcessorsOfLightImages} vCPU; a month of one: ${month(resource, instance)}.`,
    ];
  });
}

function sizeOf({ type, vcpu, memoryGib }: Instance): string {
  return `${type} with ${vcpu} vCPU and ${memoryGib} GiB`;
}

function month(configuration: JudgedResource, { type }: Instance): string {
  return endpointMonthCostWords(configuration, { instanceType: type, instanceCount: 1 });
}
