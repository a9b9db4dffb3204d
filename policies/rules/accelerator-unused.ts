import type { PolicyResource, StackValidationPolicy } from "@pulumi/policy";
import { z } from "zod";
import type { Instance } from "../../carbon/index";
import { endpointMonthCostWords, trainingCostWords } from "../judging/cost-words";
import { processorsLike, withAccelerator } from "../judging/instance-twins";
import { judgeEach } from "../judging/judge-each";
import { configSchema, pageOf, settingsOf } from "../judging/rule-config";
import { instanceChoices, trainingTypes, variantsOf, variantWords } from "../reading/instance-choices";
import { jobImages } from "../reading/job-images";
import { type JudgedResource, type TrainingRun, trainingRuns } from "../reading/job-requests";
import { countAt, type Fields, partAt, textAt } from "../reading/request-fields";
import { repositoryOf, variantImages } from "../reading/variant-images";

const name = "accelerator-unused";

const settings = z.strictObject({
  processorImages: z
    .array(z.string().min(1))
    .default([
      ...["sagemaker-scikit-learn", "sagemaker-xgboost", "xgboost", "lda", "randomcutforest"],
      ...["sagemaker-model-monitor-analyzer", "sagemaker-spark-processing"],
    ])
    .describe('Repositories of images, by name, that run on processors alone, besides those whose tag says "cpu"'),
});

/** Refuses accelerators beside software that cannot use them. */
export const acceleratorUnused: StackValidationPolicy = {
  name,
  description: "An accelerator is there for an image that uses it.",
  remediationSteps: "Move to the type without accelerator that the message names, or to the image's build for GPUs.",
  severity: "high",
  enforcementLevel: "mandatory",
  url: pageOf(name),
  configSchema: configSchema(settings),
  validateStack: (stack, report) => {
    const { processorImages } = settingsOf(name, settings, stack);
    const onProcessors = (image: string | undefined) => runsOnProcessors(image, processorImages);
    const faultsOf = (resource: PolicyResource): readonly string[] =>
      resource.type === "aws:sagemaker/endpointConfiguration:EndpointConfiguration"
        ? variantsOf(resource.props).flatMap((variant) =>
            variantFaults(resource, variant, stack.resources, onProcessors),
          )
        : [
            ...trainingRuns(resource).flatMap((run) => runFaults(resource, run, onProcessors)),
            ...jobFaults(resource, stack.resources, onProcessors),
          ];
    judgeEach(stack.resources, faultsOf, report);
  },
};

type Judgement = (image: string | undefined) => boolean;

function runsOnProcessors(image: string | undefined, repositories: readonly string[]): boolean {
  const repository = repositoryOf(image);
  if (image === undefined || repository === undefined) return false;
  return repositories.includes(repository) || /:[^/]*-cpu(-|$)/.test(image);
}

function variantFaults(
  configuration: JudgedResource,
  variant: Fields,
  resources: readonly PolicyResource[],
  onProcessors: Judgement,
): readonly string[] {
  const instance = withAccelerator(textAt(variant, "InstanceType"));
  if (instance === undefined) return [];
  const images = variantImages(variant, resources);
  if (images.length === 0 || !images.every(onProcessors)) return [];
  const instanceCount = countAt(variant, "InitialInstanceCount") ?? 1;
  const month = (type: string) => endpointMonthCostWords(configuration, { instanceType: type, instanceCount });
  const other = processorsLike(instance, "endpoint");
  const then = other === undefined ? "" : `; then, on ${other.type}: ${month(other.type)}`;
  return [`${unused(variantWords(variant), instance, images[0])}; a month now: ${month(instance.type)}${then}.`];
}

function runFaults(resource: JudgedResource, run: TrainingRun, onProcessors: Judgement): readonly string[] {
  const image = textAt(run.request, "AlgorithmSpecification", "TrainingImage");
  const [instance] = trainingTypes(run.request).flatMap((type) => withAccelerator(type) ?? []);
  if (instance === undefined || !onProcessors(image) || trainsOnGpu(image, run.request)) return [];
  const other = processorsLike(instance, "training");
  const instead = other === undefined ? "" : `; ${other.type} has as many processors`;
  return [`${unused(run.what, instance, image)}${instead}; one run at its limit: ${trainingCostWords(resource, run)}.`];
}

function jobFaults(
  resource: PolicyResource,
  resources: readonly PolicyResource[],
  onProcessors: Judgement,
): readonly string[] {
  const images = jobImages(resource, resources);
  if (images.length === 0 || !images.every(onProcessors)) return [];
  return instanceChoices(resource).flatMap(({ instanceType, use, what }) => {
    const instance = withAccelerator(instanceType);
    if (instance === undefined) return [];
    const other = processorsLike(instance, use);
    const instead = other === undefined ? "" : `; ${other.type} has as many processors`;
    return [`${unused(what, instance, images[0])}${instead}; what a run saves depends on its time and is unknown.`];
  });
}

/** XGBoost trains on a GPU when its hyperparameters say so; what a script of one's own asks for cannot be read here. */
function trainsOnGpu(image: string | undefined, request: Fields): boolean {
  if (repositoryOf(image)?.includes("xgboost") !== true) return false;
  const parameters = partAt(request, "HyperParameters") ?? partAt(request, "StaticHyperParameters");
  const chosen = ["tree_method", "device"].map((key) => textAt(parameters, key) ?? "");
  return Object.keys(parameters ?? {}).includes("sagemaker_program") || chosen.some((one) => /gpu|cuda/.test(one));
}

function unused(what: string, { type, accelerator }: Instance, image: string | undefined): string {
  const software = `${repositoryOf(image) ?? "its image"} runs on processors alone`;
  return `Cannot use the ${accelerator ?? "accelerator"} of ${type} for ${what} because ${software}`;
}
