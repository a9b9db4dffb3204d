import { runsPerMonthOf } from "../../policies/reading/schedule-expression";
import { callAt, requestIn } from "../../policies/reading/scheduled-call";
import { textAt } from "../stack/property";
import type { StackResource } from "../stack/stack-resource";
import { nothing, untold, type Finding, type Recogniser, type Surroundings } from "./finding";
import { requestFinding } from "./request-finding";
import { transformSchedule } from "./transform-schedule";

/** `aws:scheduler/schedule:Schedule`: the jobs that it starts by calling SageMaker itself, or those of a BatchInference. */
export const schedule: Recogniser = {
  knobs: transformSchedule.knobs,
  measurable: transformSchedule.measurable ?? [],
  find: (resource, around) =>
    /^create\w+job(v2)?$/i.test(callAt(textAt(resource, "target", "arn") ?? "") ?? "")
      ? called(resource, around)
      : transformSchedule.find(resource, around),
};

/** A call of SageMaker's API, whose request the schedule holds as a text. */
function called(resource: StackResource, around: Surroundings): Finding {
  if (textAt(resource, "state") === "DISABLED") return nothing("it is switched off");
  const finding = requestFinding(requestIn(textAt(resource, "target", "input") ?? ""), around);
  if (finding === undefined) return untold("the job that it starts is not known");
  if (finding.kind === "unestimated") return finding;
  const often = around.knobs.runsPerMonth ?? runsPerMonthOf(textAt(resource, "scheduleExpression") ?? "");
  if (often === undefined) return untold("how often it starts a run is not known");
  return { ...finding, what: `scheduled ${finding.what}`, runsPerMonth: often };
}
