import { coefficient } from "../catalog/coefficients";
import { formatData, formatEmissions, formatUsd } from "../estimate/format";
import { measurableNames } from "../estimate/measurement";
import { known } from "../units/join-estimates";
import { grams } from "../units/quantities";
import { exactly } from "../units/range";
import type { BreakEven } from "./break-even";
import type { Field } from "./contender";
import { dollars, isOffered, type RegionResult } from "./contest";
import { enumerationOf } from "./judged-machines";
import type { ParetoOption } from "./pareto";
import type { DataJourney, Move, OtherSignal } from "./placement";
import type { PlacedData, PlacementRequest } from "./placement-request";

/** A decision and everything that went into it. */
export interface Decision {
  readonly request: PlacementRequest;
  readonly taken: RegionResult;
  readonly results: readonly RegionResult[];
  readonly field: Field;
  /** What moves with the data; undefined where none was named. */
  readonly journey: DataJourney | undefined;
  /** The result in the region where the data is. */
  readonly home: RegionResult | undefined;
  readonly breakEven: BreakEven;
  /** Whether a pin fixed the type. */
  readonly isPinned: boolean;
  readonly otherSignal: OtherSignal | undefined;
  /** Where the work would go had the owner fixed and pinned nothing. */
  readonly move: Move | undefined;
  readonly pareto: readonly ParetoOption[];
  readonly usdPerTonne: number | undefined;
}

/** The grounds of a decision, as plain sentences. */
export function reasonsFor(decision: Decision): readonly string[] {
  return [
    regionReason(decision),
    ...typeReasons(decision),
    ...workReasons(decision),
    ...measuredReasons(decision),
    ...dataReasons(decision),
    ...priceReasons(decision),
    ...signalReasons(decision),
    ...ownerReasons(decision),
  ];
}

function regionReason({ request, taken, results }: Decision): string {
  const { id, place, grid, pue } = taken.region;
  const kind = request.signal === "marginal" ? "marginal grid" : "grid";
  const figures = `${kind} ${grid.value} gCO2e/kWh in ${grid.year}, PUE ${pue.value}`;
  const guessed = pue.basis === "aws-published" ? "" : `, an average: AWS publishes none for ${id}`;
  const described = `${id} (${place}; ${figures}${guessed})`;
  if (request.region !== undefined) return `${described} ${request.regionBecause ?? "is the owner's choice"}.`;
  if (results.length === 1) return `${described} is the only allowed region that can do the work.`;
  return `${described} is likely to emit least of ${results.length} regions.`;
}

function typeReasons({ request, taken, field, isPinned }: Decision): readonly string[] {
  const { instanceType, machine } = taken.contender;
  if (instanceType === undefined) return [];
  if (machine === undefined || !taken.contender.weighable) {
    return [`The catalogue cannot estimate ${instanceType}, so only grids were compared and its footprint is unknown.`];
  }
  if (request.instanceType !== undefined) {
    return [`${instanceType} is ${isPinned ? "pinned" : "the owner's choice"}.`];
  }
  const share = Math.round(coefficient("placement", "near_equal").likely * 100);
  return [
    `${instanceType} (${machine.launchYear}) is the newest generation within ${share} % of the greenest of ${field.contenders.length} types; smaller differences are within the error of the figures.`,
  ];
}

function workReasons({ request, taken, field }: Decision): readonly string[] {
  const { use, work } = request;
  const { machine, instanceCount } = taken.contender;
  if (use === "endpoint" || machine === undefined || field.reference === undefined) return [];
  return [
    ...evidenceReason(field, work, field.reference.type),
    ...(work.scaling === undefined ? [] : [scalingReason(instanceCount, work.scaling)]),
    ...(taken.contender.stated
      ? []
      : [`How long it runs is not known, so one hour on ${field.reference.type} was compared.`]),
  ];
}

function evidenceReason(
  { evidence: { kind, basis }, contenders }: Field,
  { flops }: PlacementRequest["work"],
  reference: string,
): readonly string[] {
  if (kind === "measured") return [`Types are compared by ${basis}.`];
  if (contenders.length <= 1) return [];
  const hours = flops === undefined ? `; stated hours are for ${reference}` : "";
  return [`Without a benchmark, types are compared on ${basis}${hours}.`];
}

/** What was measured of the type that was taken. */
function measuredReasons({ taken, field }: Decision): readonly string[] {
  const type = taken.contender.instanceType;
  const facts = (field.evidence.measurements ?? []).filter(
    (one) => one.instanceType === type && one.unused === undefined,
  );
  if (type === undefined || facts.length === 0) return [];
  const words = facts.map(({ quantity, date, source }) => `${measurableNames[quantity]} (${date}, ${source})`);
  return [`Measured of ${type}, and so not modelled: ${words.join(", ")}.`];
}

