import type { ResourceValidationPolicy } from "@pulumi/policy";
import { z } from "zod";
import { findInstance } from "../../carbon/index";
import { choiceCostWords } from "../judging/cost-words";
import { leanerAccelerator, rated, type RatedInstance } from "../judging/leaner-accelerators";
import { configSchema, pageOf, settingsOf } from "../judging/rule-config";
import { type InstanceChoice, instanceChoices } from "../reading/instance-choices";
import type { JudgedResource } from "../reading/job-requests";

const name = "accelerator-efficiency";

const settings = z.strictObject({
  minGain: z
    .number()
    .gt(1)
    .default(1.5)
    .describe("How many times as much work per watt another type must do to be pointed out"),
  acceptedAccelerators: z
    .array(z.string().min(1))
    .default([])
    .describe(
      "Accelerators accepted whatever another does, by the start of their name, as where memory is what counts",
    ),
});

/** Points out accelerators that need far more electricity for the same work than another that fits. */
export const acceleratorEfficiency: ResourceValidationPolicy = {
  name,
  description: "An accelerator does about as much per watt as the best that holds the same and draws no more.",
  remediationSteps: "Try the type that the message names with your model, measure both, and keep the better.",
  severity: "medium",
  enforcementLevel: "advisory",
  url: pageOf(name),
  configSchema: configSchema(settings),
  validateResource: (resource, report) => {
    const chosen = instanceChoices(resource).filter(({ use }) => judgedUses.includes(use));
    if (chosen.length === 0) return;
    const { minGain, acceptedAccelerators } = settingsOf(name, settings, resource);
    for (const choice of chosen) {
      const instance = findInstance(choice.instanceType);
      const own = instance === undefined ? undefined : rated(instance);
      if (own === undefined || acceptedAccelerators.some((accepted) => own.accelerator.startsWith(accepted))) continue;
      const better = leanerAccelerator(own, choice.use, minGain);
      if (better !== undefined) report(faultOf(resource, choice, own, better));
    }
  },
};

/** What runs at full load for long; a notebook mostly waits for its user. */
const judgedUses = ["training", "endpoint", "transform", "processing"];

function faultOf(resource: JudgedResource, choice: InstanceChoice, own: RatedInstance, better: RatedInstance): string {
  const of = ({ accelerator, instance, perWatt }: RatedInstance) =>
    `the ${accelerator} of ${instance.type} does ${perWatt.toFixed(2)} TFLOPS/W`;
  const cost = choiceCostWords(resource, choice, better.instance.type);
  return `Too little work per watt for ${choice.what}: ${of(own)}, where ${of(better)}; ${cost}.`;
}
