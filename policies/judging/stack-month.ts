import { endpointMonthFootprint, type Footprint } from "../../carbon/index";
import { alwaysOnVariants, endpointJoins } from "../reading/endpoint-scaling";
import type { JudgedResource } from "../reading/job-requests";
import { ifKnown, knownYet } from "./known-yet";
import { resourceRegion } from "../reading/resource-region";

type NamedResource = JudgedResource & { readonly name: string };

/** What the always-on instances of one variant cost in a month, or nothing when no figure can be had. */
export interface MonthlyItem {
  /** The item's place in a sentence: `variant "primary" of churn-configuration`. */
  readonly what: string;
  readonly footprint: Footprint | undefined;
}

/** What a stack keeps running all month, and what of it a preview does not know yet. */
export interface StackMonth {
  readonly items: readonly MonthlyItem[];
  readonly unknown: Error | undefined;
}

/** The high ends of one quantity over a month, added up; items without a figure are kept apart, never counted as zero. */
export interface MonthlySum {
  readonly high: number;
  readonly largest: { readonly what: string; readonly high: number } | undefined;
  readonly without: readonly string[];
}

/** Everything in a stack that is paid for and powered all month: endpoint instances that have no way to zero. */
export function stackMonth(resources: readonly NamedResource[]): StackMonth {
  const joins = endpointJoins(resources);
  const readings = resources
    .filter(({ type }) => type === "aws:sagemaker/endpointConfiguration:EndpointConfiguration")
    .map((resource) => knownYet(() => monthlyItems(resource, joins)));
  return {
    items: readings.flatMap((reading) => (reading.known ? reading.value : [])),
    unknown: readings.flatMap((reading) => (reading.known ? [] : [reading.report]))[0],
  };
}

/** Adds up the high ends of a quantity. */
export function monthlySum(
  items: readonly MonthlyItem[],
  quantity: (footprint: Footprint) => Footprint["emissions"] | Footprint["cost"],
): MonthlySum {
  const known: { what: string; high: number }[] = [];
  const without: string[] = [];
  for (const { what, footprint } of items) {
    const estimate = footprint === undefined ? undefined : quantity(footprint);
    if (estimate === undefined || estimate.kind === "unknown") without.push(what);
    else known.push({ what, high: estimate.high });
  }
  const [largest] = known.toSorted((one, other) => other.high - one.high);
  return { high: known.reduce((sum, one) => sum + one.high, 0), largest, without };
}

/** An amount for people, never less than it is. */
export function roundedUp(value: number): string {
  return value < 10 ? (Math.ceil(value * 10) / 10).toFixed(1) : String(Math.ceil(value));
}

function monthlyItems(resource: NamedResource, joins: ReturnType<typeof endpointJoins>): readonly MonthlyItem[] {
  return alwaysOnVariants(resource, joins).map(({ what, ...machines }) => ({
    what: `${what} of ${resource.name}`,
    footprint: ifKnown(() => {
      const region = resourceRegion(resource);
      return region === undefined ? undefined : endpointMonthFootprint({ region, ...machines });
    }),
  }));
}
