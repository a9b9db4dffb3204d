import type { PolicyResource, StackValidationPolicy } from "@pulumi/policy";
import { z } from "zod";
import { evidenceOf, evidenceSettings, movementOf } from "../judging/evidence";
import { judgeEach } from "../judging/judge-each";
import { configSchema, pageOf, settingsOf } from "../judging/rule-config";
import { isModel } from "../reading/models";
import { optimisationOf } from "../reading/optimised-models";
import { isStatedByTag } from "../reading/stated-by-tag";

const name = "model-measured-gain";

const settings = z.strictObject({
  ...evidenceSettings,
  optimisedWords: z
    .array(z.string().min(1))
    .default(["quantized", "quantised", "int8", "int4", "fp8", "awq", "gptq", "pruned"])
    .describe("Words in a model's name, or in the address of its weights, that tell it is quantised or pruned"),
  gainTags: z
    .array(z.string().min(1))
    .default(["greenml:gain", "measured-gain", "gain", "speedup"])
    .describe("Tags that state the gain where there is no record of it"),
});

/** Asks whether an optimisation made anything better. */
export const modelMeasuredGain: StackValidationPolicy = {
  name,
  description: "A compiled, quantised or pruned model that is put to use has been measured against the one before.",
  remediationSteps:
    "Measure energy or time per inference and the quality of both models on the same data and machine, and record it with " +
    "greenml policies evidence add; keep the model before where there is no gain.",
  severity: "low",
  enforcementLevel: "advisory",
  url: pageOf(name),
  configSchema: configSchema(settings),
  validateStack: (stack, report) => {
    const agreed = settingsOf(name, settings, stack);
    const faultsOf = (resource: PolicyResource): readonly string[] => {
      if (!isModel(resource)) return [];
      const optimised = optimisationOf(resource, stack.resources, agreed.optimisedWords);
      if (optimised === undefined) return [];
      const answer = evidenceOf(stack.resources, { kind: "gain", about: [resource], agreed });
      if (!answer.held) {
        if (answer.because === undefined && isStatedByTag(resource.props, agreed.gainTags)) return [];
        return [
          `Expected a measured gain of the model, which is ${optimised}, ${answer.lack}; what it saves is unknown.`,
        ];
      }
      const { improved, words } = movementOf(answer.record);
      return improved ? [] : [`Expected a gain of the model, which is ${optimised}, got ${words}; it saves nothing.`];
    };
    judgeEach(stack.resources, faultsOf, report);
  },
};
