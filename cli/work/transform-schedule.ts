import { hours } from "../../carbon";
import { runsPerMonthOf } from "../../policies/reading/schedule-expression";
import { plain, textAt } from "../stack/property";
import type { StackIndex } from "../stack/stack-index";
import type { StackResource } from "../stack/stack-resource";
import { amountOf, type Amount } from "../usage/amount";
import { rangeOf, sumFigures } from "./figures";
import { nothing, untold, type Recogniser } from "./finding";
import { unitsOfBatch } from "./functional-units";
import { machinesOf, machinesText, stated, type Machines } from "./machines";
import { measurableOf } from "./measured-usage";
import { rowsOf } from "./transform-job";

/** A schedule of a BatchInference: the runs that it starts are in no state. */
export const transformSchedule: Recogniser = {
  knobs: ["hours", "utilisation", "runsPerMonth", "inferencesPerRun", "tokensPerRun", "measured"],
  measurable: measurableOf.batch,
  find: (schedule, { index, knobs, region, footprints }) => {
    const component = schedule.parent === undefined ? undefined : index.byUrn(schedule.parent);
    if (component?.type !== "greenml:serving:BatchInference") return nothing("a setting");
    const machines = startedBy(schedule, index);
    if (machines.length === 0) return untold("the machines of the runs that it starts are not known yet");
    const often = knobs.runsPerMonth ?? startsOf(schedule);
    if (often === undefined) return untold("how often it starts a run is not known");
    const each = knobs.hours ?? amountOf(plain(component.inputs, ["expectedHours"]));
    const time = each === undefined ? undefined : rangeOf(each, hours);
    return {
      kind: "estimated",
      what: `scheduled batch transform on ${machinesText(machines)}`,
      region,
      per: "run",
      figures: sumFigures(
        machines.map((one) =>
          footprints.transform({ region, ...one, hours: time, ...rowsOf(knobs), ...stated(knobs, one.instanceType) }),
        ),
      ),
      runsPerMonth: often,
      units: unitsOfBatch(knobs),
    };
  },
};

/** From no run at all, because nothing is started while no data are new, up to one for each time of the schedule. */
function startsOf(schedule: StackResource): Amount | undefined {
  const most = runsPerMonthOf(textAt(schedule, "scheduleExpression") ?? "");
  return most === undefined ? undefined : { low: 0, likely: most, high: most };
}

/** The machines in the request that the schedule's function sends. */
function startedBy(schedule: StackResource, index: StackIndex): readonly Machines[] {
  const starter = index.madeFrom(schedule, "target", "aws:lambda/function:Function");
  const request = plain(starter?.inputs, ["environment", "variables", "REQUEST"]);
  if (typeof request !== "string") return [];
  try {
    return machinesOf(plain(JSON.parse(request), ["TransformResources"]), "pascal");
  } catch {
    return [];
  }
}
