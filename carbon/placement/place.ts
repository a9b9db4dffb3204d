import type { Instance } from "../catalog/instance";
import { CATALOG_VERSION } from "../catalog/version";
import type { Footprint } from "../estimate/footprint";
import type { Estimate } from "../units/estimate";
import { joinEstimates } from "../units/join-estimates";
import { addGrams } from "../units/operations";
import { count, gigabytes, grams, usd, type Gigabytes, type Grams, type Usd } from "../units/quantities";
import { fieldOf, type Field } from "./contender";
import { contestOf, gramsPerGigabyte, journeyTo, type Contest, type Option, type RegionResult } from "./contest";
import { judgeRegions, namedRegion, type JudgedRegions } from "./judged-regions";
import type { Placement, PlacementRequest, RunnerUp } from "./placement";
import { reasonsFor } from "./reasons";

/**
 * Finds the place where this work is likely to emit least, the journey of its data included, or throws one sentence when
 * there is none. What the owner fixed stays fixed. The same request and the same catalogue give the same answer.
 */
export function place(request: PlacementRequest): Placement {
  if (request.work.runs !== undefined) count(request.work.runs, "work.runs");
  if (request.data !== undefined) namedRegion(request.data.region, "data.region");
  const judged = judgeRegions(request);
  const { field, contest } = compete(request, judged);
  const [taken] = contest.results;
  if (taken === undefined) throw nothingFits(request, judged, field, contest);
  const home = contest.results.find((one) => one.region.id === request.data?.region);
  const breakEven = breakEvenGigabytes(contest.results, home);
  const dataTransfer = journeyTo(taken.region.id, request);
  return {
    kind: "placed",
    region: taken.region.id,
    instanceType: taken.contender.instanceType,
    ...figuresOf(taken, request),
    dataTransfer: dataTransfer === undefined || taken === home ? undefined : dataTransfer,
    signal: "average",
    reasons: reasonsFor({
      request,
      taken,
      results: contest.results,
      field,
      home,
      breakEven,
      free: freeChoice(request, field.reference),
    }),
    runnersUp: runnersUpOf(contest.results, taken).map((one) => runnerUp(one, request)),
    rejected: [...judged.rejected, ...contest.rejected, ...field.rejected],
    ...(breakEven === undefined ? {} : { breakEvenGigabytes: breakEven }),
    catalogVersion: CATALOG_VERSION,
  };
}

interface Competition {
  readonly field: Field;
  readonly contest: Contest;
}

function compete(request: PlacementRequest, { fitting }: JudgedRegions): Competition {
  const [anyRegion] = fitting;
  if (anyRegion === undefined) {
    return {
      field: { contenders: [], rejected: [], reference: undefined },
      contest: { results: [], rejected: [] },
    };
  }
  const field = fieldOf(request, anyRegion);
  return { field, contest: contestOf(request, fitting, field.contenders) };
}

/** What would have been taken had the owner fixed neither region nor type; undefined where nothing was fixed. */
function freeChoice(request: PlacementRequest, own: Instance | undefined): RegionResult | undefined {
  const { region, instanceType, ...open } = request;
  if (region === undefined && instanceType === undefined) return undefined;
  const needs =
    open.needs ?? (own && { vcpu: own.vcpu, memoryGib: own.memoryGib, acceleratorCount: own.acceleratorCount });
  const free: PlacementRequest = {
    ...open,
    ...(needs === undefined ? {} : { needs }),
    work: { ...open.work, ...(own === undefined ? {} : { referenceInstanceType: own.type }) },
  };
  return compete(free, judgeRegions(free)).contest.results[0];
}

function figuresOf(option: Option, request: PlacementRequest): { emissions: Estimate<Grams>; cost: Estimate<Usd> } {
  const once = option.contender.footprintIn(option.region.id);
  return { emissions: wholeEmissions(once, request, option.region.id), cost: wholeCost(once, request) };
}

function wholeEmissions(once: Footprint, request: PlacementRequest, region: string): Estimate<Grams> {
  const runs = request.work.runs ?? 1;
  const journey = journeyTo(region, request);
  if (journey === undefined) return joinEstimates([once.emissions], (each) => grams(each * runs));
  return joinEstimates([once.emissions, journey.emissions], (each, moved) => addGrams(grams(each * runs), moved));
}

function wholeCost(once: Footprint, { work }: PlacementRequest): Estimate<Usd> {
  return joinEstimates([once.cost], (each) => usd(each * (work.runs ?? 1)));
}

function runnersUpOf(results: readonly RegionResult[], taken: RegionResult): readonly Option[] {
  return [...results.filter((one) => one !== taken), ...taken.others()].slice(0, 3);
}

function runnerUp(option: Option, request: PlacementRequest): RunnerUp {
  return {
    region: option.region.id,
    instanceType: option.contender.instanceType,
    ...figuresOf(option, request),
  };
}

function breakEvenGigabytes(results: readonly RegionResult[], home: RegionResult | undefined): Gigabytes | undefined {
  if (home === undefined || !home.contender.weighable) return undefined;
  const best = results.reduce((one, other) => (other.work < one.work ? other : one), home);
  if (best === home) return undefined;
  return gigabytes((home.work - best.work) / gramsPerGigabyte(home.region.id, best.region.id));
}

function nothingFits(request: PlacementRequest, judged: JudgedRegions, field: Field, contest: Contest): Error {
  const argument = request.region === undefined ? "allowedRegions" : "region";
  const regionFaults = [...judged.rejected, ...contest.rejected].map((one) => `${one.region}: ${one.because}`);
  if (judged.fitting.length > 0 && field.contenders.length === 0) {
    const faults = field.rejected.slice(0, 3).map((one) => `${one.instanceType}: ${one.because}`);
    return new Error(`Expected needs that some instance type for ${request.use} meets (${faults.join("; ")})`);
  }
  return new Error(`Expected ${argument} in which ${request.use} is possible (${regionFaults.join("; ")})`);
}
