import { findRegion, gigabytes } from "../../carbon";
import { InputError } from "../input-error";
import type { Amount } from "../usage/amount";
import { rangeOf, statedTimes } from "./figures";
import type { Estimated } from "./finding";
import type { Footprints } from "./footprints";

/** The destination that stands for people: everything outside AWS. */
export const internet = "internet";

/** Data that leaves a region in a month, by destination. */
export interface Traffic {
  readonly region: string;
  readonly gigabytesPerMonthTo: Readonly<Record<string, Amount>>;
}

/**
 * What the journey of data costs in a month, one finding for each destination: to people over the public internet, or to another
 * region inside AWS's network; the two are sixty times apart by the gigabyte.
 */
export function networkFindings(
  { region, gigabytesPerMonthTo }: Traffic,
  of: string,
  footprints: Footprints,
): readonly Estimated[] {
  return Object.entries(gigabytesPerMonthTo).map(([to, amount]) => {
    const each = gigabytes(1);
    const toPeople = to === internet;
    if (!toPeople && findRegion(to) === undefined) {
      throw new InputError(`Unknown region "${to}" in gigabytesPerMonthTo of "${of}": it takes a region or "internet"`);
    }
    const figures = toPeople
      ? footprints.publicTransfer({ gigabytes: each, region })
      : footprints.dataTransfer({ gigabytes: each, from: region, to });
    const { low, high } = rangeOf(amount, Number);
    return {
      kind: "estimated",
      what: `network: ${low === high ? "" : `${low}-`}${high} GB ${toPeople ? "to the internet" : `in AWS to ${to}`}`,
      region,
      per: "month",
      figures: statedTimes(figures, amount, "gigabytes as stated"),
      runsPerMonth: 1,
      network: toPeople ? "internet" : "aws",
    };
  });
}
