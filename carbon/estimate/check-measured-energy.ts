import type { Estimate, Known } from "../units/estimate";
import { energy, together } from "../units/operations";
import type { Hours, KilowattHours, Watts } from "../units/quantities";
import { measuredOf } from "./measurement";
import type { MachineUsage } from "./usage";

/**
 * Throws RangeError where the energy of one run was measured, and its time and the power of a machine too, and energy and time
 * x power have nothing in common. `certain` are machine-hours that are as good as measured, as those of a whole month.
 */
export function checkMeasuredEnergy(
  metered: Known<KilowattHours>,
  { measured, instanceType, instanceCount = 1 }: MachineUsage,
  certain?: Estimate<Hours>,
): void {
  const power = measuredOf<Watts>(measured, instanceType, "watts");
  const time = certain?.kind === "known" ? certain : runTime(measured, instanceType, instanceCount);
  if (time === undefined || power === undefined) return;
  const [least, most] = [energy(power.low, time.low), energy(power.high, time.high)];
  if (metered.high >= least && metered.low <= most) return;
  throw new RangeError(
    `Cannot use measurements of ${instanceType} because they contradict: ${metered.basis}, but ${time.basis} and ${power.basis} make ${rounded(least)}-${rounded(most)} kWh`,
  );
}

function rounded(value: number): number {
  return Number(value.toPrecision(2));
}

function runTime(measured: MachineUsage["measured"], instanceType: string, machines: number): Known<Hours> | undefined {
  const each = measuredOf<Hours>(measured, instanceType, "hours");
  if (each === undefined) return undefined;
  const all = (one: Hours): Hours => together(one, machines);
  return { ...each, low: all(each.low), likely: all(each.likely), high: all(each.high) };
}
