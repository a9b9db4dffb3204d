import type { PolicyResource, StackValidationPolicy } from "@pulumi/policy";
import { z } from "zod";
import type { InstanceUse } from "../../carbon/index";
import { endpointMonthCostWords, trainingCostWords } from "../judging/cost-words";
import { type Accelerated, processorsLike, withAccelerator } from "../judging/instance-twins";
import { judgeEach } from "../judging/judge-each";
import { configSchema, pageOf, settingsOf } from "../judging/rule-config";
import { instanceChoices, trainingTypes, variantsOf, variantWords } from "../reading/instance-choices";
import { jobImages } from "../reading/job-images";
import { type JudgedResource, type TrainingRun, trainingRuns } from "../reading/job-requests";
import { knownYet, type Reading } from "../reading/known-yet";
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
    const onProcessors = (image: string | undefined) => softwareOnProcessors(image, processorImages);
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

/** The name of software that runs on processors alone, by its image; nothing for other images. */
type Judgement = (image: string | undefined) => string | undefined;

function softwareOnProcessors(image: string | undefined, repositories: readonly string[]): string | undefined {
  const repository = repositoryOf(image);
  if (image === undefined || repository === undefined) return undefined;
  if (repositories.includes(repository)) return repository;
  return /:[^/]*-cpu(-|$)/.test(image) ? `the cpu image of ${repository}` : undefined;
}

/** The first of several containers' software when all of it runs on processors alone. */
function allOnProcessors(images: readonly (string | undefined)[], onProcessors: Judgement): string | undefined {
  const software = images.map(onProcessors);
  return software.includes(undefined) ? undefined : software[0];
}

function variantFaults(
  configuration: JudgedResource,
  variant: Fields,
  resources: readonly PolicyResource[],
  onProcessors: Judgement,
): readonly string[] {
  const instance = withAccelerator(textAt(variant, "InstanceType"));
  if (instance === undefined) return [];
  const software = allOnProcessors(variantImages(variant, resources), onProcessors);
  if (software === undefined) return [];
  const instanceCount = countAt(variant, "InitialInstanceCount") ?? 1;
  const month = (type: string) => endpointMonthCostWords(configuration, { instanceType: type, instanceCount });
  const then = processorsLike(instance, "endpoint").map(({ type }) => `; then, on ${type}: ${month(type)}`);
  return [
    `${unused(variantWords(variant), instance, software)}; a month now: ${month(instance.type)}${then.join("")}.`,
  ];
}

function runFaults(resource: JudgedResource, run: TrainingRun, onProcessors: Judgement): readonly string[] {
  const software = knownYet(() => onProcessors(textAt(run.request, "AlgorithmSpecification", "TrainingImage")));
  if (software.known && software.value === undefined) return [];
  const [instance] = trainingTypes(run.request).flatMap((type) => withAccelerator(type) ?? []);
  if (instance === undefined) return [];
  const own = needed(software);
  if (own === undefined || trainsOnGpu(own, run.request)) return [];
  const cost = `one run at its limit: ${trainingCostWords(resource, run)}`;
  return [`${unused(run.what, instance, own)}${instead(instance, "training")}; ${cost}.`];
}

function jobFaults(
  resource: PolicyResource,
  resources: readonly PolicyResource[],
  onProcessors: Judgement,
): readonly string[] {
  const software = knownYet(() => allOnProcessors(jobImages(resource, resources), onProcessors));
  if (software.known && software.value === undefined) return [];
  return instanceChoices(resource).flatMap(({ instanceType, use, what }) => {
    const instance = withAccelerator(instanceType);
    const own = instance === undefined ? undefined : needed(software);
    if (instance === undefined || own === undefined) return [];
    const fault = `${unused(what, instance, own)}${instead(instance, use)}`;
    return [`${fault}; what a run saves depends on its time and is unknown.`];
  });
}

/** What software it is matters to accelerators alone: without one, nobody has to wait until it is known. */
function needed(software: Reading<string | undefined>): string | undefined {
  if (!software.known) throw software.report;
  return software.value;
}

/** XGBoost trains on a GPU when its hyperparameters say so; what a script of one's own asks for cannot be read here. */
function trainsOnGpu(software: string, request: Fields): boolean {
  if (!software.includes("xgboost")) return false;
  const parameters = partAt(request, "HyperParameters") ?? partAt(request, "StaticHyperParameters") ?? {};
  const chosen = ["tree_method", "device"].map((key) => textAt(parameters, key) ?? "");
  return Object.keys(parameters).includes("sagemaker_program") || chosen.some((one) => /gpu|cuda/.test(one));
}

function instead(instance: Accelerated, use: InstanceUse): string {
  return processorsLike(instance, use)
    .map(({ type }) => `; ${type} has as many processors`)
    .join("");
}

function unused(what: string, { type, accelerator }: Accelerated, software: string): string {
  return `Cannot use the ${accelerator} of ${type} for ${what} because ${software} runs on processors alone`;
}