function scalingReason(machines = 1, { efficiency }: NonNullable<PlacementRequest["work"]["scaling"]>): string {
  const many = machines === 1 ? "One machine emits" : `${machines} machines emit`;
  return `${many} least where each doubling keeps ${Math.round(efficiency * 100)} % of the speed.`;
}

function dataReasons({ request, taken, journey, home, breakEven }: Decision): readonly string[] {
  const { data } = request;
  if (data === undefined || journey === undefined || !taken.contender.weighable) return [];
  if (journey.there.kind !== "known") {
    return [`The journey of the data from ${data.region} cannot be estimated, so it was not weighed.`];
  }
  const { breakEvenGigabytes: most } = breakEven;
  const limit = most === undefined ? "" : ` Above ${formatData(most)} staying emits less.`;
  if (taken.region.id === data.region) {
    return [`The data stays where it is.${limit}`];
  }
  return [
    `Moving ${formatData(data.gigabytes)} from ${data.region} once emits ${gramsText(taken.way.perGigabyte * data.gigabytes)}${keptText(data, request.work.runs ?? 1, taken)}${savedText(taken, home)}. Price of the journey: ${formatUsd(journey.cost.together)}.${limit}`,
  ];
}

/** Of the work alone; nothing where nobody says how much of it there is, or it cannot be done at home. */
function savedText(taken: RegionResult, home: RegionResult | undefined): string {
  if (home?.contender.stated !== true) return "";
  return `, moving saves ${gramsText(home.work - taken.work)} of the work`;
}

function keptText(data: PlacedData, runs: number, { way }: RegionResult): string {
  const { copyMonths = 0, resultGigabytes = 0 } = data;
  const copy = `, a second copy for ${copyMonths} months ${gramsText(way.copyPerGigabyte * data.gigabytes)}`;
  const back = `, bringing the results back ${gramsText(way.perRun * runs)}`;
  return `${copyMonths === 0 ? "; a second copy's storage is not counted" : copy}${resultGigabytes === 0 ? "" : back}`;
}

/** What the greenest place costs more than the cheapest, where they are not the same. */
function priceReasons({ pareto, usdPerTonne }: Decision): readonly string[] {
  const cheapest = pareto[0]?.option;
  if (usdPerTonne === undefined || cheapest === undefined) return [];
  const { region, contender, price } = cheapest;
  return [
    `Cheapest is ${named(region.id, contender.instanceType)} at likely ${dollars(price)}; from there to the greenest a tonne costs ${dollars(usdPerTonne)}.`,
  ];
}

function signalReasons({ otherSignal }: Decision): readonly string[] {
  if (otherSignal === undefined) return [];
  const { signal, region, instanceType } = otherSignal;
  const meaning = signal === "marginal" ? "what one more kilowatt-hour causes" : "the mean of the grid";
  return [`By the ${signal} signal (${meaning}) ${named(region, instanceType)} would be chosen.`];
}

function named(region: string, type: string | undefined): string {
  return type === undefined ? region : `${type} in ${region}`;
}

function ownerReasons({ request, taken, move }: Decision): readonly string[] {
  const { use } = request;
  const { machine } = taken.contender;
  const listed = machine === undefined || use === "serverless" || machine.uses.has(enumerationOf[use]);
  return [
    ...(listed ? [] : [`The catalogue does not list ${machine.type} for ${use}.`]),
    ...absenceReason(taken),
    ...savingReason(move),
  ];
}

function absenceReason({ contender: { machine }, region }: RegionResult): readonly string[] {
  if (machine === undefined || isOffered(machine, region)) return [];
  return [`EC2 listed no ${machine.family} in ${region.id} (${region.features.asOf}).`];
}

function savingReason(move: Move | undefined): readonly string[] {
  if (move === undefined) return [];
  const { region, instanceType, saves, share } = move;
  const where = [region, instanceType].filter((one) => one !== undefined).join(" on ");
  const percent = Math.round(share * 100);
  if (saves === undefined) return [`${where} would emit ${percent} % less for the same work.`];
  const whole = gramsText(saves / share);
  return [`${where} would save ${gramsText(saves)} of ${whole} (${percent} %).`];
}

function gramsText(value: number): string {
  return formatEmissions(known(exactly(grams(Math.max(0, value))), ""));
}
