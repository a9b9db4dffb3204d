import { acceleratorOf } from "../catalog/accelerators";
import type { Instance } from "../catalog/instance";
import type { Estimate } from "../units/estimate";
import { joinEstimates } from "../units/join-estimates";
import { addWatts } from "../units/operations";
import type { Fraction, Watts } from "../units/quantities";
import type { Range } from "../units/range";
import { acceleratorPower, acceleratorSplit } from "./accelerator-power";
import type { Split } from "./footprint-of";
import { hostLoad } from "./host-load";
import { hostPower, hostSplit } from "./host-power";

/** Power of a machine, and its likely watts by cause. */
export interface MachinePower {
  readonly power: Estimate<Watts>;
  readonly split: Split;
}

/**
 * Power of one machine of a type at a load. Where it has accelerators the load is theirs, and the host's follows it.
 */
export function machinePower(machine: Instance, load: Range<Fraction>): MachinePower {
  if (machine.acceleratorCount === 0) return { power: hostPower(machine, load), split: hostSplit(machine, load) };
  const host = hostLoad(machine, load);
  const accelerator = acceleratorOf(machine);
  if (accelerator === undefined)
    return { power: { kind: "unknown", missing: `accelerators of ${machine.type}` }, split: [] };
  return {
    power: joinEstimates(
      [hostPower(machine, host), acceleratorPower(accelerator, machine.acceleratorCount, load)],
      addWatts,
    ),
    split: [...hostSplit(machine, host), ...acceleratorSplit(accelerator, machine.acceleratorCount, load)],
  };
}
