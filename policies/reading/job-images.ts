import type { PolicyResource } from "@pulumi/policy";
import { requestOf } from "./job-requests";
import { textAt } from "./request-fields";
import { variantImages } from "./variant-images";

/** The images that a job other than a training runs: its own, or those of the model that it transforms with. */
export function jobImages(
  resource: PolicyResource,
  resources: readonly PolicyResource[],
): readonly (string | undefined)[] {
  switch (resource.type) {
    case "aws-native:sagemaker:ProcessingJob":
      return [textAt(resource.props, "AppSpecification", "ImageUri")];
    case "aws:sagemaker/dataQualityJobDefinition:DataQualityJobDefinition":
      return [textAt(resource.props, "DataQualityAppSpecification", "ImageUri")];
    case "aws:sagemaker/monitoringSchedule:MonitoringSchedule":
      return [textAt(resource.props, ...inlineDefinition, "MonitoringAppSpecification", "ImageUri")];
    case "greenml:jobs:TransformJob":
      return variantImages(requestOf(resource) ?? {}, resources);
    default:
      return [];
  }
}

const inlineDefinition = ["MonitoringScheduleConfig", "MonitoringJobDefinition"];
