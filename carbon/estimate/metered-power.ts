import { acceleratorOf } from "../catalog/accelerators";
import { coefficient } from "../catalog/coefficients";
import type { Instance } from "../catalog/instance";
import type { Estimate } from "../units/estimate";
import { joinEstimates, known } from "../units/join-estimates";
import { addWatts } from "../units/operations";
import { watts, type Fraction, type Watts } from "../units/quantities";
import { range, type Range } from "../units/range";
import { acceleratorPower, acceleratorsAlone } from "./accelerator-power";
import { hostLoad } from "./host-load";
import { hostPower } from "./host-power";

/** What a meter sees of a machine: all of it, the accelerators alone, or these with the processor and its memory. */
export type MeterScope = "machine" | "accelerators" | "accelerators, processor and memory";

/**
 * Power of one machine at a load, as far as a meter sees it. Accelerators alone draw count x (idle + load x (maximum - idle)),
 * without fans and switches; processor and memory are the host without its other parts, host / (1 + ratio of other parts).
 */
export function meteredPower(machine: Instance, load: Range<Fraction>, scope: MeterScope): Estimate<Watts> {
  if (machine.acceleratorCount === 0) return processorMachinePower(machine, load, scope);
  const accelerator = acceleratorOf(machine);
  if (accelerator === undefined) return { kind: "unknown", missing: `accelerators of ${machine.type}` };
  const { acceleratorCount: count } = machine;
  if (scope === "accelerators") return acceleratorsAlone(accelerator, count, load);
  const besides = hostLoad(load);
  return scope === "machine"
    ? joinEstimates([hostPower(machine, besides), acceleratorPower(accelerator, count, load)], addWatts)
    : joinEstimates([processorPower(machine, besides), acceleratorsAlone(accelerator, count, load)], addWatts);
}

function processorMachinePower(machine: Instance, load: Range<Fraction>, scope: MeterScope): Estimate<Watts> {
  if (scope === "accelerators") return { kind: "unknown", missing: `accelerators of ${machine.type}: it has none` };
  return scope === "machine" ? hostPower(machine, load) : processorPower(machine, load);
}

function processorPower(machine: Instance, load: Range<Fraction>): Estimate<Watts> {
  const { low, likely, high } = coefficient("host_power", "other_ratio");
  const part = known(range(1 / (1 + high), 1 / (1 + likely), 1 / (1 + low)), "processor and memory alone");
  return joinEstimates([hostPower(machine, load), part], (host, share) => watts(host * share));
}
