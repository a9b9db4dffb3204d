import { notNegative, optionalQuantity, quantity, text, words } from "./cells";
import { once } from "./once";
import { table } from "./table";

/** What AWS charges for each gigabyte that leaves a region for another one; the one that receives pays nothing. */
export interface TransferPrice {
  /** USD per gigabyte, whichever of the two holds. */
  readonly usdPerGigabyte: number;
  /** Where the row was read, and of when it is. */
  readonly source: string;
}

const rows = table(
  "transfer-prices.csv",
  {
    region: text,
    usd_gb: quantity(notNegative),
    nearer_regions: words,
    nearer_usd_gb: optionalQuantity(notNegative),
    source: text,
  },
  (row) => row,
);

const byRegion = once(() => new Map(rows().map((row) => [row.region, row])));

/** The price of sending from one region to another; undefined where the catalogue holds none. */
export function findTransferPrice(from: string, to: string): TransferPrice | undefined {
  const row = byRegion().get(from);
  if (row === undefined) return undefined;
  const price = row.nearer_regions.includes(to) ? row.nearer_usd_gb : row.usd_gb;
  return price === undefined ? undefined : { usdPerGigabyte: price, source: row.source };
}
