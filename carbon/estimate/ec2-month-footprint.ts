import { findInstance } from "../catalog/instances";
import type { Spread } from "../units/range";
import type { Hours } from "../units/quantities";
import type { Footprint } from "./footprint";
import { footprintOf } from "./footprint-of";
import { ec2HourlyPrice } from "./hourly-price";
import { hoursOfMonth } from "./machine-hours";
import { machineRates } from "./machine-rates";
import { workOf } from "./single-run";
import type { MachineUsage } from "./usage";

/** A machine that EC2 rents out itself, during one month; its load, where not stated, is that of an endpoint. */
export interface Ec2Usage extends MachineUsage {
  /** Hours of the month that it runs, whether it works or not; undefined when nobody knows yet. */
  readonly hoursPerMonth: Spread<Hours> | undefined;
}

/** What an EC2 machine costs in a month, its volumes left out; while nobody knows its hours, the whole month is the most. */
export function ec2MonthFootprint(usage: Ec2Usage): Footprint {
  const rates = machineRates("endpoint", usage);
  const [machine, { region }] = [findInstance(usage.instanceType), rates.site];
  const price = machine === undefined || region === undefined ? rates.price : ec2HourlyPrice(machine, region);
  return footprintOf(workOf("month", { ...rates, price }, usage, hoursOfMonth(usage)));
}
