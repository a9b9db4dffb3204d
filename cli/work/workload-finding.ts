import { gibibytes, hours, milliseconds } from "../../carbon";
import { InputError } from "../input-error";
import { environment } from "./environment";
import { rangeOf, type Figures } from "./figures";
import type { Estimated } from "./finding";
import { refuseUnfitMeasurements } from "./fitting-measurements";
import type { Footprints } from "./footprints";
import {
  unitsInProportion,
  unitsOfBatch,
  unitsOfRequests,
  unitsOfTokens,
  type FunctionalUnit,
  type Proportional,
} from "./functional-units";
import { capped, stated } from "./machines";
import { networkFindings } from "./network";
import { rowsOf } from "./transform-job";
import type { WorkloadEntry } from "./workload-file";

/** A whole month of a machine that stays, as carbon counts it. */
const HOURS_OF_MONTH = 730;

type Of<Kind extends WorkloadEntry["kind"]> = Extract<WorkloadEntry, { kind: Kind }>;
interface Described {
  readonly what: string;
  readonly figures: Figures;
}

/**
 * The figures of a piece of work; of data on its journey, one finding for each destination.
 * @public read on demand, which tools cannot see
 */
export function workloadFindings(entry: WorkloadEntry, footprints: Footprints): readonly Estimated[] {
  if (entry.kind === "transfer") return networkFindings(entry, entry.name, footprints);
  const { what, figures } = inBounds(entry.name, () => described(entry, footprints));
  const units = unitsOf(entry, footprints);
  const finding: Estimated = {
    kind: "estimated",
    what,
    region: entry.region,
    per: ["endpoint", "inferenceComponent", "serverless"].includes(entry.kind) ? "month" : "run",
    figures,
    runsPerMonth: "runsPerMonth" in entry ? entry.runsPerMonth : 1,
    ...(units.length === 0 ? {} : { units }),
  };
  if ("measured" in entry && entry.measured !== undefined) {
    refuseUnfitMeasurements(entry.name, entry.measured, finding);
  }
  return [finding];
}

function unitsOf(entry: Exclude<WorkloadEntry, Of<"transfer">>, footprints: Footprints): readonly FunctionalUnit[] {
  if (entry.kind === "serverless") {
    const { memoryMib, requestsPerMonth, millisecondsPerRequest, provisionedConcurrency } = entry;
    if (provisionedConcurrency !== undefined) return unitsOfRequests(entry, requestsPerMonth);
    const emit: Proportional["emit"] = (requests, each) =>
      serverless({ ...entry, requestsPerMonth: requests, millisecondsPerRequest: each }, footprints).figures.emissions;
    return unitsInProportion(entry, requestsPerMonth, { memoryMib, millisecondsPerRequest, emit });
  }
  if (entry.kind === "endpoint" || entry.kind === "inferenceComponent") {
    return unitsOfRequests(entry, entry.requestsPerMonth);
  }
  if (entry.kind === "transform") return unitsOfBatch(entry);
  return entry.kind === "training" ? unitsOfTokens(entry) : [];
}

function described(entry: Exclude<WorkloadEntry, Of<"transfer">>, footprints: Footprints): Described {
  if (entry.kind === "serverless") return serverless(entry, footprints);
  if (entry.kind === "inferenceComponent") return component(entry, footprints);
  if (entry.kind === "endpoint") return endpoint(entry, footprints);
  if (entry.kind === "tuning") return tuning(entry, footprints);
  const { kind, hours: stretch, maxHours } = entry;
  const time = { hours: stretch === undefined ? undefined : rangeOf(stretch, hours) };
  const cap = capped(maxHours === undefined ? undefined : hours(maxHours));
  const run = { ...whereOf(entry), ...time, ...cap };
  const rows = entry.kind === "transform" ? rowsOf(entry) : {};
  const figures = kind === "transform" ? footprints.transform({ ...run, ...rows }) : footprints[kind](run);
  return { what: `${kind} on ${machinesOf(entry)}`, figures };
}

function whereOf(entry: Of<"training" | "transform" | "processing" | "tuning" | "endpoint">) {
  const { region, instanceType, instanceCount } = entry;
  return { region, instanceType, instanceCount, ...stated(entry, instanceType) };
}

function machinesOf({ instanceType, instanceCount }: Pick<Of<"training">, "instanceType" | "instanceCount">): string {
  return instanceCount === 1 ? instanceType : `${instanceCount} x ${instanceType}`;
}

/** Requests are those of all machines together; each gets its share of them. */
function endpoint(entry: Of<"endpoint">, footprints: Footprints): Described {
  const { instanceCount, utilisation, requestsPerMonth, millisecondsPerRequest } = entry;
  const asked =
    requestsPerMonth === undefined || utilisation !== undefined
      ? {}
      : {
          requestsPerMonth: rangeOf(requestsPerMonth, Number),
          ...(millisecondsPerRequest === undefined
            ? {}
            : { millisecondsPerRequest: rangeOf(millisecondsPerRequest, milliseconds) }),
        };
  const figures = footprints.endpointMonth({ ...whereOf(entry), instanceCount, ...asked });
  return { what: `endpoint: ${machinesOf(entry)}`, figures };
}

function component(entry: Of<"inferenceComponent">, footprints: Footprints): Described {
  const { region, instanceType, copies, vcpu, memoryGib, accelerators, hoursPerMonth } = entry;
  if (vcpu === undefined && memoryGib === undefined && accelerators === undefined) {
    throw new InputError(
      `Expected vcpu, memoryGib or accelerators of "${entry.name}", the share of the machine it reserves`,
    );
  }
  const figures = footprints.inferenceComponentMonth({
    region,
    instanceType,
    copies,
    ...(vcpu === undefined ? {} : { vcpu }),
    ...(memoryGib === undefined ? {} : { memoryGib: gibibytes(memoryGib) }),
    ...(accelerators === undefined ? {} : { accelerators }),
    hoursAwake: rangeOf(hoursPerMonth ?? HOURS_OF_MONTH, hours),
    ...stated(entry, instanceType),
  });
  return { what: `inference component on ${instanceType}, ${copies} ${copies === 1 ? "copy" : "copies"}`, figures };
}

/** A copy that reserves more than a machine has, or more requests than machines can answer, is the author's mistake. */
function inBounds(name: string, make: () => Described): Described {
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

function tuning(entry: Of<"tuning">, footprints: Footprints): Described {
  const { trials, hoursPerTrial, maxHoursPerTrial } = entry;
  const figures = footprints.tuning({
    ...whereOf(entry),
    trials: rangeOf(trials, Number),
    hoursPerTrial: hoursPerTrial === undefined ? undefined : rangeOf(hoursPerTrial, hours),
    ...(maxHoursPerTrial === undefined ? {} : { maxHoursPerTrial: hours(maxHoursPerTrial) }),
  });
  return { what: `tuning on ${machinesOf(entry)}`, figures };
}

function serverless(entry: Of<"serverless">, footprints: Footprints): Described {
  const { region, memoryMib, requestsPerMonth, millisecondsPerRequest, provisionedConcurrency } = entry;
  const figures = footprints.serverlessMonth({
    region,
    ...environment(memoryMib, requestsPerMonth, millisecondsPerRequest),
    ...(provisionedConcurrency === undefined ? {} : { provisionedConcurrency }),
  });
  return { what: `serverless, ${memoryMib} MiB`, figures };
}
