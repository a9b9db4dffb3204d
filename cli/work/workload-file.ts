import { z } from "zod";

import { findInstance, findRegion } from "../../carbon";
import { InputError } from "../input-error";
import {
  knobs,
  LIMITS,
  measurement,
  part,
  runHours,
  runs,
  serverlessMemory,
  trials,
  typeMeasurement,
} from "../usage/knobs";
import { refuseContradictions } from "../usage/contradictions";
import { quantitiesOf, type Measurable, type Measured } from "../usage/measured";
import { measurableOf } from "./measured-usage";
import { internet } from "./network";

const common = {
  name: z.string().min(1).describe("What you call it"),
  region: z.string().min(1).describe("Region id, such as eu-north-1"),
};
const machines = {
  ...common,
  instanceType: z.string().min(1).describe("Such as ml.m5.large"),
  instanceCount: z.int().min(1).max(LIMITS.machines).default(1).describe("Machines at work at the same time"),
  utilisation: part.optional().describe("Load of the machines, 0 to 1"),
  measured: z.array(measurement).min(1).optional().describe("What was measured of it, each with date and source"),
};
const cap = z.number().positive().max(LIMITS.hoursOfYear);
const run = {
  ...machines,
  hours: runHours.optional().describe("Wall-clock hours of one run"),
  maxHours: cap.optional().describe("The cap that stops a run; bounds it while hours are unknown"),
  runsPerMonth: runs.default(1).describe("Runs in a month"),
};
const { tokensPerMonth, tokensPerRequest, tokensPerRun, inferencesPerRun, requestsPerMonth, millisecondsPerRequest } =
  knobs.shape;

/** A piece of work that somebody describes. */
const work = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("training"), ...run, tokensPerRun }),
  z.strictObject({ kind: z.literal("transform"), ...run, inferencesPerRun, tokensPerRun }),
  z.strictObject({ kind: z.literal("processing"), ...run }),
  z.strictObject({
    kind: z.literal("tuning"),
    ...machines,
    trials: trials.describe("Trials that run"),
    hoursPerTrial: runHours.optional().describe("Wall-clock hours of one trial"),
    maxHoursPerTrial: cap.optional().describe("The cap that stops a trial"),
    runsPerMonth: run.runsPerMonth,
  }),
  z.strictObject({
    kind: z.literal("endpoint"),
    ...machines,
    requestsPerMonth,
    millisecondsPerRequest,
    tokensPerMonth,
    tokensPerRequest,
  }),
  z.strictObject({
    kind: z.literal("inferenceComponent"),
    ...common,
    instanceType: machines.instanceType,
    utilisation: machines.utilisation,
    measured: machines.measured,
    copies: z.int().min(1).max(LIMITS.machines).default(1).describe("Copies of the model that are loaded"),
    vcpu: z.number().positive().optional().describe("vCPU that one copy reserves"),
    memoryGib: z.number().positive().optional().describe("Main memory that one copy reserves, GiB"),
    accelerators: z.number().positive().optional().describe("Accelerators that one copy reserves"),
    hoursPerMonth: knobs.shape.hoursPerMonth.describe(
      "Hours that the machines are on in a month; a whole one when left out",
    ),
    requestsPerMonth,
    tokensPerMonth,
    tokensPerRequest,
  }),
  z.strictObject({
    kind: z.literal("serverless"),
    ...common,
    memoryMib: serverlessMemory,
    requestsPerMonth: requestsPerMonth.unwrap(),
    millisecondsPerRequest,
    tokensPerMonth,
    tokensPerRequest,
    provisionedConcurrency: z.int().min(1).max(LIMITS.machines).optional().describe("Copies kept warm"),
  }),
  z.strictObject({
    kind: z.literal("transfer"),
    ...common,
    gigabytesPerMonthTo: knobs.shape.gigabytesPerMonthTo.unwrap(),
  }),
]);
export type WorkloadEntry = z.infer<typeof work>;

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
  inferenceComponent: measurableOf.machine,
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
