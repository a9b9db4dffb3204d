import type * as pulumi from "@pulumi/pulumi";
import { hours, type Footprint, type Hours } from "../carbon";

/** The hours that a job reports, undefined while nobody has waited for its end, and the footprint that they make. */
export function measuredRun<Run>(
  reported: pulumi.Output<number | undefined>,
  footprintOf: (time: Hours | undefined) => Footprint,
  run: (reported: number | undefined, footprint: Footprint) => Run,
): pulumi.Output<Run> {
  return reported.apply((taken) => run(taken, footprintOf(taken === undefined ? undefined : hours(taken))));
}
