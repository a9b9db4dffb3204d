import { hours, type Hours } from "../../carbon";
import { plain } from "../stack/property";
import { rangeOf, sumFigures } from "./figures";
import { untold, type Finding, type Recogniser, type Surroundings } from "./finding";
import { capOf, capped, key, machinesOf, machinesText, stated, type Casing, type Machines } from "./machines";
import { measurableOf } from "./measured-usage";

/** What AWS stops a processing job after when the request names no limit (API reference, ProcessingStoppingCondition). */
const DEFAULT_MAX_SECONDS = 86_400;

/** `aws-native:sagemaker:ProcessingJob`. */
export const processingJob: Recogniser = {
  knobs: ["hours", "utilisation", "runsPerMonth", "measured"],
  measurable: measurableOf.run,
  find: ({ inputs }, around) => processingFinding(inputs, "camel", around),
};

/** A request for a processing job, of a resource or of a pipeline's step. */
export function processingFinding(request: unknown, casing: Casing, around: Surroundings): Finding {
  const cluster = plain(request, [key("processingResources", casing), key("clusterConfig", casing)]);
  const machines = machinesOf(cluster, casing);
  return processingOn(machines, capOf(request, casing, DEFAULT_MAX_SECONDS), "processing", around);
}

/** Processing on some machines, under a cap. */
export function processingOn(
  machines: readonly Machines[],
  cap: Hours | undefined,
  what: string,
  { knobs, region, footprints }: Surroundings,
): Finding {
  if (machines.length === 0) return untold("its machines are not given, or known only after deployment");
  const time = knobs.hours === undefined ? undefined : rangeOf(knobs.hours, hours);
  const parts = machines.map((one) =>
    footprints.processing({ region, ...one, hours: time, ...capped(cap), ...stated(knobs, one.instanceType) }),
  );
  return {
    kind: "estimated",
    what: `${what} on ${machinesText(machines)}`,
    region,
    per: "run",
    figures: sumFigures(parts),
    runsPerMonth: knobs.runsPerMonth ?? 1,
  };
}
