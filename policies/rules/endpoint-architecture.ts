import type { PolicyResource, StackValidationPolicy } from "@pulumi/policy";
import { z } from "zod";
import { findInstance, type Instance, instances } from "../../carbon/index";
import { endpointMonthCostWords } from "../judging/cost-words";
import { variantWords } from "../reading/instance-choices";
import { judgeEach } from "../judging/judge-each";
import { countAt, type Fields, partsAt, textAt } from "../reading/request-fields";
import { repositoryOf, variantImages } from "../reading/variant-images";
import { configSchema, pageOf, settingsOf } from "../judging/rule-config";

const name = "endpoint-architecture";

const settings = z.strictObject({
  portableImages: z
    .array(z.string().min(1))
    .default([
      "pytorch-inference",
      "tensorflow-inference",
      // Tags with -arm64, from aws/sagemaker-python-sdk, image_uris.py (read on 2026-11-24).
      "sagemaker-xgboost:1.3",
      "sagemaker-xgboost:1.5",
      "sagemaker-scikit-learn:1.0",
    ])
    .describe(
      'Repositories of images that also exist for Graviton, AWS\'s own or yours, by name or by name and version, such as "score" or "score:1.5"',
    ),
});

/** Points out endpoints on x86 whose size and image exist on Graviton. */
export const endpointArchitecture: StackValidationPolicy = {
  name,
  description: "An endpoint on CPUs runs on Graviton where its size and its image exist there.",
  remediationSteps:
    "Use the image's Graviton build (such as pytorch-inference-graviton) on the type that the message names, and measure.",
  severity: "low",
  enforcementLevel: "advisory",
  url: pageOf(name),
  configSchema: configSchema(settings),
  validateStack: (stack, report) => {
    const { portableImages } = settingsOf(name, settings, stack);
    const faultsOf = (resource: PolicyResource): readonly string[] => {
      if (resource.type !== "aws:sagemaker/endpointConfiguration:EndpointConfiguration") return [];
      return partsAt(resource.props, "ProductionVariants").flatMap((variant) => {
        const instance = findInstance(textAt(variant, "InstanceType") ?? "");
        const twin = gravitonTwin(instance);
        if (instance === undefined || twin === undefined) return [];
        const images = variantImages(variant, stack.resources);
        const portable = images.every((one) => isPortable(one, portableImages));
        return images.length > 0 && portable ? [faultOf(resource, variant, instance, twin)] : [];
      });
    };
    judgeEach(stack.resources, faultsOf, report);
  },
};

function isPortable(image: string | undefined, portableImages: readonly string[]): boolean {
  const repository = repositoryOf(image);
  const tagged = image?.split("/").at(-1) ?? "";
  return portableImages.some((one) => one === repository || (one.includes(":") && tagged.startsWith(`${one}-`)));
}

/** The newest Graviton type with as many virtual CPUs and as much memory; nothing for accelerators and for Graviton itself. */
function gravitonTwin(instance: Instance | undefined): Instance | undefined {
  if (instance?.architecture !== "x86_64" || instance.accelerator !== undefined) return undefined;
  const twins = instances().filter(
    (one) =>
      /^[cmr]\d+g$/.test(one.family) &&
      one.uses.has("endpoint") &&
      one.vcpu === instance.vcpu &&
      one.memoryGib === instance.memoryGib,
  );
  return [...twins].sort((a, b) => b.launchYear - a.launchYear)[0];
}

function faultOf(configuration: PolicyResource, variant: Fields, { type }: Instance, twin: Instance): string {
  const instanceCount = countAt(variant, "InitialInstanceCount") ?? 1;
  const now = endpointMonthCostWords(configuration, { instanceType: type, instanceCount });
  const then = endpointMonthCostWords(configuration, { instanceType: twin.type, instanceCount });
  const what = `Expected ${twin.type} for ${variantWords(variant)}, got ${type}`;
  return `${what}; a month now: ${now}; then: ${then}.`;
}
