import type { Known } from "../units/estimate";
import { energy, together } from "../units/operations";
import type { Hours, KilowattHours, Watts } from "../units/quantities";
import { measuredOf } from "./measurement";
import type { MachineUsage } from "./usage";

/**
 * Throws RangeError where the energy of one run was measured, and its time and the power of a machine too, and energy and time
 * x power have nothing in common.
 */
export function checkMeasuredEnergy(
  metered: Known<KilowattHours>,
  { measured, instanceType, instanceCount = 1 }: MachineUsage,
): void {
  const time = measuredOf<Hours>(measured, instanceType, "hours");
  const power = measuredOf<Watts>(measured, instanceType, "watts");
  if (time === undefined || power === undefined) return;
  const least = energy(power.low, together(time.low, instanceCount));
  const most = energy(power.high, together(time.high, instanceCount));
  if (metered.high >= least && metered.low <= most) return;
  throw new RangeError(
    `Cannot use measurements of ${instanceType} because they contradict: ${metered.basis}, but ${time.basis} and ${power.basis} make ${least.toPrecision(2)}-${most.toPrecision(2)} kWh`,
  );
}
