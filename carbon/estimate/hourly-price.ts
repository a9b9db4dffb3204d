import { coefficient } from "../catalog/coefficients";
import type { Instance } from "../catalog/instance";
import type { Region } from "../catalog/region";
import { combine } from "../units/combine";
import type { Estimate } from "../units/estimate";
import { known } from "../units/join-estimates";
import { usdPerHour, type UsdPerHour } from "../units/quantities";
import { exactly, type Range } from "../units/range";

const pricedRegion = "us-east-1";

/**
 * On-demand price of one machine: SageMaker's list price in us-east-1, or EC2's with SageMaker's usual margin; elsewhere in
 * the same partition with the usual spread of list prices between regions.
 */
export function hourlyPrice(machine: Instance, place: Region): Estimate<UsdPerHour> {
  const { sagemaker, ec2 } = machine.price;
  if (place.partition !== "aws") return { kind: "unknown", missing: `prices in partition ${place.partition}` };
  if (sagemaker !== undefined) return inRegion(exactly(sagemaker), "SageMaker list price in us-east-1", place);
  if (ec2 === undefined) return { kind: "unknown", missing: `price of ${machine.type}` };
  const margin = combine([coefficient("price", "ec2_to_sagemaker")] as const, (ratio) => usdPerHour(ec2 * ratio));
  return inRegion(margin, "EC2 list price in us-east-1 with SageMaker's usual margin", place);
}

function inRegion(price: Range<UsdPerHour>, basis: string, place: Region): Estimate<UsdPerHour> {
  if (place.id === pricedRegion) return known(price, basis);
  const spread = coefficient("price", "other_region");
  const elsewhere = combine([price, spread] as const, (rate, ratio) => usdPerHour(rate * ratio));
  return known(elsewhere, `${basis}, with the usual spread between regions`);
}
