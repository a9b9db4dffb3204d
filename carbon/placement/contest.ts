import { coefficient } from "../catalog/coefficients";
import type { Instance } from "../catalog/instance";
import { inOrder } from "../catalog/order";
import type { Region } from "../catalog/region";
import { dataTransferFootprint } from "../estimate/data-transfer-footprint";
import type { Footprint } from "../estimate/footprint";
import { gigabytes } from "../units/quantities";
import type { Contender } from "./contender";
import type { ComparableRegion, RejectedRegion } from "./judged-regions";
import type { PlacementRequest } from "./placement";

/** One place with one thing to run on. */
export interface Option {
  readonly region: ComparableRegion;
  readonly contender: Contender;
  /** Likely grams of all runs. */
  readonly work: number;
  /** Likely grams of moving the data there, once. */
  readonly journey: number;
}

/** A region with the option that was taken in it. */
export interface RegionResult extends Option {
  /** The options that were not taken, of each other family the smallest size, greenest first. */
  readonly others: () => readonly Option[];
}

/** All regions that can do the work, greenest first; ties by id. */
export interface Contest {
  readonly results: readonly RegionResult[];
  readonly rejected: readonly RejectedRegion[];
}

/** Compares everything that could run the work in every region that could hold it. */
export function contestOf(
  request: PlacementRequest,
  regions: readonly ComparableRegion[],
  contenders: readonly Contender[],
): Contest {
  const results: RegionResult[] = [];
  const rejected: RejectedRegion[] = [];
  for (const region of regions) {
    const offered = contenders.filter(
      ({ machine }) => machine === undefined || request.region !== undefined || isOffered(machine, region),
    );
    const result = resultIn(request, region, offered);
    if (result === undefined) rejected.push({ region: region.id, because: absence(contenders, region) });
    else results.push(result);
  }
  return { results: results.toSorted(byTotal), rejected };
}

/** Likely grams of all runs and the journey together. */
export function totalOf({ work, journey }: Option): number {
  return work + journey;
}

/** The journey of the request's data to a region; undefined when no data was named. */
export function journeyTo(region: string, { data }: PlacementRequest): Footprint | undefined {
  return data === undefined
    ? undefined
    : dataTransferFootprint({ gigabytes: data.gigabytes, from: data.region, to: region });
}

/** Likely grams of moving one gigabyte between two regions. */
export function gramsPerGigabyte(from: string, to: string): number {
  return likely(dataTransferFootprint({ gigabytes: gigabytes(1), from, to }));
}

/** Whether EC2 offers the type's accelerators in a region; of other types the catalogue knows no absence. */
export function isOffered({ acceleratorCount, family }: Instance, { features }: Region): boolean {
  return acceleratorCount === 0 || features.acceleratorFamilies.has(family);
}

function resultIn(
  request: PlacementRequest,
  region: ComparableRegion,
  offered: readonly Contender[],
): RegionResult | undefined {
  const runs = request.work.runs ?? 1;
  const journeyFootprint = journeyTo(region.id, request);
  const options = offered.map((contender) => ({
    region,
    contender,
    work: contender.gramsIn(region) * runs,
    journey: contender.weighable && journeyFootprint !== undefined ? likely(journeyFootprint) : 0,
  }));
  const taken = preferred(options);
  return taken && { ...taken, others: () => otherFamilies(options, taken) };
}

function otherFamilies(options: readonly Option[], taken: Option): readonly Option[] {
  const families = new Set([taken.contender.machine?.family]);
  return options
    .filter(({ contender: { machine } }) => {
      const isNew = !families.has(machine?.family);
      families.add(machine?.family);
      return isNew;
    })
    .toSorted(byTotal);
}

/** Among the types within the stated share of the greenest: the newest generation, then the smallest. */
function preferred(options: readonly Option[]): Option | undefined {
  const least = Math.min(...options.map(({ work }) => work));
  const limit = least * (1 + coefficient("placement", "near_equal").likely);
  return options.filter(({ work }) => work <= limit).toSorted(inOrder(({ contender }) => contender.rank))[0];
}

const byTotal = inOrder<Option>((one) => [totalOf(one), one.region.id, ...one.contender.rank]);

function absence(contenders: readonly Contender[], { features }: Region): string {
  const families = contenders.map(({ machine }) => machine?.family).filter((family) => family !== undefined);
  const named = [...new Set(families)].toSorted();
  return `EC2 offers no ${named.length > 3 ? "machine that fits" : named.join(", ")} there (${features.asOf})`;
}

/** Zero only ranks: the estimate itself stays unknown. */
function likely({ emissions }: Footprint): number {
  return emissions.kind === "known" ? emissions.likely : 0;
}
