import { findInstance } from "../catalog/instances";
import type { Watts } from "../units/quantities";
import { measuredOf, type Measurement } from "./measurement";

/** Throws RangeError where the accelerators of a machine draw more than the whole machine, or it has none. */
export function checkMeasuredPower(measured: readonly Measurement[] | undefined, instanceType: string): void {
  const cards = measuredOf<Watts>(measured, instanceType, "acceleratorWatts");
  if (cards === undefined) return;
  const machine = findInstance(instanceType);
  if (machine?.acceleratorCount === 0)
    throw new RangeError(`Cannot use ${cards.basis} because ${machine.type} has no accelerators`);
  const whole = measuredOf<Watts>(measured, instanceType, "watts");
  if (whole === undefined || cards.low <= whole.high) return;
  throw new RangeError(
    `Cannot use measurements of ${instanceType} because they contradict: ${cards.basis} is more than all of the machine, ${whole.basis}`,
  );
}
