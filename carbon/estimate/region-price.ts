import { coefficient } from "../catalog/coefficients";
import type { Region } from "../catalog/region";
import { combine } from "../units/combine";
import type { Estimate } from "../units/estimate";
import { known } from "../units/join-estimates";
import type { Range } from "../units/range";

const pricedRegion = "us-east-1";

/**
 * A list price of us-east-1 in another region: the same there, elsewhere in the partition with the usual spread between
 * regions, unknown in other partitions. `make` gives the price its unit.
 */
export function regionPrice<Q extends number>(
  price: Range,
  basis: string,
  place: Region | undefined,
  make: (value: number) => Q,
): Estimate<Q> {
  if (place === undefined) return { kind: "unknown", missing: "prices in an unknown region" };
  if (place.partition !== "aws") return { kind: "unknown", missing: `prices in partition ${place.partition}` };
  if (place.id === pricedRegion) return known(combine([price] as const, make), basis);
  const elsewhere = combine([price, coefficient("price", "other_region")] as const, (rate, ratio) =>
    make(rate * ratio),
  );
  return known(elsewhere, `${basis}, with the usual spread between regions`);
}
