import { addFootprints, type Footprint, hours, range } from "../../../carbon/index";
import { jobMachines } from "../../reading/job-machines";
import {
  requestOf,
  trainingDefinitions,
  trainingRuns,
  tuningConfiguration,
  tuningRequest,
} from "../../reading/job-requests";
import { type Fields, textAt } from "../../reading/request-fields";
import { runsPerMonthOf } from "../../reading/schedule-expression";
import { scheduledCall } from "../../reading/scheduled-call";
import { DEFAULT_RUNTIME_SECONDS, runtimeLimit, trialsOf } from "../cost-words";
import { footprints } from "./footprints";
import type { PieceParts, StackResource } from "./piece-of-work";

/**
 * What a job of the stack costs at most, its run time bounded by its limit: of one run, or of a month where a clock says how
 * often it runs. Transform jobs have no limit; how long one runs depends on its data.
 */
export function jobWork(resource: StackResource, runsPerMonth?: number): readonly PieceParts[] {
  const runs = runsPerMonth ?? 1;
  const rhythm = runsPerMonth === undefined ? "once" : "month";
  const of = runsPerMonth === undefined ? resource.name : `${resource.name}, ${Math.ceil(runs)} times a month`;
  const tuning = tuningRequest(resource);
  if (tuning !== undefined) return [{ ...tuningWork(tuning, runs), what: `the tuning job ${of}`, rhythm }];
  if (resource.type === "greenml:jobs:TransformJob") {
    const parts = runWork(requestOf(resource) ?? {}, "transform", runs);
    return [{ ...parts, what: `the transform job ${of}`, rhythm: "use" }];
  }
  if (resource.type === "aws-native:sagemaker:ProcessingJob") {
    return [{ ...runWork(resource.props, "processing", runs), what: `the processing job ${of}`, rhythm }];
  }
  return trainingRuns(resource).map(({ request }) => ({
    ...runWork(request, "training", runs),
    what: `the training job ${of}`,
    rhythm,
  }));
}

/**
 * What a schedule starts by calling SageMaker itself. A job without any limit depends on its data; one whose request cannot be
 * read has no figure.
 */
export function scheduledWork({ props, name }: StackResource): readonly PieceParts[] {
  const made = scheduledCall(props);
  const make = calls.get(made?.word.toLowerCase() ?? "");
  const expression = textAt(props, "ScheduleExpression") ?? "";
  if (made === undefined || make === undefined || expression.startsWith("at(")) return [];
  const request = made.request() ?? {};
  const runs = runsPerMonthOf(expression);
  const what = `what ${expression} of ${name} starts`;
  return [runs === undefined ? { what } : { ...make(request, runs), what }];
}

type WorkParts = Omit<PieceParts, "what">;

const calls: ReadonlyMap<string, (request: Fields, runs: number) => WorkParts> = new Map([
  ["createtrainingjob", (request: Fields, runs: number) => runWork(request, "training", runs)],
  ["createprocessingjob", (request: Fields, runs: number) => runWork(request, "processing", runs)],
  [
    "createtransformjob",
    (request: Fields, runs: number) => ({ ...runWork(request, "transform", runs), rhythm: "use" as const }),
  ],
  ["createhyperparametertuningjob", tuningWork],
]);

function runWork(request: Fields, kind: "training" | "processing" | "transform", runs: number): WorkParts {
  const machines = jobMachines(request);
  const seconds = runtimeLimit(request) ?? DEFAULT_RUNTIME_SECONDS;
  // Transform jobs have no limit.
  const limit = kind === "transform" ? {} : { maxHours: hours((seconds / 3600) * runs) };
  return {
    instanceTypes: machines.map(({ instanceType }) => instanceType),
    footprintIn: (region) =>
      together(machines.map((one) => footprints[kind]({ region, ...one, hours: undefined, ...limit }))),
  };
}

function tuningWork(request: Fields, runs: number): WorkParts {
  const definitions = trainingDefinitions(request);
  const machines = jobMachines(definitions[0]);
  const trials = trialsOf(tuningConfiguration(request));
  const seconds = (definitions[0] && runtimeLimit(definitions[0])) ?? DEFAULT_RUNTIME_SECONDS;
  return {
    instanceTypes: definitions.flatMap((one) => jobMachines(one).map(({ instanceType }) => instanceType)),
    footprintIn: (region) => {
      // AWS shares the trials of several definitions out as it likes.
      if (trials === undefined || definitions.length !== 1) return undefined;
      const most = Math.max(1, Math.ceil(trials * runs));
      const limit = { hoursPerTrial: undefined, maxHoursPerTrial: hours(seconds / 3600) };
      return together(
        machines.map((one) => footprints.tuning({ region, ...one, trials: range(1, most, most), ...limit })),
      );
    },
  };
}

function together(parts: readonly Footprint[]): Footprint | undefined {
  const [first, ...others] = parts;
  return first === undefined || others.length === 0 ? first : addFootprints(first.functionalUnit, parts);
}
