import { InputError } from "../input-error";
import type { Beside } from "./figures";

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
