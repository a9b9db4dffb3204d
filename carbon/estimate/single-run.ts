import type { Estimate, Known } from "../units/estimate";
import { merge, variable, type Formula } from "../units/formula";
import { known } from "../units/join-estimates";
import { kilowattHours, type Hours, type KilowattHours } from "../units/quantities";
import { exactly, type Range } from "../units/range";
import type { LoadedUse } from "./default-load";
import { checkMeasuredEnergy } from "./check-measured-energy";
import { footprintOf, type Work } from "./footprint-of";
import type { Footprint } from "./footprint";
import { machineHours } from "./machine-hours";
import { machineRates, type MachineRates } from "./machine-rates";
import { measuredOf } from "./measurement";
import type { MachineUsage, RunUsage } from "./usage";
import { withVolume } from "./volume-work";
import { waitingHours, waitingWork } from "./waiting-work";
import { addWork, machineWork } from "./work";

/** Footprint of machines that run once and stop; `counted` is their time where it follows from something else. */
export function singleRun(
  functionalUnit: string,
  use: LoadedUse,
  usage: RunUsage,
  counted: Known<Hours> | undefined = measuredHours(usage),
): Footprint {
  const time = machineHours({
    each: counted ?? usage.hours,
    // Whoever measured a run saw it end: the cap of now is not the cap of then.
    maxEach: measuredHours(usage) === undefined ? usage.maxHours : undefined,
    instanceCount: usage.instanceCount,
    basis: counted?.basis,
  });
  const rates = machineRates(use, usage);
  const work = workOf(functionalUnit, rates, usage, time);
  if (usage.keptWarm === undefined) return footprintOf(withVolume(work, usage, time));
  const waiting = waitingHours(usage.keptWarm, usage.instanceCount);
  const idle = waitingWork(functionalUnit, use, usage, rates, waiting);
  return footprintOf(withVolume(addWork(work, idle), usage, time, waiting));
}

/**
 * Work of machines for some hours, by what was measured of it where somebody did; `runs` says how often it runs, `certain` hours
 * that no measurement may contradict.
 */
export function workOf(
  functionalUnit: string,
  rates: MachineRates,
  usage: MachineUsage,
  time: Estimate<Hours>,
  runs: Range = exactly(1),
  certain?: Estimate<Hours>,
): Work {
  const energy = measuredOf<KilowattHours>(usage.measured, usage.instanceType, "kilowattHours");
  if (energy !== undefined) checkMeasuredEnergy(energy, usage, certain);
  return machineWork(functionalUnit, rates, time, energy === undefined ? undefined : repeated(energy, runs));
}

/** Time of one run as somebody measured it. */
export function measuredHours({ measured, instanceType }: MachineUsage): ReturnType<typeof measuredOf<Hours>> {
  return measuredOf<Hours>(measured, instanceType, "hours");
}

function repeated(energy: Estimate<KilowattHours>, runs: Range): Formula<KilowattHours> {
  if (runs.low === 1 && runs.high === 1) return variable(energy);
  const times = variable(known(runs, "runs as stated"));
  return merge(variable(energy), times, (each, many) => kilowattHours(each * many));
}
