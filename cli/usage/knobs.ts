import { z } from "zod";

import { findInstance } from "../../carbon";
import { spreadOf } from "./amount";
import type { Measured } from "./measured";

/** A figure from 0 to a limit that nobody honest exceeds, or a range around it, in a file. */
export function amountUpTo(most: number, within = `expected at most ${most}`) {
  const one = z.number().nonnegative("expected at least 0").max(most, within);
  return z
    .union(
      [
        one,
        z
          .strictObject({ low: one, likely: one, high: one })
          .refine(({ low, likely, high }) => low <= likely && likely <= high, "expected low <= likely <= high"),
      ],
      "expected a number, or { low, likely, high }",
    )
    .describe("one figure, or { low, likely, high }");
}

/** Above what anybody has: a figure beyond is a mistake of unit or of typing. */
export const LIMITS = {
  /** More than any run that AWS allows. */
  hoursOfYear: 8760,
  /** The longest month. */
  hoursOfMonth: 744,
  /** Fifty years. */
  months: 600,
  /** A run each minute, and then some. */
  runs: 100_000,
  machines: 100_000,
  /** Above what a region's busiest service is asked in a month. */
  requests: 1e13,
  tokens: 1e16,
  perSecond: 1e9,
  /** AWS's longest request is an hour. */
  milliseconds: 3_600_000,
  /** An exabyte. */
  gigabytes: 1e9,
  gigabyteSeconds: 1e15,
  /** A rack of accelerators draws a tenth. */
  watts: 1e6,
  kilowattHours: 1e9,
  /** The largest training runs take 1e26. */
  flops: 1e30,
} as const;

/** A fraction, or a range around it, in a file. */
export const part = amountUpTo(1, "expected a fraction from 0 to 1");
/** Wall-clock hours of one run. */
export const runHours = amountUpTo(LIMITS.hoursOfYear);
/** Compute time of one request, milliseconds. */
export const requestTime = amountUpTo(LIMITS.milliseconds);
/** Memory of a serverless endpoint, MiB (Amazon SageMaker AI API reference, ProductionVariantServerlessConfig). */
export const serverlessMemory = z
  .number()
  .min(1024)
  .max(6144)
  .multipleOf(1024)
  .describe("Memory of the endpoint, MiB: 1024 to 6144 in steps of 1024");
/** Trials of a tuning run. */
export const trials = amountUpTo(LIMITS.runs).refine(
  (value) => Object.values(spreadOf(value)).every((one) => one >= 1 && Number.isInteger(one)),
  "expected whole numbers of at least 1",
);
/** Hours that machines of a warm pool wait after a job (SageMaker API reference, ResourceConfig: at most 3,600 seconds). */
const warmHours = amountUpTo(1, "expected at most 1, as long as AWS keeps machines warm");
/** Runs in a month. */
export const runs = amountUpTo(LIMITS.runs);

/** What a meter or a clock can show of something that runs: more than nothing. */
function shownUpTo(most: number) {
  return amountUpTo(most).refine((value) => spreadOf(value).low > 0, "expected more than 0 of what was measured");
}

const measuredQuantities = {
  hours: shownUpTo(LIMITS.hoursOfYear).describe("Wall-clock hours of one run; of one trial for tuning"),
  utilisation: part.describe("Mean load, 0 to 1; of the accelerators where there are any"),
  watts: shownUpTo(LIMITS.watts).describe("Mean power of one whole machine, W, the facility's overhead left out"),
  acceleratorWatts: shownUpTo(LIMITS.watts).describe("Mean power of all accelerators of one machine, W"),
  kilowattHours: shownUpTo(LIMITS.kilowattHours).describe(
    "Energy of one run (trial, month) on all its machines, kWh, the facility's overhead left out",
  ),
  inferencesPerSecond: shownUpTo(LIMITS.perSecond).describe(
    "Inferences that one machine answers in a second at full work",
  ),
};
const evidence = {
  date: z.iso.date('expected a date such as "2026-08-01"').describe("The day it was measured, YYYY-MM-DD"),
  source: z.string().min(1, "expected who or what measured").describe("Who or what measured, in words"),
};
const ofSomething = (one: object): boolean => Object.keys(one).some((key) => key in measuredQuantities);

