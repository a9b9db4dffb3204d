import { hours, type Hours } from "../../carbon";
import { hoursPerMonth } from "../../carbon/estimate/month";
import { runsPerMonthOf } from "../../policies/reading/schedule-expression";
import { plain, positive, text } from "../stack/property";
import type { StackIndex } from "../stack/stack-index";
import type { StackResource } from "../stack/stack-resource";
import { untold, type Recogniser } from "./finding";
import { hoursOfSeconds, machinesOf } from "./machines";
import { measurableOf } from "./measured-usage";
import { processingOn } from "./processing-job";

const definitionType = "aws:sagemaker/dataQualityJobDefinition:DataQualityJobDefinition";
/** `aws:sagemaker/monitoringSchedule:MonitoringSchedule`: a processing job each time, whether or not there are new data. */
export const monitoringSchedule: Recogniser = {
  knobs: ["hours", "utilisation", "runsPerMonth", "measured"],
  measurable: measurableOf.run,
  find: (schedule, around) => {
    const { knobs, index } = around;
    const job = jobOf(schedule, index);
    if (job === undefined) return untold("the definition of its job is not in the input");
    const often = knobs.runsPerMonth ?? startsOf(schedule);
    if (often === undefined) return untold("how often it starts a job is not known");
    // AWS lets no run take longer than the time between two (API reference, MonitoringStoppingCondition).
    const between = typeof often === "number" && often > 0 ? hours(hoursPerMonth() / often) : undefined;
    const finding = processingOn(job.machines, shorter(job.cap, between), "monitoring", around);
    return finding.kind === "estimated" ? { ...finding, runsPerMonth: often } : finding;
  },
};

interface Job {
  readonly machines: ReturnType<typeof machinesOf>;
  readonly cap: Hours | undefined;
}

/** The job that the schedule defines itself, or names. */
function jobOf(schedule: StackResource, index: StackIndex): Job | undefined {
  const config = plain(schedule.inputs, ["monitoringScheduleConfig"]);
  const own = plain(config, ["monitoringJobDefinition"]);
  if (own !== undefined) {
    return {
      machines: machinesOf(plain(own, ["monitoringResources", "clusterConfig"]), "camel"),
      cap: hoursOfSeconds(plain(own, ["stoppingConditions", 0, "maxRuntimeInSeconds"])),
    };
  }
  const name = text(plain(config, ["monitoringJobDefinitionName"]));
  const named = name === undefined ? undefined : index.byAwsName(definitionType, name);
  const definition = named ?? index.madeFrom(schedule, "monitoringScheduleConfig", definitionType);
  if (definition === undefined) return undefined;
  return {
    machines: machinesOf(plain(definition.inputs, ["jobResources", "clusterConfig"]), "camel"),
    cap: hoursOfSeconds(plain(definition.inputs, ["stoppingCondition", "maxRuntimeInSeconds"])),
  };
}

function startsOf({ inputs }: StackResource): number | undefined {
  const expression = text(plain(inputs, ["monitoringScheduleConfig", "scheduleConfig", "scheduleExpression"]));
  return positive(runsPerMonthOf(expression ?? ""));
}

function shorter(one: Hours | undefined, other: Hours | undefined): Hours | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return one < other ? one : other;
}
