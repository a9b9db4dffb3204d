import { z } from "zod";

import { findInstance, findRegion } from "../../carbon";
import { InputError } from "../input-error";
import { typeMeasurement } from "../usage/knobs";
import { refuseContradictions } from "../usage/contradictions";
import { quantitiesOf, type Measurable, type Measured } from "../usage/measured";
import { measurableOf } from "./measured-usage";
import { internet } from "./network";
import { work } from "./workload-kinds";

/** A workload file. */
export const workloadFile = z.strictObject({
  work: z.array(work).min(1),
  measured: z
    .array(typeMeasurement)
    .optional()
    .describe("What was measured of instance types, for whatever runs on them"),
});
export type WorkloadFile = z.infer<typeof workloadFile>;

/**
 * Refuses what no schema sees: a region or type that the catalogue lacks, and measurements that contradict.
 * @public read on demand, which tools cannot see
 */
export function refuseUnknown({ work: all }: WorkloadFile, file: string): void {
  for (const [at, one] of all.entries()) {
    if (findRegion(one.region) === undefined) throw new InputError(unknown(file, "region", one.region, one.name));
    if ("instanceType" in one && findInstance(one.instanceType) === undefined) {
      throw new InputError(unknown(file, "instance type", one.instanceType, one.name));
    }
    if ("measured" in one) refuseMeasurements(one.kind, one.measured ?? [], `work.${at}.measured`, file);
    if (one.kind !== "transfer") continue;
    const stray = Object.keys(one.gigabytesPerMonthTo).find((to) => to !== internet && findRegion(to) === undefined);
    if (stray !== undefined) throw new InputError(unknown(file, "region", stray, one.name));
  }
}

/** What can be measured of each kind of work. */
const measurable = {
  training: measurableOf.run,
  processing: measurableOf.run,
  tuning: measurableOf.run,
  transform: measurableOf.batch,
  endpoint: measurableOf.endpoint,
  asynchronous: measurableOf.endpoint,
  inferenceComponent: measurableOf.machine,
  notebook: measurableOf.machine,
  ec2: measurableOf.machine,
} as const;

function refuseMeasurements(
  kind: keyof typeof measurable,
  measured: readonly Measured[],
  key: string,
  file: string,
): void {
  const means: readonly Measurable[] = measurable[kind];
  const strange = measured.flatMap(quantitiesOf).find((one) => !means.includes(one));
  if (strange !== undefined) {
    throw new InputError(
      `Cannot use ${strange} of ${key} in ${file} because ${kind} has no such thing: what can be measured is ${means.join(", ")}`,
    );
  }
  refuseContradictions(measured, key, file);
}

function unknown(file: string, what: string, came: string, name: string): string {
  return `Unknown ${what} "${came}" of "${name}" in ${file}: greenml ${what === "region" ? "regions" : "instances"} lists those there are`;
}
