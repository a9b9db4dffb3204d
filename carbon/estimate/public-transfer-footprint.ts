import { coefficient } from "../catalog/coefficients";
import { known } from "../units/join-estimates";
import { gramsPerKilowattHour, usd, type Gigabytes } from "../units/quantities";
import { range } from "../units/range";
import { networkFootprint, networkSite } from "./data-transfer-footprint";
import type { Footprint } from "./footprint";
import { regionPrice } from "./region-price";
import { siteOf } from "./site";

/** Data on its way between a region and people, over the public internet. */
export interface PublicTransferUsage {
  /** Amount that travels once, 10^9 bytes each. */
  readonly gigabytes: Gigabytes;
  /** Id of the region that it leaves or enters; its price is for leaving. */
  readonly region: string;
}

/**
 * What replies to people cost on their way: gigabytes x the network segment of Sustainable Web Design v4, at the world's mean
 * grid. The data centre's and the devices' segments are left out: the one is estimated as work, the other is not ours. Always
 * the average signal, because no marginal figure exists for the world.
 */
export function publicTransferFootprint({ gigabytes, region }: PublicTransferUsage): Footprint {
  const { low, likely, high } = coefficient("grid", "world");
  const grid = known(
    range(gramsPerKilowattHour(low), gramsPerKilowattHour(likely), gramsPerKilowattHour(high)),
    "the world's mean grid",
  );
  const site = siteOf(region);
  const listed = coefficient("price", "transfer_public");
  return networkFootprint("transfer", networkSite(site, grid), gigabytes, {
    energy: "public",
    basis: "network segment of Sustainable Web Design v4",
    price: regionPrice(listed, "list price of data transfer", site.region, (each) => usd(each * gigabytes)),
  });
}
