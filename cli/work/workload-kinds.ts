import { z } from "zod";

import type { StorageKind } from "../../carbon";
import { amountUpTo, knobs, LIMITS, measurement, part, runHours, runs, serverlessMemory, trials } from "../usage/knobs";

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
const volumeGigabytes = amountUpTo(LIMITS.gigabytes)
  .optional()
  .describe("The volume of each machine, GB, there while it runs; none when left out");
const { requestsPerMonth, millisecondsPerRequest, hoursPerMonth } = knobs.shape;
const { tokensPerMonth, tokensPerRequest, tokensPerRun, inferencesPerRun } = knobs.shape;
const requests = { requestsPerMonth, millisecondsPerRequest };
const tokens = { tokensPerMonth, tokensPerRequest };
const keptWarm = z.int().min(1).max(LIMITS.machines).optional().describe("Copies kept warm");

const stores = ["s3", "ebs-ssd", "ebs-hdd", "efs", "ecr", "dynamodb"] as const satisfies readonly StorageKind[];

const tuning = z.strictObject({
  kind: z.literal("tuning"),
  ...machines,
  trials: trials.describe("Trials that run"),
  hoursPerTrial: runHours.optional().describe("Wall-clock hours of one trial"),
  maxHoursPerTrial: cap.optional().describe("The cap that stops a trial"),
  maxHours: cap.optional().describe("The cap on all trials together, hours summed over trials"),
  earlyStopping: z
    .strictObject({
      share: part.describe("Share of the trials that are stopped early"),
      at: part.describe("The part of a full trial after which they are"),
    })
    .optional(),
  warmPool: z
    .strictObject({
      keepAliveHours: z.number().positive().max(1).describe("Hours that machines wait for the next trial, at most 1"),
      parallelTrials: z.int().min(1).max(LIMITS.machines).describe("Trials that run side by side"),
    })
    .optional()
    .describe("Machines that are kept between trials, and paid for while they wait"),
  volumeGigabytes,
  runsPerMonth: run.runsPerMonth,
});

const inferenceComponent = z.strictObject({
  kind: z.literal("inferenceComponent"),
  ...common,
  instanceType: machines.instanceType,
  utilisation: machines.utilisation,
  measured: machines.measured,
  copies: z.int().min(1).max(LIMITS.machines).default(1).describe("Copies of the model that are loaded"),
  vcpu: z.number().positive().optional().describe("vCPU that one copy reserves"),
  memoryGib: z.number().positive().optional().describe("Main memory that one copy reserves, GiB"),
  accelerators: z.number().positive().optional().describe("Accelerators that one copy reserves"),
  hoursPerMonth: hoursPerMonth.describe("Hours that the machines are on in a month; a whole one when left out"),
  requestsPerMonth,
  ...tokens,
});

/** Machines that run and stop. */
const jobs = [
  z.strictObject({
    kind: z.literal("training"),
    ...run,
    volumeGigabytes,
    warmHours: knobs.shape.warmHours,
    tokensPerRun,
  }),
  z.strictObject({ kind: z.literal("transform"), ...run, inferencesPerRun, tokensPerRun }),
  z.strictObject({ kind: z.literal("processing"), ...run, volumeGigabytes }),
  tuning,
] as const;

/** Machines that stay. */
const staying = [
  z.strictObject({
    kind: z.literal("endpoint"),
    ...machines,
    hoursPerMonth: hoursPerMonth.describe("Hours that it is there in a month; a whole one when left out"),
    ...requests,
    ...tokens,
  }),
  z.strictObject({
    kind: z.literal("asynchronous"),
    ...machines,
    hoursPerMonth: hoursPerMonth.describe("Hours of a month that its machines are awake; bounded when left out"),
    ...requests,
    ...tokens,
  }),
  inferenceComponent,
  z.strictObject({
    kind: z.literal("notebook"),
    ...machines,
    hoursPerMonth: hoursPerMonth.describe("Hours of a month that it is on; bounded by the month when left out"),
    volumeGigabytes: amountUpTo(LIMITS.gigabytes)
      .default(5)
      .describe("Its volume, GB, there all month: 5 as AWS's own; 0 for an app of Studio"),
  }),
  z.strictObject({
    kind: z.literal("ec2"),
    ...machines,
    hoursPerMonth: hoursPerMonth.describe("Hours of a month that it is on; bounded by the month when left out"),
  }),
] as const;

/** What is paid for by what is asked of it or put into it. */
const services = [
  z.strictObject({
    kind: z.literal("serverless"),
    ...common,
    memoryMib: serverlessMemory,
    requestsPerMonth: requestsPerMonth.unwrap(),
    millisecondsPerRequest,
    ...tokens,
    provisionedConcurrency: keptWarm,
  }),
  z.strictObject({
    kind: z.literal("lambda"),
    ...common,
    memoryMib: z.int().min(128).max(10_240).describe("Memory of the function, MiB: 128 to 10240"),
    requestsPerMonth: requestsPerMonth.unwrap(),
    millisecondsPerRequest,
    architecture: z.enum(["x86_64", "arm64"]).default("x86_64").describe("Instruction set of the function"),
    provisionedConcurrency: keptWarm,
  }),
  z.strictObject({
    kind: z.literal("storage"),
    ...common,
    store: z.enum(stores).describe("Where the data lies: a bucket, a volume, a file system, images or a table"),
    gigabytes: knobs.shape.gigabytes.unwrap(),
  }),
  z.strictObject({
    kind: z.literal("dynamodb"),
    ...common,
    gigabytes: knobs.shape.gigabytes.unwrap(),
    readsPerMonth: knobs.shape.readsPerMonth.unwrap(),
    writesPerMonth: knobs.shape.writesPerMonth.unwrap(),
  }),
  z.strictObject({
    kind: z.literal("natGateway"),
    ...common,
    gigabytesPerMonth: amountUpTo(LIMITS.gigabytes)
      .optional()
      .describe("Data that goes through it in a month, GB, either way"),
  }),
  z.strictObject({
    kind: z.literal("transfer"),
    ...common,
    gigabytesPerMonthTo: knobs.shape.gigabytesPerMonthTo.unwrap(),
  }),
] as const;

/** A piece of work that somebody describes. */
export const work = z.discriminatedUnion("kind", [...jobs, ...staying, ...services]);
export type WorkloadEntry = z.infer<typeof work>;
/** Work of one kind, or of some. */
export type Of<Kind extends WorkloadEntry["kind"]> = Extract<WorkloadEntry, { kind: Kind }>;
