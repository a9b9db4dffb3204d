import type { PolicyResource } from "@pulumi/policy";
import { ifKnown } from "./known-yet";
import { perStack } from "./per-stack";
import { type JudgedResource, requestOf, trainingDefinitions, tuningRequest } from "./job-requests";
import { type Fields, partAt, partsAt, textAt } from "./request-fields";

/** A SageMaker model of the `aws` provider. */
export function isModel({ type }: JudgedResource): boolean {
  return type === "aws:sagemaker/model:Model";
}

/** The containers of a model. */
export function containersOf(model: JudgedResource): readonly Fields[] {
  const primary = partAt(model.props, "PrimaryContainer");
  return [...(primary === undefined ? [] : [primary]), ...partsAt(model.props, "Containers")];
}

/** Where a container's weights are; none where its image holds them. Throws the SDK's report where that is unknown yet. */
export function weightsOf(container: Fields): readonly string[] {
  const source = partAt(container, "ModelDataSource");
  const sources = [partAt(source, "S3DataSource"), ...partsAt(source, "S3DataSources")];
  const addresses = [textAt(container, "ModelDataUrl"), ...sources.map((one) => textAt(one, "S3Uri"))];
  return addresses.filter((address) => address !== undefined);
}

/** Whether a resource is made of what a job of some kinds gives: by what it depends on, which a preview knows before any address. */
export function comesFrom(resource: PolicyResource, kinds: readonly string[]): boolean {
  const origins = [...resource.dependencies, ...Object.values(resource.propertyDependencies).flat()];
  return origins.some(({ type }) => kinds.some((kind) => jobTypes(kind).includes(type)));
}

function jobTypes(kind: string): readonly string[] {
  const camel = kind.charAt(0).toLowerCase() + kind.slice(1);
  return [`aws:sagemaker/${camel}:${kind}`, `greenml:jobs:${kind}`, `greenml:jobs:${kind}Completion`];
}

/** The addresses that the trainings of a stack write models below; those that are unknown yet are left out. */
export const trainingOutputs = perStack((resources): readonly string[] =>
  resources.flatMap((resource) => {
    const tuning = tuningRequest(resource);
    const requests =
      tuning === undefined ? [isTraining(resource) ? requestOf(resource) : undefined] : trainingDefinitions(tuning);
    const paths = requests.map((request) => ifKnown(() => textAt(request, "OutputDataConfig", "S3OutputPath")));
    return paths.filter((path) => path !== undefined);
  }),
);

function isTraining({ type }: JudgedResource): boolean {
  return jobTypes("TrainingJob").includes(type);
}
