import { joinEstimates, known, range, type Estimate } from "../../carbon";
import { InputError } from "../input-error";
import { rangeOf, type Beside } from "./figures";
import type { Estimated } from "./finding";

/** What a caller asks for besides the usual figures. */
export interface Asked {
  readonly water?: true;
  readonly marketBased?: true;
  readonly signal: "average" | "marginal";
}

/** The figures that are asked for; contracts have nothing to do with what one more kilowatt-hour causes. */
export function askedFor({ water, marketBased, signal }: Asked): readonly (keyof Beside)[] {
  if (marketBased === true && signal === "marginal") {
    throw new InputError(
      "Cannot show --market-based with --signal marginal: one says what was bought, the other what is caused",
    );
  }
  return [...(marketBased === true ? (["marketBased"] as const) : []), ...(water === true ? (["water"] as const) : [])];
}

/**
 * The Software Carbon Intensity (ISO/IEC 21031:2024) with 1,000 requests as the functional unit, gCO2e; undefined where requests
 * are not known or may be none.
 */
export function perThousandRequests({ figures, requests }: Estimated): Estimate<number> | undefined {
  if (requests === undefined) return undefined;
  const { low, likely, high } = rangeOf(requests, Number);
  if (low <= 0) return undefined;
  const each = known(range(1000 / high, 1000 / likely, 1000 / low), "shared among the requests as stated");
  return joinEstimates([figures.emissions, each], (all, part) => all * part);
}
