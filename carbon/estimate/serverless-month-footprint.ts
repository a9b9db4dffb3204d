import { coefficient } from "../catalog/coefficients";
import { milliseconds } from "../units/quantities";
import { environmentWork } from "./environment-work";
import type { Footprint } from "./footprint";
import { footprintOf } from "./footprint-of";
import type { ServerlessUsage } from "./usage";

/**
 * What a serverless endpoint costs in a month: its GB-seconds on a host with about the memory per vCPU that AWS Lambda states
 * (1769 MiB). Processing of the data is not in the price, and the price of provisioned concurrency is not in the catalogue.
 */
export function serverlessMonthFootprint(usage: ServerlessUsage): Footprint {
  return footprintOf(
    environmentWork(usage, {
      type: "ml.c6i.xlarge",
      longest: milliseconds(coefficient("serverless", "max_seconds").likely * 1000),
      priceKey: "serverless",
      priced: "serverless inference",
    }),
  );
}
