import type { Instance } from "../catalog/instance";
import { catalogVersion } from "../catalog/replaced-tables";
import type { Estimate } from "../units/estimate";
import { joinEstimates } from "../units/join-estimates";
import { addGrams, addUsd } from "../units/operations";
import { count, grams, usd, type Grams, type Usd } from "../units/quantities";
import { breakEvenOf } from "./break-even";
import { fieldOf, type Field } from "./contender";
import { contestOf, otherFamilies, totalOf, type Contest, type Option, type RegionResult } from "./contest";
import { dataJourney, journeyTo } from "./data-journey";
import { judgeRegions, namedRegion, type JudgedRegions } from "./judged-regions";
import { checkMeasured } from "./measured-work";
import { paretoOf, usdPerTonne, type ParetoOption } from "./pareto";
import { checkPin, pinnedRequest } from "./pinned-request";
import type { Pin } from "./pins";
import type { Move, OtherSignal, ParetoPlace, Placement, RunnerUp } from "./placement";
import type { PlacedData, PlacementRequest } from "./placement-request";
import { reasonsFor } from "./reasons";
import { checkUse } from "./work-amounts";

/** What a placement has to keep besides its request. */
export interface PlaceOptions {
  /** The place that was chosen before: kept, and what leaving it would save is said. */
  readonly pin?: Pin | undefined;
}

/**
 * Finds the place where this work is likely to emit least, the journey of its data included, or throws one sentence when
 * there is none. What the owner fixed or pinned stays. The same request, pin and catalogue give the same answer.
 */
export function place(request: PlacementRequest, { pin }: PlaceOptions = {}): Placement {
  if (request.work.runs !== undefined) count(request.work.runs, "work.runs");
  if (request.data !== undefined) checkData(request.data);
  checkUse(request);
  checkMeasured(request, pin?.instanceType);
  if (pin === undefined) return placed(request, freeRequest(request));
  checkPin(request, pin);
  const reference = request.use === "serverless" ? undefined : compete(request).field.reference;
  return placed(pinnedRequest(request, pin, reference), request, pin);
}

function checkData({ region, copyMonths = 0 }: PlacedData): void {
  namedRegion(region, "data.region");
  if (copyMonths >= 0 && Number.isFinite(copyMonths)) return;
  throw new RangeError(`Expected data.copyMonths that are finite and at least 0, got ${copyMonths}`);
}

/** The answer to `request`; `free` is the request without what the owner fixed or pinned. */
function placed(request: PlacementRequest, free: PlacementRequest | undefined, pin?: Pin): Placement {
  const competition = compete(request);
  const { judged, field, contest } = competition;
  const [taken] = contest.results;
  if (taken === undefined) throw nothingFits(request, competition, pin);
  const home = contest.results.find((one) => one.region.id === request.data?.region);
  const breakEven = breakEvenOf(request, contest.results, home);
  const move = free && moveOf(taken, compete(free).contest.results[0], free);
  const pareto = paretoOf(contest.results.flatMap(({ options }) => options));
  const dear = dearest(pareto);
  const otherSignal = otherSignalOf(taken, request);
  return {
    kind: "placed",
    ...whereOf(taken),
    ...figuresOf(taken, request),
    ...journeyOf(taken, request),
    signal: request.signal ?? "average",
    ...(otherSignal && { otherSignal }),
    evidence: field.evidence,
    reasons: reasonsFor({
      request,
      taken,
      results: contest.results,
      field,
      journey: dataJourney(taken.region.id, request),
      home,
      breakEven,
      isPinned: pin?.instanceType !== undefined,
      otherSignal,
      move,
      pareto,
      usdPerTonne: dear,
    }),
    runnersUp: runnersUpOf(contest.results, taken).map((one) => runnerUp(one, request)),
    pareto: pareto.map((one) => paretoPlace(one, request)),
    ...(dear === undefined ? {} : { usdPerTonne: dear }),
    rejected: [...judged.rejected, ...contest.rejected, ...field.rejected],
    ...breakEven,
    ...(pin === undefined ? {} : { pinned: { ...pin, ...(move === undefined ? {} : { move }) } }),
    catalogVersion: catalogVersion(),
  };
}

interface Competition {
  readonly judged: JudgedRegions;
  readonly field: Field;
  readonly contest: Contest;
}

function compete(request: PlacementRequest): Competition {
  const judged = judgeRegions(request);
  const field = fieldOf(request);
  return { judged, field, contest: contestOf(request, judged.fitting, field.contenders) };
}

/** The request had the owner fixed neither region nor type; undefined where nothing was fixed. */
function freeRequest(request: PlacementRequest): PlacementRequest | undefined {
  const { region, instanceType, ...open } = request;
  if (region === undefined && instanceType === undefined) return undefined;
  const own = request.use === "serverless" ? undefined : fieldOf(request).reference;
  return { ...open, ...needsLike(open, own), work: { ...open.work, ...(own && { referenceInstanceType: own.type }) } };
}

