import type { ResourceValidationPolicy } from "@pulumi/policy";
import { z } from "zod";
import { ec2Machines } from "../reading/ec2-machines";
import { instanceChoices, variantsOf, variantWords } from "../reading/instance-choices";
import { type JudgedResource, requestOf } from "../reading/job-requests";
import { type Fields, lengthAt, textAt } from "../reading/request-fields";
import { configSchema, pageOf, settingsOf } from "../judging/rule-config";

const name = "retired-accelerator";

const settings = z.strictObject({
  retiredFamilies: z
    .array(z.string().min(1))
    .default(["inf1"])
    .describe("Families of instances whose accelerator's software is no longer developed"),
  retiredEc2Families: z
    .array(z.string().min(1))
    .default(["g3", "g3s", "inf1", "p2", "p3", "p3dn"])
    .describe("Families outside SageMaker, in EC2, Batch and EKS, that are refused for their accelerator"),
});

/** Refuses accelerators whose makers have moved on. */
export const retiredAccelerator: ResourceValidationPolicy = {
  name,
  description: "No work depends on an accelerator that AWS has retired.",
  remediationSteps:
    "Leave Elastic Inference out; move from Inferentia1 to ml.inf2, and from old GPUs, to ml.g6 (g6 outside SageMaker) or a CPU where that is enough.",
  severity: "medium",
  enforcementLevel: "mandatory",
  url: pageOf(name),
  configSchema: configSchema(settings),
  validateResource: (resource, report) => {
    for (const fault of [...elasticFaults(resource), ...targetFaults(resource)]) report(fault);
    const [chosen, machines] = [instanceChoices(resource), ec2Machines(resource)];
    if (chosen.length + machines.length === 0) return;
    const { retiredFamilies, retiredEc2Families } = settingsOf(name, settings, resource);
    const retired = [
      ...chosen.filter(({ instanceType }) => retiredFamilies.some((one) => instanceType.startsWith(`ml.${one}.`))),
      ...machines.filter(({ instanceType }) => retiredEc2Families.includes(instanceType.split(".")[0] ?? "")),
    ];
    for (const { instanceType, what } of retired) {
      report(`Too old: ${what} is on ${instanceType}, whose accelerator is retired; ${UNKNOWN}.`);
    }
  },
};

const UNKNOWN = "what a newer one saves is unknown";
const GONE = `because AWS ended Elastic Inference; ${UNKNOWN}`;

function elasticFaults({ type, props }: JudgedResource): readonly string[] {
  if (type === "aws:sagemaker/notebookInstance:NotebookInstance") {
    return lengthAt(props, "AcceleratorTypes") === 0 ? [] : [`Cannot attach acceleratorTypes to the notebook ${GONE}.`];
  }
  if (type !== "aws:sagemaker/endpointConfiguration:EndpointConfiguration") return [];
  const attached = (variant: Fields) => textAt(variant, "AcceleratorType");
  return variantsOf(props).flatMap((variant) => {
    const accelerator = attached(variant);
    return accelerator === undefined ? [] : [`Cannot attach ${accelerator} to ${variantWords(variant)} ${GONE}.`];
  });
}

/** What a model is compiled for. */
function targetFaults(resource: JudgedResource): readonly string[] {
  if (resource.type !== "greenml:jobs:CompilationJob") return [];
  const target = textAt(requestOf(resource), "OutputConfig", "TargetDevice");
  const retired = target !== undefined && /^ml_(eia\d*|inf1)$/.test(target);
  return retired ? [`Cannot last because the model is compiled for ${target}, which AWS has retired; ${UNKNOWN}.`] : [];
}
