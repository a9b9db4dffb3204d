import { dataTransferFootprint } from "../estimate/data-transfer-footprint";
import type { Footprint } from "../estimate/footprint";
import type { Estimate } from "../units/estimate";
import { joinEstimates, known } from "../units/join-estimates";
import { addGrams } from "../units/operations";
import { gigabytes, grams, type Gigabytes, type Grams } from "../units/quantities";
import { exactly } from "../units/range";
import type { DataJourney } from "./placement";
import type { PlacementRequest } from "./placement-request";

/** Likely grams of what moves with the data to one region. */
export interface LikelyJourney {
  /** Of each gigabyte of data. */
  readonly perGigabyte: number;
  /** Of the results of one run. */
  readonly perRun: number;
}

const nothing: LikelyJourney = { perGigabyte: 0, perRun: 0 };

/** What one gigabyte of data and the results of one run emit in moving; zero only ranks, the estimate itself stays unknown. */
export function likelyJourney({ data }: PlacementRequest, region: string): LikelyJourney {
  if (data === undefined || data.region === region) return nothing;
  const each = likely(dataTransferFootprint({ gigabytes: gigabytes(1), from: data.region, to: region }).emissions);
  return { perGigabyte: each, perRun: each * (data.resultGigabytes ?? 0) };
}

/** The journey of the request's data to a region; undefined when no data was named. */
export function journeyTo(region: string, { data }: PlacementRequest): Footprint | undefined {
  return data === undefined
    ? undefined
    : dataTransferFootprint({ gigabytes: data.gigabytes, from: data.region, to: region });
}

/** What moves with the data, over the whole work; undefined when no data was named. */
export function dataJourney(region: string, request: PlacementRequest): DataJourney | undefined {
  const { data, work } = request;
  const out = journeyTo(region, request);
  if (data === undefined || out === undefined) return undefined;
  const there = out.emissions;
  const back = resultsHome(region, data.region, gigabytes((data.resultGigabytes ?? 0) * (work.runs ?? 1)));
  return { there, back, together: joinEstimates([there, back], addGrams) };
}

function resultsHome(from: string, to: string, amount: Gigabytes): Estimate<Grams> {
  if (amount === 0) return known(exactly(grams(0)), "no results go back");
  return dataTransferFootprint({ gigabytes: amount, from, to }).emissions;
}

function likely(emissions: Estimate<Grams>): number {
  return emissions.kind === "known" ? emissions.likely : 0;
}
