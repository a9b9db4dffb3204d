import { fraction, gibibytes, gigabytes, hours, milliseconds, type Requests } from "../../carbon";
import { hoursPerMonth } from "../../carbon/estimate/month";
import { InputError } from "../input-error";
import { rangeOf, type Figures } from "./figures";
import type { Footprints } from "./footprints";
import { capped, stated } from "./machines";
import { rowsOf } from "./transform-job";
import type { Of } from "./workload-kinds";

/** Work on machines of a type that its owner names. */
export type OnMachines = Of<
  | "training"
  | "transform"
  | "processing"
  | "tuning"
  | "endpoint"
  | "asynchronous"
  | "inferenceComponent"
  | "notebook"
  | "ec2"
>;

/** What somebody describes, in words and in figures. */
export interface Described {
  readonly what: string;
  readonly figures: Figures;
}

/** The figures of work on machines: of one run, or of a month of what stays. */
export function onMachines(entry: OnMachines, footprints: Footprints): Described {
  if (entry.kind === "endpoint") return endpoint(entry, footprints);
  if (entry.kind === "asynchronous") return asynchronous(entry, footprints);
  if (entry.kind === "inferenceComponent") return component(entry, footprints);
  if (entry.kind === "notebook") return notebook(entry, footprints);
  if (entry.kind === "ec2") return ec2(entry, footprints);
  if (entry.kind === "tuning") return tuning(entry, footprints);
  return run(entry, footprints);
}

function run(entry: Of<"training" | "transform" | "processing">, footprints: Footprints): Described {
  const { kind, hours: stretch, maxHours } = entry;
  const time = { hours: stretch === undefined ? undefined : rangeOf(stretch, hours) };
  const cap = capped(maxHours === undefined ? undefined : hours(maxHours));
  const asked = { ...whereOf(entry), ...time, ...cap, ...volumeOf(entry) };
  if (entry.kind === "training" && entry.warmHours !== undefined) {
    const warm = { ...asked, keptWarm: rangeOf(entry.warmHours, hours) };
    return { what: `${kind} on ${machinesOf(entry)}`, figures: footprints.training(warm) };
  }
  const rows = entry.kind === "transform" ? rowsOf(entry) : {};
  const figures = kind === "transform" ? footprints.transform({ ...asked, ...rows }) : footprints[kind](asked);
  return { what: `${kind} on ${machinesOf(entry)}`, figures };
}

function whereOf(entry: Exclude<OnMachines, Of<"inferenceComponent">>) {
  const { region, instanceType, instanceCount } = entry;
  return { region, instanceType, instanceCount, ...stated(entry, instanceType) };
}

function volumeOf(entry: Of<"training" | "transform" | "processing" | "tuning">) {
  if (!("volumeGigabytes" in entry) || entry.volumeGigabytes === undefined) return {};
  return { volumeGigabytes: rangeOf(entry.volumeGigabytes, gigabytes) };
}

function machinesOf({ instanceType, instanceCount }: Pick<Of<"training">, "instanceType" | "instanceCount">): string {
  return instanceCount === 1 ? instanceType : `${instanceCount} x ${instanceType}`;
}

/** Requests are those of all machines together; each gets its share of them. A stated load goes before theirs. */
function endpoint(entry: Of<"endpoint">, footprints: Footprints): Described {
  const { hoursPerMonth, utilisation } = entry;
  const figures = footprints.endpointMonth({
    ...whereOf(entry),
    ...(hoursPerMonth === undefined ? {} : { hoursPerMonth: rangeOf(hoursPerMonth, hours) }),
    ...(utilisation === undefined ? requestsOf(entry) : {}),
  });
  return { what: `endpoint: ${machinesOf(entry)}`, figures };
}

/** While nobody states the hours awake, requests bound them from below. */
function asynchronous(entry: Of<"asynchronous">, footprints: Footprints): Described {
  const figures = footprints.asynchronousMonth({
    ...whereOf(entry),
    ...requestsOf(entry),
    hoursAwake: entry.hoursPerMonth === undefined ? undefined : rangeOf(entry.hoursPerMonth, hours),
  });
  return { what: `asynchronous endpoint: ${machinesOf(entry)}`, figures };
}

function requestsOf({
  requestsPerMonth,
  millisecondsPerRequest,
}: Pick<Of<"endpoint">, "requestsPerMonth" | "millisecondsPerRequest">): Requests {
  if (requestsPerMonth === undefined) return {};
  const many = { requestsPerMonth: rangeOf(requestsPerMonth, Number) };
  if (millisecondsPerRequest === undefined) return many;
  return { ...many, millisecondsPerRequest: rangeOf(millisecondsPerRequest, milliseconds) };
}

function component(entry: Of<"inferenceComponent">, footprints: Footprints): Described {
  const { region, instanceType, copies, vcpu, memoryGib, accelerators } = entry;
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
    hoursAwake: rangeOf(entry.hoursPerMonth ?? hoursPerMonth(), hours),
    ...stated(entry, instanceType),
  });
  return { what: `inference component on ${instanceType}, ${copies} ${copies === 1 ? "copy" : "copies"}`, figures };
}

function notebook(entry: Of<"notebook">, footprints: Footprints): Described {
  const figures = footprints.notebookMonth({
    ...whereOf(entry),
    ...awakeOf(entry),
    volumeGigabytes: rangeOf(entry.volumeGigabytes, gigabytes),
  });
  return { what: `notebook on ${machinesOf(entry)}`, figures };
}

function ec2(entry: Of<"ec2">, footprints: Footprints): Described {
  return {
    what: `EC2 ${machinesOf(entry)}`,
    figures: footprints.ec2Month({ ...whereOf(entry), ...awakeOf(entry) }),
  };
}

function awakeOf({ hoursPerMonth }: Pick<Of<"ec2">, "hoursPerMonth">) {
  return { hoursPerMonth: hoursPerMonth === undefined ? undefined : rangeOf(hoursPerMonth, hours) };
}

function tuning(entry: Of<"tuning">, footprints: Footprints): Described {
  const { trials, hoursPerTrial, maxHoursPerTrial, maxHours, earlyStopping, warmPool } = entry;
  const figures = footprints.tuning({
    ...whereOf(entry),
    trials: rangeOf(trials, Number),
    hoursPerTrial: hoursPerTrial === undefined ? undefined : rangeOf(hoursPerTrial, hours),
    ...(maxHoursPerTrial === undefined ? {} : { maxHoursPerTrial: hours(maxHoursPerTrial) }),
    ...capped(maxHours === undefined ? undefined : hours(maxHours)),
    ...volumeOf(entry),
    ...(earlyStopping === undefined
      ? {}
      : {
          earlyStopping: { share: rangeOf(earlyStopping.share, fraction), at: rangeOf(earlyStopping.at, fraction) },
        }),
    ...(warmPool === undefined
      ? {}
      : { warmPool: { keepAlive: hours(warmPool.keepAliveHours), parallelTrials: warmPool.parallelTrials } }),
  });
  return { what: `tuning on ${machinesOf(entry)}`, figures };
}
