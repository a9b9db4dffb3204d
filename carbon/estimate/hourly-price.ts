import { coefficient } from "../catalog/coefficients";
import type { Instance } from "../catalog/instance";
import type { Region } from "../catalog/region";
import { combine } from "../units/combine";
import type { Estimate } from "../units/estimate";
import { usdPerHour, type UsdPerHour } from "../units/quantities";
import { exactly } from "../units/range";
import { regionPrice } from "./region-price";

/** On-demand price of one machine: SageMaker's list price in us-east-1, or EC2's with SageMaker's usual margin. */
export function hourlyPrice(machine: Instance, place: Region): Estimate<UsdPerHour> {
  const { sagemaker, ec2 } = machine.price;
  if (sagemaker !== undefined)
    return regionPrice(exactly(sagemaker), "SageMaker list price in us-east-1", place, usdPerHour);
  if (ec2 === undefined) return { kind: "unknown", missing: `price of ${machine.type}` };
  const margin = combine([coefficient("price", "ec2_to_sagemaker")] as const, (ratio) => ec2 * ratio);
  return regionPrice(margin, "EC2 list price in us-east-1 with SageMaker's usual margin", place, usdPerHour);
}

/** On-demand price of one machine that EC2 rents out itself. */
export function ec2HourlyPrice({ type, price: { ec2 } }: Instance, place: Region): Estimate<UsdPerHour> {
  if (ec2 === undefined) return { kind: "unknown", missing: `EC2 price of ${type.replace(/^ml\./, "")}` };
  return regionPrice(exactly(ec2), "EC2 list price in us-east-1", place, usdPerHour);
}
