import { z } from "zod";

import { hours, mebibytes, milliseconds } from "../../carbon";
import { amount, knobs, part } from "../usage/knobs";
import { rangeOf, type Figures } from "./figures";
import type { Estimated } from "./finding";
import type { Footprints } from "./footprints";
import { capped, stated } from "./machines";

const common = {
  name: z.string().min(1).describe("What you call it"),
  region: z.string().min(1).describe("Region id, such as eu-north-1"),
};
const machines = {
  ...common,
  instanceType: z.string().min(1).describe("Such as ml.m5.large"),
  instanceCount: z.int().min(1).default(1).describe("Machines at work at the same time"),
  utilisation: part.optional().describe("Load of the machines, 0 to 1"),
};
const run = {
  ...machines,
  hours: amount.optional().describe("Wall-clock hours of one run"),
  maxHours: z.number().positive().optional().describe("The cap that stops a run; bounds it while hours are unknown"),
  runsPerMonth: amount.default(1).describe("Runs in a month"),
};

/** A piece of work that somebody describes. */
const work = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("training"), ...run }),
  z.strictObject({ kind: z.literal("transform"), ...run }),
  z.strictObject({ kind: z.literal("processing"), ...run }),
  z.strictObject({
    kind: z.literal("tuning"),
    ...machines,
    trials: amount.describe("Trials that run"),
    hoursPerTrial: amount.optional().describe("Wall-clock hours of one trial"),
    maxHoursPerTrial: z.number().positive().optional().describe("The cap that stops a trial"),
    runsPerMonth: run.runsPerMonth,
  }),
  z.strictObject({ kind: z.literal("endpoint"), ...machines }),
  z.strictObject({
    kind: z.literal("serverless"),
    ...common,
    memoryMib: z.number().min(1).describe("Memory of the endpoint, MiB"),
    requestsPerMonth: knobs.shape.requestsPerMonth.unwrap(),
    millisecondsPerRequest: knobs.shape.millisecondsPerRequest,
    provisionedConcurrency: z.int().min(1).optional().describe("Copies kept warm"),
  }),
]);
type WorkloadEntry = z.infer<typeof work>;

/** A workload file. */
export const workloadFile = z.strictObject({ work: z.array(work).min(1) });
export type WorkloadFile = z.infer<typeof workloadFile>;

/**
 * The figures of a piece of work.
 * @public read on demand, which tools cannot see
 */
export function workloadFinding(entry: WorkloadEntry, footprints: Footprints): Estimated {
  const { what, figures } = described(entry, footprints);
  return {
    kind: "estimated",
    what,
    region: entry.region,
    per: entry.kind === "endpoint" || entry.kind === "serverless" ? "month" : "run",
    figures,
    runsPerMonth: "runsPerMonth" in entry ? entry.runsPerMonth : 1,
  };
}

function described(entry: WorkloadEntry, footprints: Footprints): { readonly what: string; readonly figures: Figures } {
  if (entry.kind === "serverless") return serverless(entry, footprints);
  const { region, instanceType, instanceCount, utilisation } = entry;
  const where = { region, instanceType, instanceCount, ...stated({ utilisation }) };
  const on = instanceCount === 1 ? instanceType : `${instanceCount} x ${instanceType}`;
  if (entry.kind === "endpoint") return { what: `endpoint: ${on}`, figures: footprints.endpointMonth(where) };
  if (entry.kind === "tuning") return { what: `tuning on ${on}`, figures: tuning(entry, where, footprints) };
  const { kind, hours: stretch, maxHours } = entry;
  const time = { hours: stretch === undefined ? undefined : rangeOf(stretch, hours) };
  const cap = capped(maxHours === undefined ? undefined : hours(maxHours));
  return { what: `${kind} on ${on}`, figures: footprints[kind]({ ...where, ...time, ...cap }) };
}

function tuning(
  { trials, hoursPerTrial, maxHoursPerTrial }: Extract<WorkloadEntry, { kind: "tuning" }>,
  where: Pick<Parameters<Footprints["tuning"]>[0], "region" | "instanceType" | "instanceCount">,
  footprints: Footprints,
): Figures {
  return footprints.tuning({
    ...where,
    trials: rangeOf(trials, Number),
    hoursPerTrial: hoursPerTrial === undefined ? undefined : rangeOf(hoursPerTrial, hours),
    ...(maxHoursPerTrial === undefined ? {} : { maxHoursPerTrial: hours(maxHoursPerTrial) }),
  });
}

function serverless(
  entry: Extract<WorkloadEntry, { kind: "serverless" }>,
  footprints: Footprints,
): { readonly what: string; readonly figures: Figures } {
  const { region, memoryMib, requestsPerMonth, millisecondsPerRequest, provisionedConcurrency } = entry;
  const figures = footprints.serverlessMonth({
    region,
    memoryMib: mebibytes(memoryMib),
    requestsPerMonth: rangeOf(requestsPerMonth, Number),
    millisecondsPerRequest:
      millisecondsPerRequest === undefined ? undefined : rangeOf(millisecondsPerRequest, milliseconds),
    ...(provisionedConcurrency === undefined ? {} : { provisionedConcurrency }),
  });
  return { what: `serverless, ${memoryMib} MiB`, figures };
}
