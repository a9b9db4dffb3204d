import { coefficient } from "../catalog/coefficients";
import type { Instance } from "../catalog/instance";
import { inOrder } from "../catalog/order";
import type { Region } from "../catalog/region";
import { formatUsd } from "../estimate/format";
import { known } from "../units/join-estimates";
import { usd } from "../units/quantities";
import { exactly } from "../units/range";
import type { Contender } from "./contender";
import { likelyJourney, type LikelyJourney } from "./data-journey";
import type { ComparableRegion, RejectedRegion } from "./judged-regions";
import type { PlacementRequest } from "./placement-request";

/** One place with one thing to run on. */
export interface Option {
  readonly region: ComparableRegion;
  readonly contender: Contender;
  /** Likely grams of all runs. */
  readonly work: number;
  /** Likely grams of everything that moves with the data. */
  readonly journey: number;
  /** Likely price of all runs and the journey together; undefined where one of them is unknown. */
  readonly price: number | undefined;
}

/** A region with the option that was taken in it. */
export interface RegionResult extends Option {
  /** What the data's journey there emits by its size. */
  readonly way: LikelyJourney;
  /** All options there that the request allows, newest generation first, then the smallest. */
  readonly options: readonly Option[];
}

/** All regions that can do the work, greenest first; ties by id. */
export interface Contest {
  readonly results: readonly RegionResult[];
  readonly rejected: readonly RejectedRegion[];
}

/** Compares everything that could run the work in every region that could hold it; `contenders` by rank. */
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
    const result = offered.length === 0 ? absence(contenders, region) : resultIn(request, region, offered);
    if (typeof result === "string") rejected.push({ region: region.id, because: result });
    else results.push(result);
  }
  return { results: results.toSorted(byTotal), rejected };
}

/** Likely grams of all runs and the journey together. */
export function totalOf({ work, journey }: Option): number {
  return work + journey;
}

/** Whether EC2 offers the type's accelerators in a region; of other types the catalogue knows no absence. */
export function isOffered({ acceleratorCount, family }: Instance, { features }: Region): boolean {
  return acceleratorCount === 0 || features.acceleratorFamilies.has(family);
}

/** Options that were not taken in a region, of each other family the smallest size, greenest first. */
export function otherFamilies({ options, contender }: RegionResult): readonly Option[] {
  const families = new Set([contender.machine?.family]);
  return options
    .filter(({ contender: { machine } }) => {
      const isNew = !families.has(machine?.family);
      families.add(machine?.family);
      return isNew;
    })
    .toSorted(byTotal);
}

function resultIn(
  request: PlacementRequest,
  region: ComparableRegion,
  offered: readonly Contender[],
): RegionResult | string {
  const { data, maxUsd, work } = request;
  const runs = work.runs ?? 1;
  const way = likelyJourney(request, region.id);
  const moved = (way.perGigabyte + way.copyPerGigabyte) * (data?.gigabytes ?? 0) + way.perRun * runs;
  const all = offered.map((contender): Option => {
    const each = contender.usdIn(region);
    return {
      region,
      contender,
      work: contender.gramsIn(region) * runs,
      journey: contender.weighable ? moved : 0,
      price: each === undefined || way.price === undefined ? undefined : each * runs + way.price,
    };
  });
  const options = maxUsd === undefined ? all : all.filter(({ price = Infinity }) => price <= maxUsd);
  const taken = preferred(options);
  return taken === undefined ? tooDear(all, maxUsd) : { ...taken, way, options };
}

/** Among the types within the stated share of the greenest: the newest generation, then the smallest, then the fewest. */
function preferred(byRank: readonly Option[]): Option | undefined {
  const least = byRank.reduce((minimum, { work }) => Math.min(minimum, work), Infinity);
  const limit = least * (1 + coefficient("placement", "near_equal").likely);
  return byRank.find(({ work }) => work <= limit);
}

const byTotal = inOrder<Option>((one) => [totalOf(one), one.region.id, ...one.contender.rank]);

function tooDear(options: readonly Option[], maximum = 0): string {
  const prices = options.map(({ price }) => price).filter((price) => price !== undefined);
  const limit = dollars(maximum);
  if (prices.length === 0) return `its prices are unknown, so nothing shows that the work costs at most ${limit}`;
  return `the work would likely cost ${dollars(Math.min(...prices))} there, maximum ${limit}`;
}

/** An amount of money, for people. */
export function dollars(amount: number): string {
  return formatUsd(known(exactly(usd(amount)), ""));
}

function absence(contenders: readonly Contender[], { features }: Region): string {
  const families = contenders.map(({ machine }) => machine?.family).filter((family) => family !== undefined);
  const named = [...new Set(families)].toSorted();
  return `EC2 offers no ${named.length > 3 ? "machine that fits" : named.join(", ")} there (${features.asOf})`;
}
