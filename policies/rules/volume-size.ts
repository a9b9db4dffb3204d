import type { ResourceValidationPolicy } from "@pulumi/policy";
import { z } from "zod";
import { gigabytes, storageMonthFootprint } from "../../carbon/index";
import { words } from "../judging/cost-words";
import { monitoringMachines, variantsOf, variantWords } from "../reading/instance-choices";
import { type JudgedResource, trainingRuns } from "../reading/job-requests";
import { countAt, type Fields, partAt } from "../reading/request-fields";
import { resourceRegion } from "../reading/resource-region";
import { volumeSizeAt } from "../reading/sizes";
import { configSchema, pageOf, settingsOf } from "../judging/rule-config";

const name = "volume-size";

const settings = z.strictObject({
  maxGigabytes: z
    .number()
    .int()
    .positive()
    .default(100)
    .describe("Largest volume, GB, that an instance of a training, an endpoint, a notebook or a space may have"),
});

/** Questions volumes that are larger than most work needs. */
export const volumeSize: ResourceValidationPolicy = {
  name,
  description: "A volume is about as large as what is put on it.",
  remediationSteps: "Set the volume's size to the data and the model with some room, or stream the data with FastFile.",
  severity: "low",
  enforcementLevel: "advisory",
  url: pageOf(name),
  configSchema: configSchema(settings),
  validateResource: (resource, report) => {
    const volumes = volumesOf(resource);
    if (volumes.length === 0) return;
    const { maxGigabytes } = settingsOf(name, settings, resource);
    for (const { what, size, count } of volumes) {
      if (size === undefined || size <= maxGigabytes) continue;
      const spare = (size - maxGigabytes) * count;
      const month = words(() => {
        const region = resourceRegion(resource);
        return region === undefined
          ? undefined
          : storageMonthFootprint({ region, kind: "ebs-ssd", gigabytes: gigabytes(spare) });
      });
      report(
        `Too large: a volume of ${size} GB for ${what}, maximum ${maxGigabytes}; a month of the ${spare} GB more: ${month}.`,
      );
    }
  },
};

interface Volume {
  readonly what: string;
  readonly size: number | undefined;
  /** Instances that have such a volume each. */
  readonly count: number;
}

function volumesOf(resource: JudgedResource): readonly Volume[] {
  const { props } = resource;
  switch (resource.type) {
    case "aws:sagemaker/notebookInstance:NotebookInstance":
      return [{ what: "the notebook", size: volumeSizeAt(props), count: 1 }];
    case "aws:sagemaker/space:Space": {
      const size = countAt(props, "SpaceSettings", "SpaceStorageSettings", "EbsStorageSettings", "EbsVolumeSizeInGb");
      return [{ what: "the space", size, count: 1 }];
    }
    case "aws:sagemaker/endpointConfiguration:EndpointConfiguration":
      return variantsOf(props).map((variant) => ({
        what: variantWords(variant),
        size: volumeSizeAt(variant),
        count: countAt(variant, "InitialInstanceCount") ?? 1,
      }));
    case "aws-native:sagemaker:ProcessingJob":
      return machineVolumes([partAt(props, "ProcessingResources", "ClusterConfig")], "the processing job");
    case "aws:sagemaker/dataQualityJobDefinition:DataQualityJobDefinition":
    case "aws:sagemaker/monitoringSchedule:MonitoringSchedule":
      return machineVolumes([monitoringMachines(props)], "the monitoring job");
    default:
      return trainingRuns(resource).flatMap(({ request, what }) =>
        machineVolumes(
          [partAt(request, "ResourceConfig"), partAt(request, "HyperParameterTuningResourceConfig")],
          what,
        ),
      );
  }
}

function machineVolumes(machines: readonly (Fields | undefined)[], what: string): readonly Volume[] {
  return machines.map((machine) => ({
    what,
    size: volumeSizeAt(machine),
    count: countAt(machine, "InstanceCount") ?? 1,
  }));
}
