import type { Instance } from "../catalog/instance";
import type { Estimate } from "../units/estimate";
import { joinEstimates, known } from "../units/join-estimates";
import { addGrams, embodiedEmissions, emissions, energy, facilityEnergy } from "../units/operations";
import type {
  Fraction,
  Grams,
  GramsPerKilowattHour,
  Hours,
  KilowattHours,
  PowerUsageEffectiveness,
} from "../units/quantities";
import type { Range } from "../units/range";
import { embodiedRate } from "./embodied-rate";
import { meteredPower, type MeterScope } from "./metered-power";

/** A run whose hours, overhead and grid are known, wherever it ran. */
export interface MeteredRun {
  readonly machine: Instance;
  readonly load: Range<Fraction>;
  /** Hours of all machines together. */
  readonly hours: Range<Hours>;
  /** What the meter saw. */
  readonly scope: MeterScope;
  /** How many accelerators of a machine the run used; all of them when left out. */
  readonly used?: number | undefined;
  readonly pue: Range<PowerUsageEffectiveness>;
  /** Undefined where nobody says: then the emissions are unknown. */
  readonly intensity: Range<GramsPerKilowattHour> | undefined;
}

/** What such a run is estimated at. */
export interface MeteredFootprint {
  /** Before the facility's overhead. */
  readonly computers: Estimate<KilowattHours>;
  readonly energy: Estimate<KilowattHours>;
  readonly operational: Estimate<Grams>;
  readonly embodied: Estimate<Grams>;
  readonly emissions: Estimate<Grams>;
}

/** Energy = power x hours x PUE; operational = energy x grid; embodied = rate x hours, of the whole machine whatever the meter saw. */
export function meteredRun({ machine, load, hours, scope, used, pue, intensity }: MeteredRun): MeteredFootprint {
  const power = meteredPower({ machine, load, scope, used });
  const time = known(hours, "hours as published");
  const overhead = known(pue, "PUE as published");
  const grid: Estimate<GramsPerKilowattHour> =
    intensity === undefined ? { kind: "unknown", missing: "a grid intensity" } : known(intensity, "grid as published");
  const making = embodiedRate(machine);
  const inputs = [power, time, overhead, grid] as const;
  return {
    computers: joinEstimates([power, time], energy),
    energy: joinEstimates([power, time, overhead], (draw, long, ratio) => facilityEnergy(energy(draw, long), ratio)),
    operational: joinEstimates(inputs, (draw, long, ratio, intense) =>
      emissions(facilityEnergy(energy(draw, long), ratio), intense),
    ),
    embodied: joinEstimates([making, time], embodiedEmissions),
    emissions: joinEstimates([...inputs, making], (draw, long, ratio, intense, rate) =>
      addGrams(emissions(facilityEnergy(energy(draw, long), ratio), intense), embodiedEmissions(rate, long)),
    ),
  };
}
