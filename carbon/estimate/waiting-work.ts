import type { Estimate } from "../units/estimate";
import { known } from "../units/join-estimates";
import { together } from "../units/operations";
import { combine } from "../units/combine";
import { count, fraction, type Hours } from "../units/quantities";
import { spread, type Spread } from "../units/range";
import type { LoadedUse } from "./default-load";
import type { Work } from "./footprint-of";
import { machineRates, type MachineRates } from "./machine-rates";
import type { MachineUsage } from "./usage";
import { machineWork } from "./work";

/** Machines that wait, kept warm: idle, and paid for as if they worked. What was measured of them at work says nothing here. */
export function waitingWork(
  functionalUnit: string,
  use: LoadedUse,
  usage: MachineUsage,
  rates: MachineRates,
  waiting: Estimate<Hours>,
): Work {
  const { power, split } = machineRates(use, { ...modelled(usage), utilisation: fraction(0) });
  return machineWork(functionalUnit, { ...rates, power, split }, waiting);
}

function modelled({ measured: _, ...usage }: MachineUsage): MachineUsage {
  return usage;
}

/** Machine-hours after one run in which its machines wait. */
export function waitingHours(wait: Spread<Hours>, instanceCount: number | undefined): Estimate<Hours> {
  const each = spread(wait);
  const machines = count(instanceCount ?? 1, "instanceCount");
  const hours = combine([each] as const, (time) => together(time, machines));
  return known(hours, `its machines are kept warm after it, ${words(each.low)} to ${words(each.high)} h`);
}

function words(time: Hours): string {
  return String(Math.round(time * 100) / 100);
}
