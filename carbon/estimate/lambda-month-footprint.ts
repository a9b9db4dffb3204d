import { coefficient } from "../catalog/coefficients";
import { formulaOf, merge } from "../units/formula";
import { known } from "../units/join-estimates";
import { addUsd } from "../units/operations";
import { milliseconds, usd } from "../units/quantities";
import { requestsOf } from "./busy-hours";
import { environmentWork } from "./environment-work";
import type { Footprint } from "./footprint";
import { footprintOf } from "./footprint-of";
import { regionPrice } from "./region-price";
import type { EnvironmentUsage } from "./usage";

/** A Lambda function during one month; its memory is 128 to 10 240 MiB. */
export interface LambdaUsage extends EnvironmentUsage {
  /**
   * Instruction set of the function.
   * @defaultValue "x86_64", as AWS's own
   */
  readonly architecture?: "x86_64" | "arm64";
}

/** What a Lambda function costs in a month: its GB-seconds as a share of a host, and a price for every request. */
export function lambdaMonthFootprint(usage: LambdaUsage): Footprint {
  const architecture = usage.architecture ?? "x86_64";
  const work = environmentWork(usage, {
    type: architecture === "arm64" ? "ml.c6g.xlarge" : "ml.c6i.xlarge",
    longest: milliseconds(coefficient("lambda", "max_seconds").likely * 1000),
    priceKey: `lambda_${architecture}`,
    priced: "Lambda",
  });
  const requests = known(requestsOf(usage.requestsPerMonth), "requests as stated");
  const each = regionPrice(
    coefficient("price", "lambda_request"),
    "list price of Lambda in us-east-1",
    work.site.region,
    usd,
  );
  const asked = formulaOf([requests, each], (many, rate) => usd(many * rate));
  return footprintOf({ ...work, price: merge(work.price, asked, addUsd) });
}
