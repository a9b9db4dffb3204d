import { z } from "zod";

import {
  fraction,
  gibibytes,
  gigabytes,
  hours,
  mebibytes,
  milliseconds,
  usd,
  type PlacementRequest,
} from "../../carbon";
import {
  amountUpTo,
  knownInstanceType,
  LIMITS,
  part,
  requestTime,
  runHours,
  serverlessMemory,
  workMeasurement,
} from "../usage/knobs";
import { rangeOf } from "../work/figures";
import { measurementsOf } from "../work/measured-usage";

const positive = z.number().positive();
const ids = z.array(z.string().min(1)).min(1);
const time = runHours.transform((value) => rangeOf(value, hours));
const plainAmount = (most: number) => amountUpTo(most).transform((value) => rangeOf(value, Number));
const load = part.transform((value) => rangeOf(value, fraction));

const needs = z
  .strictObject({
    vcpu: positive.describe("At least this many vCPU"),
    memoryGib: positive.transform(gibibytes).describe("At least this much memory, GiB"),
    acceleratorCount: z.int().min(0).describe("At least this many accelerators; 0 is none at all"),
    acceleratorMemoryGib: positive.transform(gibibytes).describe("At least this much memory on each, GiB"),
    architectures: z
      .array(z.enum(["x86_64", "arm64"]))
      .min(1)
      .describe("What the image runs on; x86_64 alone by default"),
    acceleratorFamilies: ids.describe("Families with accelerators to choose from, such as g6"),
    libraries: z
      .array(z.enum(["cuda", "neuron", "synapse"]))
      .min(1)
      .describe("What the code drives accelerators with"),
    neoTarget: z.string().min(1).describe("Neo target that the model was compiled for"),
    feature: z.array(z.enum(["serverless", "neo", "xgboost", "mlflowApp"])).describe("What the region must offer"),
  })
  .partial();

const benchmark = z.strictObject({
  instanceType: z.string().min(1),
  rowsPerSecond: plainAmount(LIMITS.perSecond).describe("Rows, images or tokens per second of one machine"),
  date: z.iso.date().describe("Day of the measurement"),
  source: z.string().min(1).describe("Who measured it, or where it is published"),
});

const ratio = z.strictObject({
  instanceType: z.string().min(1),
  of: z.string().min(1).describe("The type it is compared with: one with a speed, or the one that hours are for"),
  ratio: plainAmount(1e6).describe("How many times as fast as that one"),
  date: z.iso.date().describe("Day of the comparison"),
  source: z.string().min(1).describe("Who compared them, or where it is published"),
});

const measured = z
  .array(workMeasurement)
  .min(1)
  .transform((all) => all.flatMap((one) => measurementsOf([one], one.instanceType)));

const serverless = z.strictObject({
  memoryMib: serverlessMemory.transform(mebibytes),
  requestsPerMonth: plainAmount(LIMITS.requests).describe("Invocations in a month"),
  millisecondsPerRequest: requestTime.transform((value) => rangeOf(value, milliseconds)).optional(),
  provisionedConcurrency: z.int().min(1).optional().describe("Copies kept warm"),
});

const work = z
  .strictObject({
    hours: time.describe(
      "Wall-clock hours of one run (one trial of a tuning) on the reference type; an endpoint has none",
    ),
    referenceInstanceType: z.string().min(1).describe("The type that hours were measured or guessed on"),
    flops: plainAmount(LIMITS.flops).describe("Floating-point operations of one run, instead of hours"),
    rows: plainAmount(LIMITS.requests).describe(
      "Rows of one run, or requests of an endpoint in a month; needs benchmarks or measured speeds",
    ),
    benchmarks: z.array(benchmark).min(1).describe("Measured speeds; only these types are then compared"),
    ratios: z.array(ratio).min(1).describe("Stated ratios of speed, for types that nobody measured"),
    measured: measured.describe("What was measured of this work, each with type, date and source"),
    scaling: z
      .strictObject({
        instanceCounts: z.array(z.int().min(1)).min(1),
        efficiency: z.number().positive().max(1).transform(fraction),
      })
      .describe("Numbers of machines to compare, and the speed kept with each doubling"),
    deadline: positive
      .max(LIMITS.hoursOfYear)
      .transform(hours)
      .describe("One run must likely be done in so many hours"),
    maxHours: positive.max(LIMITS.hoursOfYear).transform(hours).describe("The cap that stops one run"),
    trials: plainAmount(LIMITS.runs).describe("Trials of a tuning run"),
    instanceCount: z.int().min(1).max(LIMITS.machines).describe("Machines at work at the same time"),
    runs: z.int().min(1).max(1e9).describe("Runs that one journey of the data serves"),
    utilisation: load.describe("Load of the machines, 0 to 1"),
    serverless: serverless.describe("What a serverless endpoint will be asked for"),
  })
  .partial();

const data = z.strictObject({
  gigabytes: z
    .number()
    .nonnegative()
    .max(LIMITS.gigabytes)
    .transform(gigabytes)
    .describe("Amount that has to travel once, GB"),
  region: z.string().min(1).describe("Where it is now"),
  resultGigabytes: z
    .number()
    .nonnegative()
    .max(LIMITS.gigabytes)
    .transform(gigabytes)
    .optional()
    .describe("Results that go back with each run, GB"),
  copyMonths: z
    .number()
    .nonnegative()
    .max(LIMITS.months)
    .optional()
    .describe("Months that a second copy is kept where the work is"),
});

/** The file of `greenml place`. */
export const requestFile = z.strictObject({
  name: z.string().min(1).optional().describe("Name of the component that it is for: its pin is then kept"),
  use: z.enum(["training", "tuning", "transform", "endpoint", "serverless", "processing"]),
  allowedRegions: ids.optional().describe("Regions to choose from; all commercial ones by default"),
  forbiddenRegions: ids.optional().describe("Regions that may not be chosen"),
  residency: ids.optional().describe("Groups (EU, EEA) or countries where the work may be"),
  latencyGroups: ids.optional().describe("Groups of regions near the users, such as europe"),
  signal: z
    .enum(["average", "marginal"])
    .optional()
    .describe("What of the grid to choose by: its yearly average, or what one more kilowatt-hour causes"),
  maxUsd: positive.transform(usd).optional().describe("The whole work must likely cost no more"),
  region: z.string().min(1).optional().describe("Your own choice: kept and judged"),
  instanceType: knownInstanceType.optional().describe("Your own choice: kept and judged"),
  needs: needs.optional(),
  work: work.default({}),
  data: data.optional(),
});

/** A request as `place` takes it, and the name that its pin goes by. */
export function requestOf(parsed: z.infer<typeof requestFile>): {
  readonly name: string | undefined;
  readonly request: PlacementRequest;
} {
  const { name, ...request } = parsed;
  // A parsed file has no keys of the value undefined, which is all that the types do not see.
  return { name, request: request as PlacementRequest };
}
