import { acceleratorOf } from "../catalog/accelerators";
import type { Instance } from "../catalog/instance";
import { findInstance } from "../catalog/instances";
import { onceEach } from "../catalog/once";
import type { Region } from "../catalog/region";
import type { Estimate, Known } from "../units/estimate";
import { joinEstimates } from "../units/join-estimates";
import { addWatts } from "../units/operations";
import { watts, type Fraction, type GramsPerHour, type UsdPerHour, type Watts } from "../units/quantities";
import type { Range, Spread } from "../units/range";
import { fansOf } from "./accelerator-power";
import { checkMeasuredPower } from "./check-measured-power";
import { loadOf, type LoadedUse } from "./default-load";
import { embodiedRate } from "./embodied-rate";
import { hourlyPrice } from "./hourly-price";
import { hostLoad } from "./host-load";
import { hostPower } from "./host-power";
import { machinePower, type MachinePower } from "./machine-power";
import { measuredOf } from "./measurement";
import { siteOf, type Site } from "./site";
import type { MachineUsage } from "./usage";

/** What one machine costs while it runs. */
export interface MachineRates extends MachinePower {
  readonly site: Site;
  readonly embodied: Estimate<GramsPerHour>;
  readonly price: Estimate<UsdPerHour>;
}

/** The rates of one machine at the load of its use; what was measured goes first, what the catalogue lacks is unknown. */
export function machineRates(use: LoadedUse, usage: MachineUsage): MachineRates {
  const { region, instanceType, signal, measured } = usage;
  const site = siteOf(region, signal);
  const machine = findInstance(instanceType);
  if (measured !== undefined) checkMeasuredPower(measured, instanceType);
  const whole = measuredOf<Watts>(measured, instanceType, "watts");
  const power = whole === undefined ? undefined : { power: whole, split: [["measured", whole.likely]] as const };
  if (machine === undefined) {
    const unknown = { kind: "unknown", missing: `figures of instance type "${instanceType}"` } as const;
    return { site, ...(power ?? { power: unknown, split: [] }), embodied: unknown, price: unknown };
  }
  const load = measuredOf<Fraction>(measured, instanceType, "utilisation") ?? usage.utilisation;
  const priceless = { kind: "unknown", missing: `prices in region "${region}"` } as const;
  return {
    site,
    ...(power ?? withMeasuredCards(machine, loadOf(use, machine, load), usage) ?? modelledPower(use, machine, load)),
    embodied: embodiedRate(machine),
    price: site.region === undefined ? priceless : priceIn(site.region)(machine),
  };
}

function withMeasuredCards(
  machine: Instance,
  load: Range<Fraction>,
  { instanceType, measured }: MachineUsage,
): MachinePower | undefined {
  const cards = measuredOf<Watts>(measured, instanceType, "acceleratorWatts");
  const kind = acceleratorOf(machine);
  if (cards === undefined || kind === undefined) return undefined;
  const fans = { kind: "known", ...fansOf(kind), basis: "fans and switches as a share" } as const;
  return {
    power: joinEstimates([hostPower(machine, hostLoad(machine, load)), cards, fans], (host, drawn, share) =>
      addWatts(host, watts(drawn * (1 + share))),
    ),
    split: [["measured", cards.likely]],
  };
}

function modelledPower(
  use: LoadedUse,
  machine: Instance,
  load: Spread<Fraction> | Known<Fraction> | undefined,
): MachinePower {
  if (load === undefined) return powerByDefault(use)(machine);
  const modelled = machinePower(machine, loadOf(use, machine, load));
  if (typeof load === "number" || !("basis" in load) || modelled.power.kind !== "known") return modelled;
  return { ...modelled, power: { ...modelled.power, basis: `${modelled.power.basis}; ${load.basis}` } };
}

const powerByDefault = onceEach((use: LoadedUse) =>
  onceEach((machine: Instance) => machinePower(machine, loadOf(use, machine, undefined))),
);

const priceIn = onceEach((place: Region) => onceEach((machine: Instance) => hourlyPrice(machine, place)));
