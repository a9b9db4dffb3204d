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

function boundsFault({ IntegerParameterRanges, ContinuousParameterRanges }: Ranges): string | undefined {
  for (const { Name, MinValue, MaxValue } of IntegerParameterRanges ?? []) {
    if (!/^-?\d+$/.test(MinValue) || !/^-?\d+$/.test(MaxValue))
      return `The bounds of the integer hyperparameter "${Name}" must be integers.`;
  }
  for (const { Name, MinValue, MaxValue } of [
    ...(IntegerParameterRanges ?? []),
    ...(ContinuousParameterRanges ?? []),
  ]) {
    const [min, max] = [MinValue, MaxValue].map((bound) => (bound.trim() === "" ? Number.NaN : Number(bound)));
    if (!Number.isFinite(min) || !Number.isFinite(max))
      return `The bounds of the hyperparameter "${Name}" must be numbers.`;
    if (Number(min) >= Number(max)) {
      return `The minimum value of the hyperparameter "${Name}" (${MinValue}) must be less than its maximum value (${MaxValue}).`;
    }
  }
  return undefined;
}

function scalingFault({ IntegerParameterRanges, ContinuousParameterRanges }: Ranges): string | undefined {
  const reversed = IntegerParameterRanges?.find(({ ScalingType }) => ScalingType === "ReverseLogarithmic");
  if (reversed !== undefined)
    return `ReverseLogarithmic scaling is not supported for the integer hyperparameter "${reversed.Name}".`;
  for (const { Name, MinValue, MaxValue, ScalingType } of [
    ...(IntegerParameterRanges ?? []),
    ...(ContinuousParameterRanges ?? []),
  ]) {
    if (ScalingType === "Logarithmic" && Number(MinValue) <= 0) {
      return `Logarithmic scaling requires the hyperparameter "${Name}" to have bounds greater than 0.`;
    }
    if (ScalingType === "ReverseLogarithmic" && (Number(MinValue) < 0 || Number(MaxValue) >= 1)) {
      return `ReverseLogarithmic scaling requires the hyperparameter "${Name}" to have bounds within 0 <= x < 1.`;
    }
  }
  return undefined;
}
