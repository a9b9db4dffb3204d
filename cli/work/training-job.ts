import { hours } from "../../carbon";
import { plain, positive } from "../stack/property";
import { saysHours, withCompletion } from "./completed-run";
import { untold, type Finding, type Recogniser, type Surroundings } from "./finding";
import { rangeOf, sumFigures } from "./figures";
import { unitsOfTokens } from "./functional-units";
import { capOf, capped, inside, key, machinesOf, machinesText, stated, type Casing } from "./machines";
import { measurableOf } from "./measured-usage";
import { waitOf } from "./warm-pool";

/** What AWS stops a training after when the request names no limit (API reference, StoppingCondition). */
const DEFAULT_MAX_SECONDS = 86_400;

/** `aws:sagemaker/trainingJob:TrainingJob`. */
export const trainingJob: Recogniser = {
  knobs: ["hours", "warmHours", "utilisation", "runsPerMonth", "tokensPerRun", "measured"],
  measurable: measurableOf.run,
  find: ({ inputs }, around) => trainingFinding(inputs, "camel", undefined, around),
};

/** `greenml:jobs:TrainingJob`; a completed run brings its own hours. */
export const trainingJobOfOurs: Recogniser = {
  knobs: trainingJob.knobs,
  measurable: measurableOf.run,
  find: ({ urn, inputs }, around) => {
    const completion = around.index.madeOf(urn, "greenml:jobs:TrainingJobCompletion");
    const measured = saysHours(around.knobs) ? undefined : positive(completion?.outputs["trainingHours"]);
    const finding = trainingFinding(inside(inputs, "request"), "pascal", measured, around);
    return measured === undefined ? finding : withCompletion(finding, completion, "trainingHours");
  },
};

/** A request for a training job, of a resource or of a pipeline's step; `measured` are the hours of a completed run. */
export function trainingFinding(
  request: unknown,
  casing: Casing,
  measured: number | undefined,
  { knobs, region, footprints }: Surroundings,
): Finding {
  const config = plain(request, [key("resourceConfig", casing)]);
  const machines = machinesOf(config, casing);
  if (machines.length === 0) return untold("its machines are not given, or known only after deployment");
  const amount = knobs.hours ?? measured;
  const wait = waitOf([config], casing, knobs);
  const keptWarm = wait === undefined ? {} : { keptWarm: wait };
  const figures = machines.map((one) =>
    footprints.training({
      region,
      ...one,
      hours: amount === undefined ? undefined : rangeOf(amount, hours),
      ...capped(capOf(request, casing, DEFAULT_MAX_SECONDS)),
      ...keptWarm,
      ...stated(knobs, one.instanceType),
    }),
  );
  return {
    kind: "estimated",
    what: `training on ${machinesText(machines)}${measured === undefined ? "" : ", hours as measured"}`,
    region,
    per: "run",
    figures: sumFigures(figures),
    runsPerMonth: knobs.runsPerMonth ?? 1,
    units: unitsOfTokens(knobs),
  };
}
