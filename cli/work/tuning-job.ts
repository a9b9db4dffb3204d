import { exactly, hours, range, type Hours, type Range, type TuningUsage } from "../../carbon";
import { bags, plain, positive, text } from "../stack/property";
import type { StackResource } from "../stack/stack-resource";
import { amountOf, type Amount, type Knobs } from "../usage/amount";
import { withCompletion } from "./completed-run";
import { untold, type Finding, type Recogniser, type Surroundings } from "./finding";
import { rangeOf, sumFigures } from "./figures";
import {
  capOf,
  hoursOfSeconds,
  inside,
  key,
  machinesOf,
  machinesText,
  stated,
  type Casing,
  type Machines,
} from "./machines";
import { measurableOf } from "./measured-usage";
import { waitOf } from "./warm-pool";

/** `aws:sagemaker/hyperParameterTuningJob:HyperParameterTuningJob`. */
export const tuningJob: Recogniser = {
  knobs: ["trials", "hoursPerTrial", "warmHours", "utilisation", "runsPerMonth", "measured"],
  measurable: measurableOf.run,
  find: ({ inputs }, around) => tuningFinding({ request: inputs, config: "config", casing: "camel" }, around),
};

/** `greenml:jobs:HyperParameterTuningJob`; a completed run brings its own hours, a component its owner's expectation. */
export const tuningJobOfOurs: Recogniser = {
  knobs: tuningJob.knobs,
  measurable: measurableOf.run,
  find: (resource, around) => {
    const completion = around.index.madeOf(resource.urn, "greenml:jobs:HyperParameterTuningJobCompletion");
    const measured = saysTrials(around.knobs) ? undefined : positive(completion?.outputs["trainingHours"]);
    const request = inside(resource.inputs, "request");
    const expected = expectedHours(resource, around);
    const search = { request, config: "hyperParameterTuningJobConfig", casing: "pascal", measured, expected } as const;
    const finding = tuningFinding(search, around);
    return measured === undefined ? finding : withCompletion(finding, completion, "trainingHours");
  },
};

/** A request for a tuning job of a pipeline's step. */
export function tuningOfRequest(request: unknown, around: Surroundings): Finding {
  return tuningFinding({ request, config: "hyperParameterTuningJobConfig", casing: "pascal" }, around);
}

interface Search {
  readonly request: unknown;
  readonly config: string;
  readonly casing: Casing;
  /** Hours of all trials of a completed run together. */
  readonly measured?: number | undefined;
  /** What the component's owner expects of one trial. */
  readonly expected?: Amount | undefined;
}

function expectedHours({ parent }: StackResource, { index }: Surroundings): Amount | undefined {
  const component = parent === undefined ? undefined : index.byUrn(parent);
  const found = component === undefined ? undefined : plain(component.inputs, ["expectedHoursPerTrial"]);
  return amountOf(found);
}

function tuningFinding(search: Search, around: Surroundings): Finding {
  const { request, casing, measured } = search;
  const { knobs } = around;
  const definitions = definitionsOf(request, casing);
  const configs = definitions.map((one) => resourceConfig(one, casing));
  const [machines = [], ...others] = configs.map((one) => machinesOf(one, casing));
  if (machines.length === 0) return untold("its machines are not given, or known only after deployment");
  const on = machinesText(machines);
  if (others.some((one) => machinesText(one) !== on)) return untold("AWS shares its trials out over several machines");
  const trials = trialsOf(search, around);
  const wait = waitOf(configs, casing, knobs);
  if (measured !== undefined) {
    const run = { trials: exactly(1), hoursPerTrial: rangeOf(measured, hours), ...poolOf(wait, exactly(1), trials) };
    return found(`tuning on ${on}, hours as measured`, machines, run, around);
  }
  if (trials === undefined) return untold("it names no number of trials");
  const each = knobs.hoursPerTrial ?? search.expected;
  const hoursPerTrial = each === undefined ? undefined : rangeOf(each, hours);
  const run = { trials, hoursPerTrial, ...capsOf(search, definitions, trials.high), ...poolOf(wait, trials) };
  return found(`tuning on ${on}, ${trialsText(trials)} trials`, machines, run, around);
}

