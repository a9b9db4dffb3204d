import type { ParameterRanges } from "@aws-sdk/client-sagemaker";

import { searchParameters } from "../tuning/definitions";
import type { Wire } from "../wire";

type Ranges = Wire<ParameterRanges>;

const mostTunable = 30;

/** What is wrong with a tuning job's ranges, beside its static hyper-parameters. */
export function rangeFault(ranges: Ranges, statics: Readonly<Record<string, string>>): string | undefined {
  const names = searchParameters(ranges).map(({ name }) => name);
  if (names.length === 0) return "At least one hyperparameter range must be specified.";
  if (names.length > mostTunable)
    return `The number of tunable hyperparameters, ${names.length}, exceeds the limit of ${mostTunable}.`;
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) return `The hyperparameter "${twice}" has more than one range.`;
  const fixed = names.find((name) => Object.hasOwn(statics, name));
  if (fixed !== undefined) return `The hyperparameter "${fixed}" cannot be both static and tunable.`;
  return boundsFault(ranges) ?? scalingFault(ranges);
}

interface Bounds {
  readonly Name: string;
  readonly MinValue: string;
  readonly MaxValue: string;
  readonly ScalingType?: string;
}

function boundsFault({
  IntegerParameterRanges: integers = [],
  ContinuousParameterRanges: decimals = [],
}: Ranges): string | undefined {
  const odd = integers.find(({ MinValue, MaxValue }) => !isInteger(MinValue) || !isInteger(MaxValue));
  if (odd !== undefined) return `The bounds of the integer hyperparameter "${odd.Name}" must be integers.`;
  const ranges: readonly Bounds[] = [...integers, ...decimals];
  return ranges.map(orderFault).find((fault) => fault !== undefined);
}

function orderFault({ Name, MinValue, MaxValue }: Bounds): string | undefined {
  const [min, max] = [bound(MinValue), bound(MaxValue)];
  if (!Number.isFinite(min) || !Number.isFinite(max))
    return `The bounds of the hyperparameter "${Name}" must be numbers.`;
  return min < max
    ? undefined
    : `The minimum value of the hyperparameter "${Name}" (${MinValue}) must be less than its maximum value (${MaxValue}).`;
}

function scalingFault({
  IntegerParameterRanges: integers = [],
  ContinuousParameterRanges: decimals = [],
}: Ranges): string | undefined {
  const reversed = integers.find(({ ScalingType }) => ScalingType === "ReverseLogarithmic");
  if (reversed !== undefined)
    return `ReverseLogarithmic scaling is not supported for the integer hyperparameter "${reversed.Name}".`;
  const ranges: readonly Bounds[] = [...integers, ...decimals];
  return ranges.map(domainFault).find((fault) => fault !== undefined);
}

function domainFault({ Name, MinValue, MaxValue, ScalingType }: Bounds): string | undefined {
  const [min, max] = [bound(MinValue), bound(MaxValue)];
  if (ScalingType === "Logarithmic" && min <= 0) {
    return `Logarithmic scaling requires the hyperparameter "${Name}" to have bounds greater than 0.`;
  }
  if (ScalingType !== "ReverseLogarithmic" || (min >= 0 && max < 1)) return undefined;
  return `ReverseLogarithmic scaling requires the hyperparameter "${Name}" to have bounds within 0 <= x < 1.`;
}

function isInteger(text: string): boolean {
  return /^-?\d+$/.test(text);
}

function bound(text: string): number {
  return text.trim() === "" ? Number.NaN : Number(text);
}
