import { findInstance } from "../catalog/instances";
import type { Estimate } from "../units/estimate";
import type { GramsPerHour, UsdPerHour, Watts } from "../units/quantities";
import { loadOf, type LoadedUse } from "./default-load";
import { embodiedRate } from "./embodied-rate";
import { hourlyPrice } from "./hourly-price";
import { machinePower } from "./machine-power";
import { siteOf, type Site } from "./site";
import type { MachineUsage } from "./usage";

/** What one machine costs while it runs. */
export interface MachineRates extends Site {
  readonly power: Estimate<Watts>;
  readonly embodied: Estimate<GramsPerHour>;
  readonly price: Estimate<UsdPerHour>;
}

/** The rates of one machine at a kind of work; unknown where the catalogue lacks the type. */
export function machineRates(
  use: LoadedUse,
  { region: regionId, instanceType, utilisation }: MachineUsage,
): MachineRates {
  const site = siteOf(regionId);
  const machine = findInstance(instanceType);
  if (machine === undefined) {
    const unknown = { kind: "unknown", missing: `figures of instance type "${instanceType}"` } as const;
    return { ...site, power: unknown, embodied: unknown, price: unknown };
  }
  const priceless = { kind: "unknown", missing: `prices in region "${regionId}"` } as const;
  return {
    ...site,
    power: machinePower(machine, loadOf(use, machine, utilisation)),
    embodied: embodiedRate(machine),
    price: site.region === undefined ? priceless : hourlyPrice(machine, site.region),
  };
}
