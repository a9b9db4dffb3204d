import { z } from "zod";

import { gibibytes, hours, mebibytes, milliseconds } from "../../carbon";
import { InputError } from "../input-error";
import { amount, knobs, part } from "../usage/knobs";
import { rangeOf, type Figures } from "./figures";
import type { Estimated } from "./finding";
import type { Footprints } from "./footprints";
import { capped, stated } from "./machines";

/** A whole month of a machine that stays, as carbon counts it. */
const HOURS_OF_MONTH = 730;

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
    kind: z.literal("inferenceComponent"),
    ...common,
    instanceType: machines.instanceType,
    utilisation: machines.utilisation,
    copies: z.int().min(1).default(1).describe("Copies of the model that are loaded"),
    vcpu: z.number().positive().optional().describe("vCPU that one copy reserves"),
    memoryGib: z.number().positive().optional().describe("Main memory that one copy reserves, GiB"),
    accelerators: z.number().positive().optional().describe("Accelerators that one copy reserves"),
    hoursPerMonth: amount.optional().describe("Hours that the machines are on in a month; a whole one when left out"),
  }),
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
    per: ["endpoint", "inferenceComponent", "serverless"].includes(entry.kind) ? "month" : "run",
    figures,
    runsPerMonth: "runsPerMonth" in entry ? entry.runsPerMonth : 1,
    requests: "requestsPerMonth" in entry ? entry.requestsPerMonth : undefined,
  };
}

function described(entry: WorkloadEntry, footprints: Footprints): { readonly what: string; readonly figures: Figures } {
  if (entry.kind === "serverless") return serverless(entry, footprints);
  if (entry.kind === "inferenceComponent") return component(entry, footprints);
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

function component(
  entry: Extract<WorkloadEntry, { kind: "inferenceComponent" }>,
  footprints: Footprints,
): { readonly what: string; readonly figures: Figures } {
  const { region, instanceType, copies, vcpu, memoryGib, accelerators, hoursPerMonth } = entry;
  if (vcpu === undefined && memoryGib === undefined && accelerators === undefined) {
    throw new InputError(
      `Expected vcpu, memoryGib or accelerators of "${entry.name}", the share of the machine it reserves`,
    );
  }
  const figures = inBounds(entry.name, () =>
    footprints.inferenceComponentMonth({
      region,
      instanceType,
      copies,
      ...(vcpu === undefined ? {} : { vcpu }),
      ...(memoryGib === undefined ? {} : { memoryGib: gibibytes(memoryGib) }),
      ...(accelerators === undefined ? {} : { accelerators }),
      hoursAwake: rangeOf(hoursPerMonth ?? HOURS_OF_MONTH, hours),
      ...stated(entry),
    }),
  );
  return { what: `inference component on ${instanceType}, ${copies} ${copies === 1 ? "copy" : "copies"}`, figures };
}

/** A copy that reserves more than a machine has is the author's mistake. */
function inBounds(name: string, make: () => Figures): Figures {
  try {
    return make();
  } catch (error) {
    if (error instanceof RangeError) throw new InputError(`Cannot use "${name}" because of ${lowered(error.message)}`);
    throw error;
  }
}

function lowered(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
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
