import type { ResourceValidationPolicy } from "@pulumi/policy";
import { z } from "zod";
import { trainingCostWords, tuningCostWords } from "../judging/cost-words";
import { ifKnown } from "../reading/known-yet";
import type { JudgedResource } from "../reading/job-requests";
import { type PipelineStep, pipelineSteps } from "../reading/pipeline-steps";
import { flagAt, partAt } from "../reading/request-fields";
import { configSchema, pageOf, settingsOf } from "../judging/rule-config";

const name = "pipeline-step-caching";

/** Steps whose results SageMaker can keep. */
const cacheable = ["AutoML", "ClarifyCheck", "EMR", "Processing", "QualityCheck", "Training", "Transform", "Tuning"];

const settings = z.strictObject({
  stepTypes: z
    .array(z.enum(cacheable))
    .min(1)
    .default(["AutoML", "Processing", "Training", "Transform", "Tuning"])
    .describe("Types of steps that must cache"),
  freshSteps: z
    .array(z.string().min(1))
    .default([])
    .describe("Names of steps that must run every time, such as one that reads what is new"),
});

/** Makes pipelines take from earlier runs what they have worked out already. */
export const pipelineStepCaching: ResourceValidationPolicy = {
  name,
  description: "A pipeline does not repeat a step whose inputs are what they were.",
  remediationSteps:
    'Give the step "CacheConfig": {"Enabled": true, "ExpireAfter": "P30D"}, and data a prefix that changes with it; list ' +
    "what must run every time in freshSteps.",
  severity: "medium",
  enforcementLevel: "mandatory",
  url: pageOf(name),
  configSchema: configSchema(settings),
  validateResource: (resource, report) => {
    if (resource.type !== "aws:sagemaker/pipeline:Pipeline") return;
    const { stepTypes, freshSteps } = settingsOf(name, settings, resource);
    for (const step of pipelineSteps(resource.props)) {
      if (!stepTypes.includes(step.type) || freshSteps.includes(step.name)) continue;
      // Whether a step caches can be a parameter, and whoever has made it one has thought of caching.
      if (ifKnown(() => flagAt(step.fields, "CacheConfig", "Enabled")) ?? true) continue;
      report(
        `Expected CacheConfig.Enabled on ${step.type} step "${step.name}", got none; ${repeatOf(resource, step)}.`,
      );
    }
  },
};

function repeatOf(resource: JudgedResource, { type, fields }: PipelineStep): string {
  const request = ifKnown(() => partAt(fields, "Arguments")) ?? {};
  if (type === "Training") {
    return `one repeat at its limit: ${trainingCostWords(resource, { what: "the step", request })}`;
  }
  if (type === "Tuning") return `one repeat, all trials at their limit: ${tuningCostWords(resource, request)}`;
  return "what one repeat costs is unknown";
}
