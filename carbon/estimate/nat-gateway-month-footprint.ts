import { coefficient } from "../catalog/coefficients";
import type { Estimate } from "../units/estimate";
import { joinEstimates, known } from "../units/join-estimates";
import { usd, type Gigabytes, type Usd } from "../units/quantities";
import { spread, type Spread } from "../units/range";
import type { Footprint } from "./footprint";
import { hoursPerMonth } from "./month";
import { regionPrice } from "./region-price";
import { siteOf, type Site } from "./site";
import { unknownFootprint } from "./unknown-footprint";
import type { Located } from "./usage";

/** A NAT gateway during one month. */
export interface NatGatewayUsage extends Located {
  /** Data that goes through it, either way, 10^9 bytes each; undefined when nobody knows yet. */
  readonly gigabytes: Spread<Gigabytes> | undefined;
}

/**
 * What a NAT gateway costs in a month: its hours and what goes through. AWS does not say what it runs on, so all but the price
 * is unknown; the journey of the data is another footprint.
 */
export function natGatewayMonthFootprint({ region, signal, gigabytes }: NatGatewayUsage): Footprint {
  const nothingKnown = unknownFootprint("month", "what a NAT gateway runs on");
  const site = siteOf(region, signal);
  const cost = costOf(site, gigabytes);
  const missing = cost.kind === "known" ? [] : [cost.missing];
  return { ...nothingKnown, signal: site.signal, cost, unknowns: [...nothingKnown.unknowns, ...missing] };
}

function costOf({ region }: Site, gigabytes: NatGatewayUsage["gigabytes"]): Estimate<Usd> {
  if (gigabytes === undefined) return { kind: "unknown", missing: "gigabytes that go through it" };
  const basis = "list price of a NAT gateway in us-east-1";
  const hourly = regionPrice(coefficient("price", "nat_hour"), basis, region, (each) => each);
  const through = regionPrice(coefficient("price", "nat_gigabyte"), basis, region, (each) => each);
  const amount = known(spread<number>(gigabytes), "data as stated");
  return joinEstimates([hourly, through, amount], (hour, each, many) => usd(hour * hoursPerMonth() + each * many));
}
