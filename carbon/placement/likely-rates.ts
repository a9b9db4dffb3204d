import { coefficient } from "../catalog/coefficients";
import type { Instance } from "../catalog/instance";
import { once } from "../catalog/once";
import type { Region } from "../catalog/region";
import { region as regionOf } from "../catalog/regions";
import type { Footprint } from "../estimate/footprint";
import { hourlyPrice } from "../estimate/hourly-price";
import type { Estimate } from "../units/estimate";
import { hours, type Hours } from "../units/quantities";
import { exactly, spread, type Range } from "../units/range";
import type { PlacedUse, PlacementWork } from "./placement-request";
import { workFootprint } from "./work-footprint";

/** Likely figures of one machine for one hour of work; of an endpoint's machine for one month. */
export interface LikelyRates {
  /** Energy of the computers, kWh, the facility's overhead left out. */
  readonly computers: number;
  /** Grams of making the machines. */
  readonly embodied: number;
}

type MachineUse = Exclude<PlacedUse, "serverless">;

/** Any region of the catalogue: what it adds is divided out again. */
export const anyRegion = "us-east-1";

const kept = once(() => new Map<string, LikelyRates | undefined>());
const keptPrices = once(() => new Map<string, number | undefined>());

/** The rates of a machine; undefined where power or making of the type are unknown. Kept until a table is replaced. */
export function likelyRates(
  use: MachineUse,
  { utilisation }: PlacementWork,
  { type }: Instance,
): LikelyRates | undefined {
  const load = utilisation === undefined ? {} : { utilisation };
  const rates = (): LikelyRates | undefined =>
    ratesOf((region) =>
      workFootprint(use, load, { region, signal: undefined, instanceType: type, hours: exactly(hours(1)) }),
    );
  return utilisation === undefined ? remembered(kept(), `${use}/${type}`, rates) : rates();
}

/** The rates behind a footprint: of one unit of whatever the footprint is for. */
export function ratesOf(footprintIn: (region: string) => Footprint): LikelyRates | undefined {
  const footprint = footprintIn(anyRegion);
  const [energy, embodied] = [representative(footprint.energy), representative(footprint.embodied)];
  if (energy === undefined || embodied === undefined) return undefined;
  return { computers: energy / regionOf(anyRegion).pue.value, embodied };
}

/** How many units of {@link LikelyRates} one run is: hours of all machines and trials; of an endpoint its machines. */
export function likelyUnits(use: MachineUse, { trials, instanceCount = 1 }: PlacementWork, time: Range<Hours>): number {
  if (use === "endpoint") return instanceCount;
  return time.likely * instanceCount * (use === "tuning" ? spread(trials ?? 1).likely : 1);
}

/** Likely price of one unit of {@link LikelyRates} in a region; undefined where it is unknown. */
export function likelyPrice(use: MachineUse, machine: Instance, region: Region): number | undefined {
  const hourly = remembered(keptPrices(), `${machine.type}/${region.id}`, () =>
    knownLikely(hourlyPrice(machine, region)),
  );
  if (hourly === undefined) return undefined;
  return use === "endpoint" ? hourly * coefficient("time", "hours_per_month").likely : hourly;
}

function remembered<Value>(memory: Map<string, Value>, key: string, make: () => Value): Value {
  if (!memory.has(key)) memory.set(key, make());
  return memory.get(key) as Value;
}

/** The likely value; undefined where there is none. */
export function knownLikely(estimate: Estimate<number>): number | undefined {
  return estimate.kind === "known" ? estimate.likely : undefined;
}

function representative(estimate: Estimate<number>): number | undefined {
  if (estimate.kind === "unknown") return undefined;
  return estimate.kind === "known" ? estimate.likely : estimate.high;
}
