import { dataTransferFootprint } from "../estimate/data-transfer-footprint";
import type { Footprint, GridSignal } from "../estimate/footprint";
import { storageMonthFootprint } from "../estimate/storage-month-footprint";
import type { Estimate } from "../units/estimate";
import { joinEstimates, known } from "../units/join-estimates";
import { addGrams, addUsd } from "../units/operations";
import { gigabytes, grams, usd, type Gigabytes, type Grams, type Usd } from "../units/quantities";
import { exactly } from "../units/range";
import { knownLikely as likely } from "./likely-rates";
import type { DataJourney } from "./placement";
import type { PlacedData, PlacementRequest } from "./placement-request";

/** Likely grams of what moves with the data to one region, and its likely price. */
export interface LikelyJourney {
  /** Of each gigabyte of data. */
  readonly perGigabyte: number;
  /** Of each gigabyte of a second copy, all months together. */
  readonly copyPerGigabyte: number;
  /** Of the results of one run. */
  readonly perRun: number;
  /** USD of all of it, over the whole work; undefined where one of its prices is unknown. */
  readonly price: number | undefined;
}

const nothing: LikelyJourney = { perGigabyte: 0, copyPerGigabyte: 0, perRun: 0, price: 0 };

/** What one gigabyte of data and the results of one run emit in moving; zero only ranks, the estimate itself stays unknown. */
export function likelyJourney(request: PlacementRequest, region: string): LikelyJourney {
  const { data, signal } = request;
  if (data === undefined || data.region === region) return nothing;
  const one = gigabytes(1);
  const way = dataTransferFootprint({ gigabytes: one, from: data.region, to: region, ...by(signal) });
  const copy = copyKept(region, { ...data, gigabytes: one }, signal);
  const { resultGigabytes = 0 } = data;
  const perGigabyte = ranked(way.emissions);
  return {
    perGigabyte,
    copyPerGigabyte: ranked(copy.emissions),
    perRun: perGigabyte * resultGigabytes,
    price: priceOf([
      [likely(way.cost), data.gigabytes],
      [likely(copy.cost), data.gigabytes],
      [resultsPrice(request, region, data), resultGigabytes * runsOf(request)],
    ]),
  };
}

function ranked(emissions: Estimate<Grams>): number {
  return likely(emissions) ?? 0;
}

/** USD of each gigabyte of results. */
function resultsPrice({ signal }: PlacementRequest, region: string, data: PlacedData): number | undefined {
  if (data.resultGigabytes === undefined) return 0;
  return likely(resultsHome(region, data.region, gigabytes(1), signal).cost);
}

/** The sum of prices times amounts; undefined where one of them is unknown. */
function priceOf(parts: readonly (readonly [each: number | undefined, amount: number])[]): number | undefined {
  let sum = 0;
  for (const [each, amount] of parts) {
    if (each === undefined) return undefined;
    sum += each * amount;
  }
  return sum;
}

/** The journey of the request's data to a region; undefined when no data was named. */
export function journeyTo(region: string, { data, signal }: PlacementRequest): Footprint | undefined {
  return data === undefined
    ? undefined
    : dataTransferFootprint({ gigabytes: data.gigabytes, from: data.region, to: region, ...by(signal) });
}

/** What moves with the data, over the whole work; undefined when no data was named. */
export function dataJourney(region: string, request: PlacementRequest): DataJourney | undefined {
  const { data, signal } = request;
  const there = journeyTo(region, request);
  if (data === undefined || there === undefined) return undefined;
  const copy = copyKept(region, data, signal);
  const back = resultsHome(region, data.region, gigabytes((data.resultGigabytes ?? 0) * runsOf(request)), signal);
  return {
    there: there.emissions,
    secondCopy: copy.emissions,
    back: back.emissions,
    together: joinEstimates([there.emissions, copy.emissions, back.emissions], addGrams),
    cost: {
      there: there.cost,
      secondCopy: copy.cost,
      back: back.cost,
      together: joinEstimates([there.cost, copy.cost, back.cost], addUsd),
    },
  };
}

function runsOf({ work }: PlacementRequest): number {
  return work.runs ?? 1;
}

/** Grams and dollars of a part of the journey. */
interface Part {
  readonly emissions: Estimate<Grams>;
  readonly cost: Estimate<Usd>;
}

/** Keeping a second copy in S3 where the work is; the first stays where it is anyway. */
function copyKept(region: string, data: PlacedData, signal: GridSignal | undefined): Part {
  const { copyMonths = 0, gigabytes: amount } = data;
  if (copyMonths === 0 || region === data.region) return none("no second copy is kept");
  const { emissions, cost } = storageMonthFootprint({ kind: "s3", gigabytes: amount, region, ...by(signal) });
  return {
    emissions: joinEstimates([emissions], (month) => grams(month * copyMonths)),
    cost: joinEstimates([cost], (month) => usd(month * copyMonths)),
  };
}

function resultsHome(from: string, to: string, amount: Gigabytes, signal: GridSignal | undefined): Part {
  if (amount === 0) return none("no results go back");
  return dataTransferFootprint({ gigabytes: amount, from, to, ...by(signal) });
}

function none(basis: string): Part {
  return { emissions: known(exactly(grams(0)), basis), cost: known(exactly(usd(0)), basis) };
}

function by(signal: GridSignal | undefined): { readonly signal?: GridSignal } {
  return signal === undefined ? {} : { signal };
}
