import type { ResourceValidationPolicy } from "@pulumi/policy";
import { z } from "zod";
import { catalogVersion, findInstance, type Instance, type InstanceUse, newestGeneration } from "../../carbon/index";
import { choiceCostWords } from "../judging/cost-words";
import { leanerAccelerator, rated } from "../judging/leaner-accelerators";
import { configSchema, pageOf, settingsOf } from "../judging/rule-config";
import { type InstanceChoice, instanceChoices } from "../reading/instance-choices";
import type { JudgedResource } from "../reading/job-requests";

const name = "instance-generation-floor";

const settings = z.strictObject({
  maxGenerationsBehind: z
    .number()
    .int()
    .nonnegative()
    .max(100)
    .default(1)
    .describe(
      "How many generations of its series (of m for burstable t), sold for the same use, may be newer than a type",
    ),
  refusedAccelerators: z
    .array(z.string().min(1))
    .default(["K80", "M60", "V100"])
    .describe("Accelerators refused whatever their generation, by the start of their name"),
  acceptedFamilies: z
    .array(z.string().min(1))
    .default([])
    .describe("Families accepted whatever their age, such as a Neo target that has no successor"),
  acceptUnknownTypes: z.boolean().default(false).describe("Whether a type that the catalog lacks passes"),
});

/** Refuses old instance generations where a newer family does the same work. */
export const instanceGenerationFloor: ResourceValidationPolicy = {
  name,
  description: "Instances are of a generation that does its work with current efficiency.",
  remediationSteps:
    "Move to the type named in the message, or to one with a current accelerator or none; or add the family to " +
    "acceptedFamilies and record why.",
  severity: "medium",
  enforcementLevel: "mandatory",
  url: pageOf(name),
  configSchema: configSchema(settings),
  validateResource: (resource, report) => {
    const chosen = instanceChoices(resource);
    if (chosen.length === 0) return;
    const agreed = settingsOf(name, settings, resource);
    for (const choice of chosen) {
      const fault = faultOf(resource, choice, agreed);
      if (fault !== undefined) report(fault);
    }
  },
};

function faultOf(
  resource: JudgedResource,
  choice: InstanceChoice,
  agreed: z.output<typeof settings>,
): string | undefined {
  const { instanceType, use, what } = choice;
  const instance = findInstance(instanceType);
  if (instance === undefined) {
    if (agreed.acceptUnknownTypes) return undefined;
    return `Unknown instance type "${instanceType}" of ${what}: catalog ${catalogVersion()} holds no generation for it; what it costs is unknown.`;
  }
  if (agreed.acceptedFamilies.includes(instance.family)) return undefined;
  const { accelerator = "", launchYear } = instance;
  if (agreed.refusedAccelerators.some((refused) => accelerator.startsWith(refused))) {
    const successor = successorOf(instance, use);
    const better = successor === undefined ? "" : `, where ${successor} holds as much and does more per watt`;
    const cost = choiceCostWords(resource, choice, successor);
    return `Too old: ${what} is on ${instanceType} of ${launchYear} with its ${accelerator}${better}; ${cost}.`;
  }
  const newest = newestGeneration(instance, use);
  if (newest === undefined || newest.generationsBehind <= agreed.maxGenerationsBehind) return undefined;
  const came = newest.generationsBehind === 1 ? "1 generation has" : `${newest.generationsBehind} generations have`;
  const since = `${came} come since, maximum ${agreed.maxGenerationsBehind}`;
  const instead = `${newest.type} of ${newest.launchYear} does the same work`;
  const cost = choiceCostWords(resource, choice, newest.type);
  return `Too old: ${what} is on ${instanceType} of ${launchYear}; ${since}; ${instead}; ${cost}.`;
}

/** How many times as much work per watt a successor does at least. */
const GAIN = 1.5;

/** The type that does most per watt of those whose accelerators hold as much and draw no more, where makers say. */
function successorOf(instance: Instance, use: InstanceUse): string | undefined {
  const own = rated(instance);
  return own === undefined ? undefined : leanerAccelerator(own, use, GAIN)?.instance.type;
}