/** The pool of a search, which may wait after every trial; of one whose hours were measured as those of one trial, of all together. */
function poolOf(wait: Range<Hours> | undefined, counted: Range, all: Range = counted): Pick<TuningUsage, "warmPool"> {
  if (wait === undefined) return {};
  const times = all.high / counted.high;
  const keepAlive = rangeOf(wait, (each) => hours(each * times));
  return { warmPool: { keepAlive, parallelTrials: counted.high } };
}

/** Whether somebody says more of single trials than the completed run, which knows their sum. */
function saysTrials({ hoursPerTrial, trials, measured = [] }: Knobs): boolean {
  if (hoursPerTrial !== undefined || trials !== undefined) return true;
  return measured.some((one) => one.hours !== undefined || one.kilowattHours !== undefined);
}

function found(
  what: string,
  machines: readonly Machines[],
  run: Omit<TuningUsage, "region" | "instanceType">,
  { region, knobs, footprints }: Surroundings,
): Finding {
  const parts = machines.map((one) =>
    footprints.tuning({ region, ...one, ...run, ...stated(knobs, one.instanceType) }),
  );
  return {
    kind: "estimated",
    what,
    region,
    per: "run",
    figures: sumFigures(parts),
    runsPerMonth: knobs.runsPerMonth ?? 1,
  };
}

function definitionsOf(request: unknown, casing: Casing): readonly unknown[] {
  const single = plain(request, [key("trainingJobDefinition", casing)]);
  return single === undefined ? bags(plain(request, [key("trainingJobDefinitions", casing)])) : [single];
}

function resourceConfig(definition: unknown, casing: Casing): unknown {
  const own = plain(definition, [key("resourceConfig", casing)]);
  return own ?? plain(definition, [key("hyperParameterTuningResourceConfig", casing)]);
}

/** The cap on a trial is that of the definition which allows most; that on the search is of the clock, while trials run side by side. */
function capsOf(
  { request, config, casing }: Search,
  definitions: readonly unknown[],
  trials: number,
): { readonly maxHoursPerTrial?: Hours; readonly maxHours?: Hours } {
  const caps = definitions.map((one) => capOf(one, casing, 0));
  const trial = caps.some((one) => one === undefined) ? undefined : longest(caps.filter((one) => one !== undefined));
  const limits = plain(request, [key(config, casing), key("resourceLimits", casing)]);
  const whole = hoursOfSeconds(plain(limits, [key("maxRuntimeInSeconds", casing)]));
  const atOnce = Math.min(trials, positive(plain(limits, [key("maxParallelTrainingJobs", casing)])) ?? trials);
  return {
    ...(trial === undefined ? {} : { maxHoursPerTrial: trial }),
    ...(whole === undefined ? {} : { maxHours: hours(whole * atOnce) }),
  };
}

function longest(all: readonly Hours[]): Hours {
  return all.reduce((one, other) => (one > other ? one : other));
}

/** Trials as stated; else up to the limit, from one where a criterion may end the search early; else every point of a grid. */
function trialsOf({ request, config, casing }: Search, { knobs }: Surroundings): Range | undefined {
  if (knobs.trials !== undefined) return rangeOf(knobs.trials, Number);
  const settings = plain(request, [key(config, casing)]);
  const limit = positive(plain(settings, [key("resourceLimits", casing), key("maxNumberOfTrainingJobs", casing)]));
  const most = limit ?? gridPoints(settings, casing);
  if (most === undefined) return undefined;
  const endsEarly = plain(settings, [key("tuningJobCompletionCriteria", casing)]) !== undefined;
  return endsEarly ? range(1, most, most) : exactly(most);
}

function gridPoints(settings: unknown, casing: Casing): number | undefined {
  if (text(plain(settings, [key("strategy", casing)])) !== "Grid") return undefined;
  const ranges = bags(plain(settings, [key("parameterRanges", casing), key("categoricalParameterRanges", casing)]));
  const sizes = ranges
    .map((one) => plain(one, [key("values", casing)]))
    .map((one) => (Array.isArray(one) ? one.length : 0));
  const points = sizes.reduce((one, other) => one * other, 1);
  return sizes.length > 0 && points > 0 ? points : undefined;
}

function trialsText({ low, high }: Range): string {
  return low === high ? String(high) : `${low}-${high}`;
}
