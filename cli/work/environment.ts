import { mebibytes, milliseconds, type EnvironmentUsage } from "../../carbon";
import type { Amount } from "../usage/amount";
import { rangeOf } from "./figures";

/** What environments of one size are asked in a month, for the estimates. */
export function environment(
  memoryMib: number,
  requests: Amount,
  each: Amount | undefined,
): Pick<EnvironmentUsage, "memoryMib" | "requestsPerMonth" | "millisecondsPerRequest"> {
  return {
    memoryMib: mebibytes(memoryMib),
    requestsPerMonth: rangeOf(requests, Number),
    millisecondsPerRequest: each === undefined ? undefined : rangeOf(each, milliseconds),
  };
}
