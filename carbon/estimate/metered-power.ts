import { acceleratorOf } from "../catalog/accelerators";
import { coefficient } from "../catalog/coefficients";
import type { Instance } from "../catalog/instance";
import { combine } from "../units/combine";
import type { Estimate } from "../units/estimate";
import { joinEstimates, known } from "../units/join-estimates";
import { addWatts } from "../units/operations";
import { watts, type Fraction, type Watts } from "../units/quantities";
import { range, type Range } from "../units/range";
import { acceleratorPower, acceleratorsAlone } from "./accelerator-power";
import { hostLoad } from "./host-load";
import { hostPower } from "./host-power";

/** What a meter sees of a machine: all of it, the accelerators alone, or these with the processor and its memory. */
export type MeterScope =
  | "machine"
  | "accelerators"
  | "accelerators, processor and memory"
  | "accelerators, processor and memory as CodeCarbon charges them";

/** A machine at a load, as far as a meter sees it. */
export interface Metered {
  readonly machine: Instance;
  readonly load: Range<Fraction>;
  readonly scope: MeterScope;
  /**
   * How many of the machine's accelerators the run used; CodeCarbon charges it the whole processor.
   * @defaultValue all of them
   */
  readonly used?: number | undefined;
}

/**
 * Power of one machine, as far as a meter sees it. Accelerators alone draw count x (idle + load x (maximum - idle)), without
 * fans and switches; processor and memory are the host without its other parts, host / (1 + ratio of other parts), or what
 * CodeCarbon charges for them: processor x (count / used) + memory x watts per GB.
 */
export function meteredPower({ machine, load, scope, used }: Metered): Estimate<Watts> {
  const accelerators = cardsOf(machine, load, scope);
  if (scope === "accelerators") return accelerators ?? nothing(`accelerators of ${machine.type}: it has none`);
  const host = besideCards(machine, load, scope, used);
  return accelerators === undefined ? host : joinEstimates([host, accelerators], addWatts);
}

function cardsOf(machine: Instance, load: Range<Fraction>, scope: MeterScope): Estimate<Watts> | undefined {
  const { acceleratorCount: count } = machine;
  if (count === 0) return undefined;
  const accelerator = acceleratorOf(machine);
  if (accelerator === undefined) return nothing(`accelerators of ${machine.type}`);
  return scope === "machine" ? acceleratorPower(accelerator, count, load) : acceleratorsAlone(accelerator, count, load);
}

function besideCards(
  machine: Instance,
  load: Range<Fraction>,
  scope: MeterScope,
  used: number | undefined,
): Estimate<Watts> {
  if (scope === "accelerators, processor and memory as CodeCarbon charges them") return codeCarbonHost(machine, used);
  const at = machine.acceleratorCount === 0 ? load : hostLoad(machine, load);
  return scope === "machine" ? hostPower(machine, at) : processorPower(machine, at);
}

function nothing(missing: string): Estimate<Watts> {
  return { kind: "unknown", missing };
}

function processorPower(machine: Instance, load: Range<Fraction>): Estimate<Watts> {
  const { low, likely, high } = coefficient("host_power", "other_ratio");
  const part = known(range(1 / (1 + high), 1 / (1 + likely), 1 / (1 + low)), "processor and memory alone");
  return joinEstimates([hostPower(machine, load), part], (host, share) => watts(host * share));
}

function codeCarbonHost({ acceleratorCount, memoryGib }: Instance, used: number | undefined): Estimate<Watts> {
  const runs = acceleratorCount === 0 ? 1 : acceleratorCount / Math.min(used ?? acceleratorCount, acceleratorCount);
  const inputs = [coefficient("codecarbon", "processor"), coefficient("codecarbon", "memory")] as const;
  return known(
    combine(inputs, (processor, perGigabyte) => watts(processor * runs + perGigabyte * memoryGib)),
    "processor and memory as CodeCarbon charges them",
  );
}