/** What somebody measured of a thing. */
export const measurement: z.ZodType<Measured> = z
  .strictObject({
    ...evidence,
    instanceType: z.string().min(1).optional().describe("The type it was measured on, where there are several"),
    ...z.strictObject(measuredQuantities).partial().shape,
  })
  .refine(ofSomething, `expected something measured: ${Object.keys(measuredQuantities).join(", ")}`);

const onType = {
  instanceType: z.string().min(1).describe("The type it was measured on, such as ml.g5.xlarge"),
};

/** What somebody measured of some work on a type. */
export const workMeasurement = z
  .strictObject({ ...evidence, ...onType, ...z.strictObject(measuredQuantities).partial().shape })
  .refine(ofSomething, `expected something measured: ${Object.keys(measuredQuantities).join(", ")}`);

/** What somebody measured of an instance type, whatever runs on it. */
export const typeMeasurement = z
  .strictObject({
    ...evidence,
    ...onType,
    ...z
      .strictObject(measuredQuantities)
      .pick({ watts: true, acceleratorWatts: true, inferencesPerSecond: true })
      .partial().shape,
  })
  .refine(ofSomething, "expected something measured: watts, acceleratorWatts, inferencesPerSecond");

/** A type of the catalogue. */
export const knownInstanceType = z
  .string()
  .min(1)
  .refine((type) => findInstance(type) !== undefined, "unknown instance type; greenml instances lists those there are");

/** What a usage file may say about a resource: everything that neither state nor preview knows. */
export const knobs = z
  .strictObject({
    hours: runHours.describe("Wall-clock hours of one run"),
    hoursPerTrial: runHours.describe("Wall-clock hours of one trial of a tuning job"),
    hoursPerStep: z
      .record(z.string().min(1), runHours)
      .describe("Wall-clock hours of steps of a pipeline, by name of the step"),
    trials: trials.describe("Trials that a tuning job runs"),
    warmHours: warmHours.describe("Hours that machines of a warm pool wait after one run, or after each trial, idle"),
    runsPerMonth: runs.describe("Runs of a job in a month; one when left out"),
    hoursPerMonth: amountUpTo(LIMITS.hoursOfMonth).describe("Hours that a machine is on in a month, at most 730 count"),
    instances: amountUpTo(LIMITS.machines).describe("Machines of an endpoint that scales, on average over a month"),
    instanceType: knownInstanceType.describe("Type of the machines, where the input does not hold it"),
    utilisation: part.describe("Load of the machines while they are on, 0 to 1"),
    requestsPerMonth: amountUpTo(LIMITS.requests).describe("Requests in a month"),
    millisecondsPerRequest: requestTime.describe("Compute time of one request, milliseconds"),
    tokensPerMonth: amountUpTo(LIMITS.tokens).describe("Tokens that a model reads and writes in a month"),
    tokensPerRequest: amountUpTo(LIMITS.tokens).describe("Tokens that a model reads and writes for one request"),
    tokensPerRun: amountUpTo(LIMITS.tokens).describe("Tokens that one run works through"),
    inferencesPerRun: amountUpTo(LIMITS.requests).describe("Inferences that one batch run makes"),
    gigabyteSecondsPerMonth: amountUpTo(LIMITS.gigabyteSeconds).describe(
      "GB-seconds of a serverless endpoint in a month, as AWS bills them; instead of requests and their time",
    ),
    gigabytes: amountUpTo(LIMITS.gigabytes).describe("Data kept, GB on average over a month"),
    onlineGigabytes: amountUpTo(LIMITS.gigabytes).describe("Data of a feature group's online store, GB"),
    offlineGigabytes: amountUpTo(LIMITS.gigabytes).describe(
      "Data of a feature group's offline store, GB, where its bucket is not in the input",
    ),
    gigabytesPerMonthTo: z
      .record(z.string().min(1), amountUpTo(LIMITS.gigabytes))
      .describe('Data sent in a month, GB, by destination: "internet", or the id of another region'),
    readsPerMonth: amountUpTo(LIMITS.requests).describe("Read request units of a table in a month"),
    writesPerMonth: amountUpTo(LIMITS.requests).describe("Write request units of a table in a month"),
    measured: z.array(measurement).min(1).describe("What was measured of it, each with date and source"),
  })
  .partial();
