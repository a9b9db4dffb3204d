import { acceleratorOf } from "../catalog/accelerators";
import type { Instance } from "../catalog/instance";
import { hours, type Hours } from "../units/quantities";
import { spread, type Range, type Spread } from "../units/range";

/**
 * How many hours a machine needs for what takes the reference one hour, without a benchmark: equal vCPU-hours between
 * machines without accelerators; equal dense fp16 throughput (vendor's sheet) between machines with them; undefined across.
 */
export function hoursPerReferenceHour(machine: Instance, reference: Instance): number | undefined {
  if (machine.type === reference.type) return 1;
  if (machine.acceleratorCount === 0 && reference.acceleratorCount === 0) return reference.vcpu / machine.vcpu;
  const [here, there] = [throughput(machine), throughput(reference)];
  return here === undefined || there === undefined ? undefined : there / here;
}

/** A time on the reference as a time on another machine. */
export function scaledHours(time: Spread<Hours>, factor: number): Range<Hours> {
  const { low, likely, high } = spread(time);
  return { low: hours(low * factor), likely: hours(likely * factor), high: hours(high * factor) };
}

function throughput(machine: Instance): number | undefined {
  const each = acceleratorOf(machine)?.denseFp16Tflops;
  return each === undefined ? undefined : each * machine.acceleratorCount;
}
