import { dataTransferFootprint } from "../estimate/data-transfer-footprint";
import type { Footprint, GridSignal } from "../estimate/footprint";
import { storageMonthFootprint } from "../estimate/storage-month-footprint";
import type { Estimate } from "../units/estimate";
import { joinEstimates, known } from "../units/join-estimates";
import { addGrams } from "../units/operations";
import { gigabytes, grams, type Gigabytes, type Grams } from "../units/quantities";
import { exactly } from "../units/range";
import type { DataJourney } from "./placement";
import type { PlacedData, PlacementRequest } from "./placement-request";

/** Likely grams of what moves with the data to one region. */
export interface LikelyJourney {
  /** Of each gigabyte of data. */
  readonly perGigabyte: number;
  /** Of each gigabyte of a second copy, all months together. */
  readonly copyPerGigabyte: number;
  /** Of the results of one run. */
  readonly perRun: number;
}

const nothing: LikelyJourney = { perGigabyte: 0, copyPerGigabyte: 0, perRun: 0 };

/** What one gigabyte of data and the results of one run emit in moving; zero only ranks, the estimate itself stays unknown. */
export function likelyJourney({ data, signal }: PlacementRequest, region: string): LikelyJourney {
  if (data === undefined || data.region === region) return nothing;
  const one = gigabytes(1);
  const each = likely(
    dataTransferFootprint({ gigabytes: one, from: data.region, to: region, ...by(signal) }).emissions,
  );
  return {
    perGigabyte: each,
    copyPerGigabyte: likely(copyKept(region, { ...data, gigabytes: one }, signal)),
    perRun: each * (data.resultGigabytes ?? 0),
  };
}

/** The journey of the request's data to a region; undefined when no data was named. */
export function journeyTo(region: string, { data, signal }: PlacementRequest): Footprint | undefined {
  return data === undefined
    ? undefined
    : dataTransferFootprint({ gigabytes: data.gigabytes, from: data.region, to: region, ...by(signal) });
}

/** What moves with the data, over the whole work; undefined when no data was named. */
export function dataJourney(region: string, request: PlacementRequest): DataJourney | undefined {
  const { data, work, signal } = request;
  const out = journeyTo(region, request);
  if (data === undefined || out === undefined) return undefined;
  const there = out.emissions;
  const secondCopy = copyKept(region, data, signal);
  const back = resultsHome(region, data.region, gigabytes((data.resultGigabytes ?? 0) * (work.runs ?? 1)), signal);
  return { there, secondCopy, back, together: joinEstimates([there, secondCopy, back], addGrams) };
}

/** Emissions of keeping a second copy in S3 where the work is; the first stays where it is anyway. */
function copyKept(region: string, data: PlacedData, signal: GridSignal | undefined): Estimate<Grams> {
  const { copyMonths = 0, gigabytes: amount } = data;
  if (copyMonths === 0 || region === data.region) return known(exactly(grams(0)), "no second copy is kept");
  const { emissions } = storageMonthFootprint({ kind: "s3", gigabytes: amount, region, ...by(signal) });
  return joinEstimates([emissions], (month) => grams(month * copyMonths));
}

function resultsHome(from: string, to: string, amount: Gigabytes, signal: GridSignal | undefined): Estimate<Grams> {
  if (amount === 0) return known(exactly(grams(0)), "no results go back");
  return dataTransferFootprint({ gigabytes: amount, from, to, ...by(signal) }).emissions;
}

function by(signal: GridSignal | undefined): { readonly signal?: GridSignal } {
  return signal === undefined ? {} : { signal };
}

function likely(emissions: Estimate<Grams>): number {
  return emissions.kind === "known" ? emissions.likely : 0;
}
