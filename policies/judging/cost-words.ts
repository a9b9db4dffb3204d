import {
  endpointMonthFootprint,
  type Footprint,
  formatEmissions,
  formatEnergy,
  formatUsd,
  type Hours,
  hours,
  type InstanceUse,
  notebookMonthFootprint,
  trainingFootprint,
  tuningFootprint,
} from "../../carbon/index";
import {
  type JudgedResource,
  type TrainingRun,
  trainingDefinitions,
  tuningConfiguration,
} from "../reading/job-requests";
import { ifKnown } from "../reading/known-yet";
import { countAt, type Fields, lengthAt, partAt, partsAt, textAt } from "../reading/request-fields";
import { resourceRegion } from "../reading/resource-region";

/** AWS stops a training after a day when its request names no limit (API reference, StoppingCondition). */
export const DEFAULT_RUNTIME_SECONDS = 86_400;

/** The limit on one training in seconds, or nothing when the request leaves it to AWS. */
export function runtimeLimit(request: Fields): number | undefined {
  return countAt(request, "StoppingCondition", "MaxRuntimeInSeconds");
}

/** What an endpoint's instances cost in a month whether called or not, in a clause; says so when unknown. */
export function endpointMonthCostWords(
  resource: JudgedResource,
  machines: { readonly instanceType: string; readonly instanceCount: number },
): string {
  return words(() => {
    const region = resourceRegion(resource);
    return region === undefined ? undefined : endpointMonthFootprint({ region, ...machines });
  });
}

/** What a notebook costs in a month at most, which is what it costs when nothing stops it, in a clause. */
export function notebookMonthCostWords(resource: JudgedResource, instanceType?: string): string {
  return words(() => {
    const region = resourceRegion(resource);
    const type = instanceType ?? textAt(resource.props, "InstanceType");
    if (region === undefined || type === undefined) return undefined;
    return notebookMonthFootprint({ region, instanceType: type, hoursPerMonth: undefined });
  });
}

/** What a type costs beside another, in a clause: a month where it waits for somebody, and unknown where a run ends by itself. */
export function choiceCostWords(resource: JudgedResource, { instanceType, use }: Choice, other?: string): string {
  const month = monthOfUse[use];
  if (month === undefined) return "what a run saves depends on its time and is unknown";
  const now = `a month of one now: ${month(resource, instanceType)}`;
  return other === undefined ? now : `${now}; then: ${month(resource, other)}`;
}

interface Choice {
  readonly instanceType: string;
  readonly use: InstanceUse;
}

const monthOfUse: Partial<Record<InstanceUse, (resource: JudgedResource, instanceType: string) => string>> = {
  endpoint: (resource, instanceType) => endpointMonthCostWords(resource, { instanceType, instanceCount: 1 }),
  notebook: notebookMonthCostWords,
  studio: notebookMonthCostWords,
};

/** What one training costs that runs to its limit, in a clause. Never in the way of a verdict: says so when unknown. */
export function trainingCostWords(resource: JudgedResource, { request }: TrainingRun): string {
  return machineCostWords(resource, request, () => limitHours(request));
}

/** What the instances of a training cost that wait so many seconds after it, in a clause; as if they worked, so at most. */
export function warmPoolCostWords(resource: JudgedResource, { request }: TrainingRun, seconds: number): string {
  return machineCostWords(resource, request, () => hours(seconds / 3600));
}

function machineCostWords(resource: JudgedResource, request: Fields, time: () => Hours): string {
  return words(() => {
    const region = resourceRegion(resource);
    const machines = machinesOf(request);
    if (region === undefined || machines === undefined) return undefined;
    return trainingFootprint({ region, ...machines, hours: time() });
  });
}

/** What a tuning job costs whose trials all run to their limit, in a clause; says so when unknown. */
export function tuningCostWords(resource: JudgedResource, request: Fields): string {
  return words(() => {
    const region = resourceRegion(resource);
    const [definition, ...others] = trainingDefinitions(request);
    const trials = trialsOf(tuningConfiguration(request));
    const machines = machinesOf(definition);
    if (region === undefined || definition === undefined || machines === undefined) return undefined;
    if (trials === undefined || others.length > 0) return undefined;
    return tuningFootprint({ region, ...machines, trials, hoursPerTrial: limitHours(definition) });
  });
}

function limitHours(request: Fields): Hours {
  return hours((runtimeLimit(request) ?? DEFAULT_RUNTIME_SECONDS) / 3600);
}

/** The most trials a tuning job may run; a grid that names no number runs every combination of its values. */
export function trialsOf(configuration: Fields | undefined): number | undefined {
  const trials = countAt(configuration, "ResourceLimits", "MaxNumberOfTrainingJobs");
  if (trials !== undefined || textAt(configuration, "Strategy") !== "Grid") return trials;
  const ranges = partsAt(configuration, "ParameterRanges", "CategoricalParameterRanges");
  const combinations = ranges.reduce((product, range) => product * lengthAt(range, "Values"), 1);
  return ranges.length === 0 || combinations === 0 ? undefined : combinations;
}

/** What an estimate says, in a clause; says so when it is unknown. */
export function words(estimate: () => Footprint | undefined): string {
  const footprint = ifKnown(() => possible(estimate));
  return footprint === undefined ? "energy, emissions and cost unknown" : costWords(footprint);
}

/** What is estimated, or nothing of a quantity that cannot be, such as half an instance: no reason to say nothing of the fault. */
function possible(estimate: () => Footprint | undefined): Footprint | undefined {
  try {
    return estimate();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function costWords({ energy, emissions, cost }: Footprint): string {
  return `energy ${formatEnergy(energy)}; emissions (CO2e) ${formatEmissions(emissions)}; cost ${formatUsd(cost)}`;
}

function machinesOf(request: Fields | undefined): { instanceType: string; instanceCount: number } | undefined {
  const resources = partAt(request, "ResourceConfig") ?? partAt(request, "HyperParameterTuningResourceConfig");
  const instanceType = textAt(resources, "InstanceType");
  return instanceType === undefined
    ? undefined
    : { instanceType, instanceCount: countAt(resources, "InstanceCount") ?? 1 };
}
