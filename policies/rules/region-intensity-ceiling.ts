import type { ResourceValidationPolicy } from "@pulumi/policy";
import { z } from "zod";
import { findRegion, regions } from "../../carbon/index";
import { configSchema, pageOf, settingsOf } from "../judging/rule-config";
import { isNear } from "../judging/stack/greener-moves";
import { workCostWords } from "../judging/work/work-cost-words";
import { resourceRegion } from "../reading/resource-region";

const name = "region-intensity-ceiling";

const settings = z.strictObject({
  maxGramsPerKwh: z
    .number()
    .nonnegative()
    .default(240)
    .describe("Highest acceptable grid intensity, gCO2e/kWh, location-based yearly average"),
  allowedRegions: z
    .array(z.string().min(1))
    .default([])
    .describe("Regions that work may run in, if their grid is acceptable; none means every region"),
});
type Agreed = z.output<typeof settings>;

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
  remediationSteps:
    "Choose a cleaner region that is allowed, on the resource or its provider, or raise maxGramsPerKwh and record why.",
  severity: "high",
  enforcementLevel: "mandatory",
  url: pageOf(name),
  configSchema: configSchema(settings),
  validateResource: (resource, report) => {
    if (!billable.has(resource.type)) return;
    const agreed = settingsOf(name, settings, resource);
    const region = resourceRegion(resource);
    const fault = faultOf(region, agreed);
    if (fault !== undefined) report(`${fault}; ${workCostWords(resource, region)}.`);
  },
};

function faultOf(region: string | undefined, agreed: Agreed): string | undefined {
  if (region === undefined) return "Expected a region on the resource or on its provider, got none to judge a grid by";
  const grid = findRegion(region)?.intensity;
  if (grid === undefined) return `Unknown region "${region}": the catalog holds no grid intensity for it`;
  const { maxGramsPerKwh: maximum, allowedRegions } = agreed;
  if (allowedRegions.length > 0 && !allowedRegions.includes(region)) {
    return `Expected a region of ${allowedRegions.join(", ")}, got ${region}`;
  }
  if (grid.value <= maximum) return undefined;
  const greener = greenestOpen(region, agreed);
  const near = greener === undefined ? "" : `, where that of ${greener.id} emitted ${greener.grams}`;
  return `Too carbon-intense: the grid of ${region} emitted ${grid.value} gCO2e/kWh in ${grid.year}, maximum ${maximum}${near}`;
}

/** The region with SageMaker and the cleanest grid, of those allowed or else near by, if that is at or under the maximum. */
function greenestOpen(from: string, agreed: Agreed): { readonly id: string; readonly grams: number } | undefined {
  const { maxGramsPerKwh, allowedRegions } = agreed;
  const isOpen = (id: string) => (allowedRegions.length > 0 ? allowedRegions.includes(id) : isNear(from, id));
  const near = regions().flatMap(({ id, intensity, features }) =>
    intensity !== undefined && features.sagemaker && intensity.value <= maxGramsPerKwh && isOpen(id)
      ? [{ id, grams: intensity.value }]
      : [],
  );
  return near.toSorted((one, other) => one.grams - other.grams || (one.id < other.id ? -1 : 1))[0];
}
