import type { InstanceUse } from "../../carbon/index";
import { type JudgedResource, requestOf, trainingRuns } from "./job-requests";
import { ifKnown } from "./known-yet";
import { type Fields, partAt, partsAt, textAt } from "./request-fields";
import { studioSettings } from "./studio-settings";

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
    case "aws-native:sagemaker:ProcessingJob":
      return choices(
        [partAt(resource.props, "ProcessingResources", "ClusterConfig")],
        "processing",
        "the processing job",
      );
    case "aws:sagemaker/dataQualityJobDefinition:DataQualityJobDefinition":
    case "aws:sagemaker/monitoringSchedule:MonitoringSchedule":
      return choices([monitoringMachines(resource.props)], "processing", "the monitoring job");
    default:
      return [
        ...trainingRuns(resource).flatMap(({ request, what }) => choices(machinesOf(request), "training", what)),
        ...studioMachines(resource).flatMap(({ spec, what }) => choices([spec], "studio", what)),
      ];
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

/** What a monitoring job runs on, in a definition of its own or within its schedule. */
export function monitoringMachines(monitoring: Fields): Fields | undefined {
  const inline = ["MonitoringScheduleConfig", "MonitoringJobDefinition", "MonitoringResources"];
  return partAt(monitoring, "JobResources", "ClusterConfig") ?? partAt(monitoring, ...inline, "ClusterConfig");
}

/** Where a domain, a user profile, a space or an app of Studio names a type; Jupyter's own server has none that counts. */
function studioMachines({ type, props }: JudgedResource): readonly { spec: Fields | undefined; what: string }[] {
  if (type === "aws:sagemaker/app:App") return [{ spec: partAt(props, "ResourceSpec"), what: "the app" }];
  return (studioSettings.get(type) ?? []).flatMap((settings) =>
    studioApps.map((app) => ({
      spec: partAt(props, settings, `${app}AppSettings`, "DefaultResourceSpec"),
      what: `each ${app} app`,
    })),
  );
}

const studioApps = ["JupyterLab", "CodeEditor", "KernelGateway", "TensorBoard"];

/** The types that a training may run on. */
export function trainingTypes(request: Fields): readonly string[] {
  return choices(machinesOf(request), "training", "").map(({ instanceType }) => instanceType);
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
  return machines.flatMap((machine) => {
    const instanceType = textAt(machine, "InstanceType");
    // Studio calls the free machine of Jupyter's own server "system".
    return instanceType === undefined || instanceType === "system" ? [] : [{ instanceType, use, what }];
  });
}
