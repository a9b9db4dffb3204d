import type { PolicyResource, StackValidationPolicy } from "@pulumi/policy";
import { z } from "zod";
import { findInstance } from "../../carbon/index";
import { DEFAULT_RUNTIME_SECONDS, runtimeLimit, trainingCostWords } from "../judging/cost-words";
import { judgeEach } from "../judging/judge-each";
import { configSchema, pageOf, settingsOf } from "../judging/rule-config";
import { jobMachines } from "../reading/job-machines";
import { type TrainingRun, trainingRuns } from "../reading/job-requests";
import { modelOrigin, type ModelOrigin } from "../reading/pretrained-model";

const name = "training-from-scratch";

const settings = z.strictObject({
  minAcceleratorHours: z
    .number()
    .positive()
    .default(256)
    .describe("Accelerators times hours of the run-time limit from which on a training is large"),
  minAccelerators: z
    .number()
    .int()
    .positive()
    .default(4)
    .describe("Accelerators at work at the same time from which on size alone makes a training large"),
  minShapedHours: z
    .number()
    .positive()
    .default(16)
    .describe(
      "The same for a training whose hyperparameters shape a language or vision model, or say that it begins from nothing",
    ),
  modelChannels: z
    .array(z.string().min(1))
    .default([
      "model",
      "models",
      "pretrained",
      "pretrained_model",
      "pretrained-model",
      "base_model",
      "checkpoint",
      "weights",
    ])
    .describe("Names of input channels, in small letters, that bring a model that exists"),
  scratchTrainings: z
    .array(z.string().min(1))
    .default([])
    .describe("Pulumi names of jobs that begin from nothing for a reason that is written down"),
});
type Agreed = z.output<typeof settings>;

/** Asks a large training why it does not begin from a model that exists. */
export const trainingFromScratch: StackValidationPolicy = {
  name,
  description: "A large training begins from a model that exists.",
  remediationSteps:
    'Fine-tune: bring a pre-trained model in a channel "model" or from JumpStart, or name one in the hyperparameters; list ' +
    "what must begin from nothing in scratchTrainings.",
  severity: "medium",
  enforcementLevel: "advisory",
  url: pageOf(name),
  configSchema: configSchema(settings),
  validateStack: (stack, report) => {
    const agreed = settingsOf(name, settings, stack);
    const faultsOf = (resource: PolicyResource): readonly string[] => {
      if (agreed.scratchTrainings.includes(resource.name)) return [];
      return trainingRuns(resource).flatMap((run) => {
        const fault = faultOf(run, agreed);
        return fault === undefined ? [] : [`${fault}; at its limit: ${trainingCostWords(resource, run)}.`];
      });
    };
    judgeEach(stack.resources, faultsOf, report);
  },
};

function faultOf({ what, request }: TrainingRun, agreed: Agreed): string | undefined {
  const accelerators = acceleratorsOf(request);
  if (accelerators === 0) return undefined;
  const origin = modelOrigin(request, agreed.modelChannels);
  if (origin.pretrained) return undefined;
  const sign = signOf(origin, accelerators, (runtimeLimit(request) ?? DEFAULT_RUNTIME_SECONDS) / 3600, agreed);
  return sign === undefined ? undefined : `Expected a pre-trained model for ${what}, got none, but ${sign}`;
}

/** What shows that a large model begins from nothing; the strongest sign first. */
function signOf(
  { scratch, shape }: ModelOrigin,
  accelerators: number,
  limit: number,
  agreed: Agreed,
): string | undefined {
  const size = accelerators * limit;
  const hours = `up to ${Math.round(size)} accelerator-hours`;
  const says = scratch ?? (shape.length >= 2 ? shape.slice(0, 3).join(", ") : undefined);
  if (says !== undefined && size >= agreed.minShapedHours) return `${says} and ${hours}`;
  // One accelerator that may run for weeks is a matter of its limit.
  return size >= agreed.minAcceleratorHours && accelerators >= agreed.minAccelerators ? hours : undefined;
}

function acceleratorsOf(request: TrainingRun["request"]): number {
  return jobMachines(request).reduce((sum, { instanceType, instanceCount }) => {
    return sum + (findInstance(instanceType)?.acceleratorCount ?? 0) * instanceCount;
  }, 0);
}
