import type { PolicyResource, StackValidationPolicy } from "@pulumi/policy";
import { z } from "zod";
import { trainingCostWords, tuningCostWords } from "../judging/cost-words";
import { evidenceOf, evidenceSettings, movementOf } from "../judging/evidence";
import { judgeEach } from "../judging/judge-each";
import { configSchema, pageOf, settingsOf } from "../judging/rule-config";
import { trainingRuns, tuningRequest } from "../reading/job-requests";
import { comesFrom, containersOf, isModel, trainingOutputs, weightsOf } from "../reading/models";
import { isStatedByTag } from "../reading/stated-by-tag";

const name = "model-baseline";

const settings = z.strictObject({
  ...evidenceSettings,
  exploratory: z
    .array(z.string().min(1))
    .default([])
    .describe("Pulumi names of trainings and models that are tried out and serve nobody yet"),
  baselineTags: z
    .array(z.string().min(1))
    .default(["greenml:baseline", "baseline", "baseline-metric", "no-ai-baseline"])
    .describe("Tags that state the baseline where there is no record of it"),
});

/** Asks whether anything needs a model at all. */
export const modelBaseline: StackValidationPolicy = {
  name,
  description: "A trained model is better than what would do without one, and somebody has measured it.",
  remediationSteps:
    "Measure a baseline without AI (a rule of the business, a mean, last week's value) on the validation data, and record it " +
    "with greenml policies evidence add, or state it in a tag baseline; drop the model where the baseline does as well.",
  severity: "medium",
  enforcementLevel: "advisory",
  url: pageOf(name),
  configSchema: configSchema(settings),
  validateStack: (stack, report) => {
    const agreed = settingsOf(name, settings, stack);
    const faultsOf = (resource: PolicyResource): readonly string[] => {
      if (agreed.exploratory.includes(resource.name)) return [];
      const trained = trainedOf(resource, stack.resources);
      if (trained === undefined) return [];
      const answer = evidenceOf(stack.resources, { kind: "baseline", about: [resource], agreed });
      if (!answer.held) {
        if (answer.because === undefined && isStatedByTag(resource.props, agreed.baselineTags)) return [];
        return [`Expected evidence that ${trained.what} beats a baseline without AI, ${answer.lack}; ${trained.cost}.`];
      }
      const { improved, words } = movementOf(answer.record);
      return improved
        ? []
        : [`Expected ${trained.what} to beat the baseline without AI, got ${words}; ${trained.cost}.`];
    };
    judgeEach(stack.resources, faultsOf, report);
  },
};

/** What a resource trains or holds that was trained, and what that cost; nothing where another resource speaks for it. */
function trainedOf(
  resource: PolicyResource,
  resources: readonly PolicyResource[],
): { readonly what: string; readonly cost: string } | undefined {
  const tuning = tuningRequest(resource);
  if (tuning !== undefined) {
    return { what: "the search's model", cost: `all trials at their limit: ${tuningCostWords(resource, tuning)}` };
  }
  const [run] = trainingRuns(resource);
  if (run !== undefined) return { what: "the job's model", cost: `at its limit: ${trainingCostWords(resource, run)}` };
  if (!isModel(resource) || comesFrom(resource, ["TrainingJob", "HyperParameterTuningJob"])) return undefined;
  const weights = containersOf(resource).flatMap(weightsOf);
  const ours = trainingOutputs(resources);
  const foreign = weights.filter(
    (address) => !address.startsWith("s3://jumpstart-") && !ours.some((path) => address.startsWith(path)),
  );
  return foreign.length === 0 ? undefined : { what: "the model", cost: "what its training cost is unknown" };
}
