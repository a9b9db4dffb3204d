import type { ResourceValidationPolicy } from "@pulumi/policy";
import { z } from "zod";
import { findRegion } from "../../carbon/index";
import { resourceRegion } from "../reading/resource-region";
import { configSchema, pageOf, settingsOf } from "../judging/rule-config";

const name = "region-intensity-ceiling";

const settings = z.strictObject({
  maxGramsPerKwh: z
    .number()
    .nonnegative()
    .default(240)
    .describe("Highest acceptable grid intensity, gCO2e/kWh, location-based yearly average"),
});

/** What SageMaker bills by the hour, by the second or by the run. */
const billable = new Set([
  "aws-native:sagemaker:ProcessingJob",
  "aws:sagemaker/app:App",
  "aws:sagemaker/endpoint:Endpoint",
  "aws:sagemaker/endpointConfiguration:EndpointConfiguration",
  "aws:sagemaker/hyperParameterTuningJob:HyperParameterTuningJob",
  "aws:sagemaker/mlflowTrackingServer:MlflowTrackingServer",
  "aws:sagemaker/notebookInstance:NotebookInstance",
  "aws:sagemaker/trainingJob:TrainingJob",
  "greenml:jobs:CompilationJob",
  "greenml:jobs:HyperParameterTuningJob",
  "greenml:jobs:TrainingJob",
  "greenml:jobs:TransformJob",
]);

/** Keeps billable machine learning off grids dirtier than the agreed ceiling. */
export const regionIntensityCeiling: ResourceValidationPolicy = {
  name,
  description: "Machine learning runs in regions whose grid stays at or under the agreed intensity.",
  remediationSteps: "Choose a cleaner region, or raise maxGramsPerKwh and record why.",
  severity: "high",
  enforcementLevel: "mandatory",
  url: pageOf(name),
  configSchema: configSchema(settings),
  validateResource: (resource, report) => {
    if (!billable.has(resource.type)) return;
    const { maxGramsPerKwh } = settingsOf(name, settings, resource);
    const fault = faultOf(resourceRegion(resource), maxGramsPerKwh);
    if (fault !== undefined) report(fault);
  },
};

function faultOf(region: string | undefined, maximum: number): string | undefined {
  if (region === undefined) return "Expected a region on the resource or on its provider, got none to judge a grid by.";
  const grid = findRegion(region)?.intensity;
  if (grid === undefined) return `Unknown region "${region}": the catalog holds no grid intensity for it.`;
  if (grid.value <= maximum) return undefined;
  return `Too carbon-intense: the grid of ${region} emitted ${grid.value} gCO2e/kWh in ${grid.year}, maximum ${maximum}.`;
}
