import { coefficient } from "../catalog/coefficients";
import { formatData, formatEmissions } from "../estimate/format";
import { known } from "../units/join-estimates";
import { grams, type Gigabytes } from "../units/quantities";
import { exactly } from "../units/range";
import type { Field } from "./contender";
import { isOffered, journeyTo, totalOf, type RegionResult } from "./contest";
import { enumerationOf } from "./judged-machines";
import type { PlacementRequest } from "./placement";

/** A decision and everything that went into it. */
export interface Decision {
  readonly request: PlacementRequest;
  readonly taken: RegionResult;
  readonly results: readonly RegionResult[];
  readonly field: Field;
  /** The result in the region where the data is. */
  readonly home: RegionResult | undefined;
  readonly breakEven: Gigabytes | undefined;
  /** What would have been taken had the owner fixed nothing. */
  readonly free: RegionResult | undefined;
}

/** The grounds of a decision, as plain sentences. */
export function reasonsFor(decision: Decision): readonly string[] {
  return [
    regionReason(decision),
    ...typeReasons(decision),
    ...workReasons(decision),
    ...dataReasons(decision),
    ...ownerReasons(decision),
  ];
}

function regionReason({ request, taken, results }: Decision): string {
  const { id, place, intensity, pue } = taken.region;
  const grid = `${intensity.value} gCO2e/kWh in ${intensity.year}, PUE ${pue.value}`;
  const guessed = pue.basis === "aws-published" ? "" : `, an average: AWS publishes none for ${id}`;
  const described = `${id} (${place}; grid ${grid}${guessed})`;
  if (request.region !== undefined) return `${described} ${request.regionBecause ?? "is the owner's choice"}.`;
  if (results.length === 1) return `${described} is the only allowed region that can do the work.`;
  return `${described} is likely to emit least of ${results.length} regions.`;
}

function typeReasons({ request, taken, field }: Decision): readonly string[] {
  const { instanceType, machine } = taken.contender;
  if (instanceType === undefined) return [];
  if (machine === undefined || !taken.contender.weighable) {
    return [`The catalogue cannot estimate ${instanceType}, so only grids were compared and its footprint is unknown.`];
  }
  if (request.instanceType !== undefined) return [`${instanceType} is the owner's choice.`];
  const share = Math.round(coefficient("placement", "near_equal").likely * 100);
  return [
    `${instanceType} (${machine.launchYear}) is the newest generation within ${share} % of the greenest of ${field.contenders.length} types; smaller differences are within the error of the figures.`,
  ];
}

function workReasons({ request, taken, field }: Decision): readonly string[] {
  const { use, work } = request;
  const { machine } = taken.contender;
  if (use === "endpoint" || machine === undefined || field.reference === undefined) return [];
  const equal =
    machine.acceleratorCount > 0 ? "equal dense fp16 throughput by the vendors' sheets" : "equal vCPU-hours";
  return [
    ...(field.contenders.length > 1
      ? [`Without a benchmark, types are compared on ${equal}; stated hours are for ${field.reference.type}.`]
      : []),
    ...(work.hours === undefined
      ? [`How long it runs is not known, so one hour on ${field.reference.type} was compared.`]
      : []),
  ];
}

function dataReasons({ request, taken, home, breakEven }: Decision): readonly string[] {
  const { data } = request;
  if (data === undefined || !taken.contender.weighable) return [];
  if (journeyTo(taken.region.id, request)?.emissions.kind !== "known") {
    return [`The journey of the data from ${data.region} cannot be estimated, so it was not weighed.`];
  }
  const limit = breakEven === undefined ? "" : ` Above ${formatData(breakEven)} staying emits less.`;
  if (taken.region.id === data.region) {
    return [breakEven === undefined ? "The data stays where it is." : `The data stays where it is.${limit}`];
  }
  const saved = home === undefined ? "" : `, moving saves ${gramsText(home.work - taken.work)} of the work`;
  return [
    `Moving ${formatData(data.gigabytes)} from ${data.region} once emits ${gramsText(taken.journey)}${saved}; a second copy's storage is not counted.${limit}`,
  ];
}

function ownerReasons({ request, taken, free }: Decision): readonly string[] {
  const { use } = request;
  const { machine } = taken.contender;
  const listed = machine === undefined || use === "serverless" || machine.uses.has(enumerationOf[use]);
  return [
    ...(listed ? [] : [`The catalogue does not list ${machine.type} for ${use}.`]),
    ...absenceReason(taken),
    ...savingReason(taken, free),
  ];
}

function absenceReason({ contender: { machine }, region }: RegionResult): readonly string[] {
  if (machine === undefined || isOffered(machine, region)) return [];
  return [`EC2 listed no ${machine.family} in ${region.id} (${region.features.asOf}).`];
}

function savingReason(taken: RegionResult, free: RegionResult | undefined): readonly string[] {
  if (free === undefined || !taken.contender.weighable || totalOf(free) >= totalOf(taken)) return [];
  const where = [free.region.id, free.contender.instanceType].filter((one) => one !== undefined).join(" on ");
  const share = Math.round((1 - totalOf(free) / totalOf(taken)) * 100);
  return [
    `${where} would save ${gramsText(totalOf(taken) - totalOf(free))} of ${gramsText(totalOf(taken))} (${share} %).`,
  ];
}

function gramsText(value: number): string {
  return formatEmissions(known(exactly(grams(Math.max(0, value))), ""));
}
