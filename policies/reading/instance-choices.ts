import type { InstanceUse } from "../../carbon/index";
import { type JudgedResource, requestOf, trainingRuns } from "./job-requests";
import { ifKnown } from "../judging/known-yet";
import { type Fields, partAt, partsAt, textAt } from "./request-fields";

/** One instance type that a resource asks for, and what for. */
export interface InstanceChoice {
  readonly instanceType: string;
  readonly use: InstanceUse;
  /** The choice's place in a sentence: `variant "primary"`, "each trial". */
  readonly what: string;
}

/** Every instance type that a resource asks for; none for resources without instances. */
export function instanceChoices(resource: JudgedResource): readonly InstanceChoice[] {
  switch (resource.type) {
    case "aws:sagemaker/endpointConfiguration:EndpointConfiguration":
      return variantsOf(resource.props).flatMap((variant) => choices([variant], "endpoint", variantWords(variant)));
    case "aws:sagemaker/notebookInstance:NotebookInstance":
      return choices([resource.props], "notebook", "the notebook");
    case "greenml:jobs:TransformJob":
      return choices([partAt(requestOf(resource), "TransformResources")], "transform", "the transform job");
    default:
      return trainingRuns(resource).flatMap(({ request, what }) => choices(machinesOf(request), "training", what));
  }
}

/** The variants of an endpoint configuration, those that only shadow included. */
export function variantsOf(configuration: Fields): readonly Fields[] {
  return [...partsAt(configuration, "ProductionVariants"), ...partsAt(configuration, "ShadowProductionVariants")];
}

/** A variant's place in a sentence: `variant "primary"`. */
export function variantWords(variant: Fields): string {
  const name = ifKnown(() => textAt(variant, "VariantName"));
  return name === undefined ? "the variant without a name" : `variant "${name}"`;
}

function machinesOf(request: Fields): readonly (Fields | undefined)[] {
  return [
    partAt(request, "ResourceConfig"),
    ...partsAt(request, "ResourceConfig", "InstanceGroups"),
    partAt(request, "HyperParameterTuningResourceConfig"),
    ...partsAt(request, "HyperParameterTuningResourceConfig", "InstanceConfigs"),
  ];
}

function choices(machines: readonly (Fields | undefined)[], use: InstanceUse, what: string): readonly InstanceChoice[] {
  const types = machines.map((machine) => textAt(machine, "InstanceType"));
  return types.filter((type) => type !== undefined).map((instanceType) => ({ instanceType, use, what }));
}
