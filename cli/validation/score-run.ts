import {
  exactly,
  gramsPerKilowattHour,
  hours,
  powerUsageEffectiveness,
  range,
  type Estimate,
  type Hours,
  type Instance,
  type Range,
} from "../../carbon";
import { meteredRun, type MeteredFootprint } from "../../carbon/estimate/metered-run";
import type { ValidationFigure, ValidationRow } from "../schemas/validate-output";
import { basisOf, isAboveIdle, isBeforePue, meterScopeOf } from "./meter-scope";
import type { PublishedFigures, PublishedRun } from "./published-run";
import { rentedMachine } from "./rented-machine";
import { loadIn, workPhaseOf, type WorkPhase } from "./work-phase";

/** Bounds that lie farther apart, as for chips whose power nobody publishes, are no estimate to score. */
const widest = 4;

type Inputs = Omit<PublishedRun, "published">;

/** What the estimator says of a run, without a look at what was published. */
type RunEstimate = { readonly kind: "skipped"; readonly because: string } | Estimated;

interface Estimated {
  readonly kind: "estimated";
  readonly machine: Instance;
  readonly phase: WorkPhase;
  readonly energy: Estimate<number>;
  readonly emissions: Estimate<number>;
}

/** One published run beside its estimate. */
export function scoreRun(run: PublishedRun): ValidationRow {
  const { published, ...inputs } = run;
  const estimate = estimateRun(inputs);
  const row = { id: run.id, model: run.model, hardware: run.hardware, phase: run.phase, basis: basisOf(run) };
  const skipped = (because: string): ValidationRow => ({
    ...row,
    status: "skipped",
    because,
    machine: estimate.kind === "skipped" ? null : estimate.machine.type,
    scope: null,
    energy: null,
    emissions: null,
    inside: null,
    ratio: null,
    absoluteError: null,
  });
  if (estimate.kind === "skipped") return skipped(estimate.because);
  const energy = compared(published.energyMwh, estimate.energy, "MWh");
  const emissions = compared(published.emissionsTonnes, estimate.emissions, "tCO2e");
  const scored = energy ?? emissions;
  if (scored === null) return skipped(nothingToCompare(published, estimate));
  const width = scored.estimated.high / scored.estimated.low;
  if (width > widest) return skipped(`all that is known leaves a factor of ${width.toFixed(1)} between low and high`);
  return {
    ...row,
    status: "scored",
    because: null,
    machine: estimate.machine.type,
    scope: estimate.phase === "embodied" ? "making of the machine" : meterScopeOf(run),
    energy,
    emissions,
    inside: scored.inside,
    ratio: scored.ratio,
    absoluteError: Math.abs(scored.ratio - 1),
  };
}

/** The estimate of a run from its hardware, hours, phase, PUE, grid and scope. */
function estimateRun(run: Inputs): RunEstimate {
  if (run.unreadable !== undefined) return skip(`expected a number in ${run.unreadable}`);
  const rented = rentedMachine(run.hardware, run.count?.likely);
  if (rented.kind === "not rented") return skip(rented.because);
  const { machine, named } = rented;
  const phase = workPhaseOf(run);
  if (phase === undefined) return skip(run.phase === "" ? "no phase is named" : `no load is known for "${run.phase}"`);
  if (isAboveIdle(run)) return skip("its energy is that above idle, of which no estimate is made");
  return estimateOn(machine, phase, named === undefined ? run : { ...run, count: run.count ?? exactly(named) });
}

function estimateOn(machine: Instance, phase: WorkPhase, run: Inputs): RunEstimate {
  const long = machineHoursOf(run, machine);
  if (long === undefined) return skip("neither accelerator-hours nor count and days are published");
  if (long.high === 0) return skip("no hours above zero are published");
  const footprint = footprintOf(run, phase, machine, long);
  return {
    kind: "estimated",
    machine,
    phase,
    energy: inUnitOf(1000, energyOf(run, phase, footprint)),
    emissions: inUnitOf(1e6, emissionsOf(run, phase, footprint)),
  };
}

function footprintOf(run: Inputs, phase: WorkPhase, machine: Instance, long: Range<Hours>): MeteredFootprint {
  return meteredRun({
    machine,
    load: loadIn(phase === "embodied" ? "idle" : phase, machine),
    hours: long,
    scope: meterScopeOf(run),
    used: run.count?.likely,
    pue: mapped(run.pue ?? exactly(1), powerUsageEffectiveness),
    intensity: run.gramsPerKwh === undefined ? undefined : mapped(run.gramsPerKwh, gramsPerKilowattHour),
  });
}

function skip(because: string): RunEstimate {
  return { kind: "skipped", because };
}

function machineHoursOf({ acceleratorHours, count, days }: Inputs, machine: Instance): Range<Hours> | undefined {
  const perMachine = Math.max(1, machine.acceleratorCount);
  if (acceleratorHours !== undefined) return mapped(acceleratorHours, (value) => hours(value / perMachine));
  if (count === undefined || days === undefined) return undefined;
  const at = (end: keyof Range): Hours => hours((count[end] * days[end] * 24) / perMachine);
  return range(at("low"), at("likely"), at("high"));
}

function energyOf(run: Inputs, phase: WorkPhase, footprint: MeteredFootprint): Estimate<number> {
  if (phase === "embodied") return { kind: "unknown", missing: "an estimate of making" };
  return isBeforePue(run) ? footprint.computers : footprint.energy;
}

/** The emissions of the published scope; unknown where the scope is one that is not estimated. */
function emissionsOf({ emissionsScope }: Inputs, phase: WorkPhase, footprint: MeteredFootprint): Estimate<number> {
  if (phase === "embodied") return footprint.embodied;
  if (/market|lifecycle|life cycle|\bnet\b|\+ idle/i.test(emissionsScope)) {
    return { kind: "unknown", missing: `an estimate of "${emissionsScope}"` };
  }
  return /embodied/i.test(emissionsScope) ? footprint.emissions : footprint.operational;
}

function mapped<Q extends number>({ low, likely, high }: Range, make: (value: number) => Q): Range<Q> {
  return range(make(low), make(likely), make(high));
}

function inUnitOf(size: number, estimate: Estimate<number>): Estimate<number> {
  if (estimate.kind !== "known") return estimate;
  const { low, likely, high } = estimate;
  return { ...estimate, low: low / size, likely: likely / size, high: high / size };
}

function compared(
  published: Range | undefined,
  estimate: Estimate<number>,
  unit: "MWh" | "tCO2e",
): ValidationFigure | null {
  if (published === undefined || published.likely === 0 || estimate.kind !== "known" || estimate.likely === 0)
    return null;
  const { low, likely, high } = estimate;
  return {
    unit,
    published: published.likely,
    estimated: { low, likely, high },
    ratio: likely / published.likely,
    // A published range is met where the two overlap.
    inside: low <= published.high && published.low <= high,
  };
}

function nothingToCompare({ energyMwh, emissionsTonnes }: PublishedFigures, { energy, emissions }: Estimated): string {
  if (energyMwh === undefined && emissionsTonnes === undefined) return "neither energy nor emissions are published";
  if (energyMwh !== undefined && energy.kind !== "known") return `its energy needs ${energy.missing}`;
  if (energyMwh === undefined && emissions.kind !== "known") {
    return `only emissions are published, and they need ${emissions.missing}`;
  }
  return "nothing above zero is published";
}
