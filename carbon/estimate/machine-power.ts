import { acceleratorOf } from "../catalog/accelerators";
import type { Instance } from "../catalog/instance";
import type { Estimate } from "../units/estimate";
import { joinEstimates } from "../units/join-estimates";
import { addWatts } from "../units/operations";
import type { Fraction, Watts } from "../units/quantities";
import type { Range } from "../units/range";
import { acceleratorPower } from "./accelerator-power";
import { fractions } from "./default-load";
import { hostPower } from "./host-power";

/**
 * Power of one machine of a type at a load. Where it has accelerators the load is theirs, and the host runs at the load that
 * the coefficients table gives for it.
 */
export function machinePower(machine: Instance, load: Range<Fraction>): Estimate<Watts> {
  if (machine.acceleratorCount === 0) return hostPower(machine, load);
  const accelerator = acceleratorOf(machine);
  if (accelerator === undefined) return { kind: "unknown", missing: `accelerators of ${machine.type}` };
  const host = hostPower(machine, fractions("host_load", "accelerated"));
  return joinEstimates([host, acceleratorPower(accelerator, machine.acceleratorCount, load)], addWatts);
}
