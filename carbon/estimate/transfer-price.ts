import { coefficient } from "../catalog/coefficients";
import type { Region } from "../catalog/region";
import { findTransferPrice } from "../catalog/transfer-prices";
import { combine } from "../units/combine";
import type { Estimate } from "../units/estimate";
import { known } from "../units/join-estimates";
import { usd, type Gigabytes, type Usd } from "../units/quantities";
import { regionPrice } from "./region-price";

/**
 * What the sender pays for data that leaves for another region: by the price list where the catalogue holds the region, between
 * the lowest and the highest price on it where it does not, unknown outside partition "aws".
 */
export function transferPrice(sender: Region | undefined, to: string, gigabytes: Gigabytes): Estimate<Usd> {
  const all = (each: number): Usd => usd(each * gigabytes);
  const bounds = coefficient("price", "transfer_regions");
  if (sender?.partition !== "aws") return regionPrice(bounds, "list prices between regions", sender, all);
  const listed = findTransferPrice(sender.id, to);
  if (listed === undefined)
    return known(combine([bounds] as const, all), "lowest, usual and highest list price between regions");
  return known(
    combine([coefficient("price", "transfer_copy")] as const, (ratio) => all(listed.usdPerGigabyte * ratio)),
    `list price of data that leaves ${sender.id} for another region`,
  );
}