/** Without needs, whatever replaces the owner's type has to be as large. */
function needsLike({ needs }: PlacementRequest, own: Instance | undefined): Pick<PlacementRequest, "needs"> {
  if (needs !== undefined || own === undefined) return {};
  return { needs: { vcpu: own.vcpu, memoryGib: own.memoryGib, acceleratorCount: own.acceleratorCount } };
}

function moveOf(taken: RegionResult, free: RegionResult | undefined, request: PlacementRequest): Move | undefined {
  if (free === undefined || !taken.contender.weighable) return undefined;
  const isStated = taken.contender.stated;
  const figure = isStated ? totalOf : ({ work }: Option): number => work;
  const saves = figure(taken) - figure(free);
  if (saves <= 0) return undefined;
  return { ...runnerUp(free, request), ...(isStated && { saves: grams(saves) }), share: saves / figure(taken) };
}

/** What the other signal would choose, where it would choose something else; a fixed region leaves nothing to choose. */
function otherSignalOf(taken: RegionResult, request: PlacementRequest): OtherSignal | undefined {
  if (request.region !== undefined) return undefined;
  const signal = request.signal === "marginal" ? "average" : "marginal";
  const other = { ...request, signal } as const;
  const [first] = compete(other).contest.results;
  if (first === undefined || first.region.id === taken.region.id) return undefined;
  return { signal, ...runnerUp(first, other) };
}

function whereOf({ region, contender }: Option): Pick<RunnerUp, "region" | "instanceType" | "instanceCount"> {
  const { instanceType, instanceCount } = contender;
  return { region: region.id, instanceType, ...(instanceCount === undefined ? {} : { instanceCount }) };
}

function figuresOf(option: Option, request: PlacementRequest): { emissions: Estimate<Grams>; cost: Estimate<Usd> } {
  const once = option.contender.footprintIn(option.region.id);
  const runs = request.work.runs ?? 1;
  const journey = dataJourney(option.region.id, request);
  return {
    emissions: journey
      ? joinEstimates([once.emissions, journey.together], (each, moved) => addGrams(grams(each * runs), moved))
      : joinEstimates([once.emissions], (each) => grams(each * runs)),
    cost: journey
      ? joinEstimates([once.cost, journey.cost.together], (each, moved) => addUsd(usd(each * runs), moved))
      : joinEstimates([once.cost], (each) => usd(each * runs)),
  };
}

function journeyOf({ region }: Option, request: PlacementRequest): Pick<Placement, "dataTransfer" | "journey"> {
  const journey = dataJourney(region.id, request);
  if (journey === undefined || region.id === request.data?.region) return { dataTransfer: undefined };
  return { dataTransfer: journeyTo(region.id, request), journey };
}

function runnersUpOf(results: readonly RegionResult[], taken: RegionResult): readonly Option[] {
  return [...results.filter((one) => one !== taken), ...otherFamilies(taken)].slice(0, 3);
}

function runnerUp(option: Option, request: PlacementRequest): RunnerUp {
  return { ...whereOf(option), ...figuresOf(option, request) };
}

function paretoPlace({ option, usdPerTonne: price }: ParetoOption, request: PlacementRequest): ParetoPlace {
  return { ...runnerUp(option, request), ...(price === undefined ? {} : { usdPerTonne: price }) };
}

/** What a tonne costs between the cheapest and the greenest place; undefined where they are the same. */
function dearest(pareto: readonly ParetoOption[]): number | undefined {
  const [cheapest, greenest] = [pareto[0], pareto.at(-1)];
  return cheapest && greenest && cheapest !== greenest ? usdPerTonne(cheapest.option, greenest.option) : undefined;
}

function nothingFits(request: PlacementRequest, { judged, field, contest }: Competition, pin: Pin | undefined): Error {
  const faulty = [...contest.rejected, ...judged.rejected].map((one) => `${one.region}: ${one.because}`);
  const rest = faulty.length > 3 ? [`and ${faulty.length - 3} more`] : [];
  const regionFaults = [...faulty.slice(0, 3), ...rest];
  if (judged.fitting.length > 0 && field.contenders.length === 0) {
    const faults = field.rejected.slice(0, 3).map((one) => `${one.instanceType}: ${one.because}`);
    return new Error(`Expected needs that some instance type for ${request.use} meets (${faults.join("; ")})`);
  }
  if (pin !== undefined)
    return new Error(`Cannot keep the pin on ${regionFaults.join("; ")}: unpin it, or change the request`);
  const argument = request.region === undefined ? "allowedRegions" : "region";
  return new Error(`Expected ${argument} in which ${request.use} is possible (${regionFaults.join("; ")})`);
}
