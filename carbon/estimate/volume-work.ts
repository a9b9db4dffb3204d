import { onceEach } from "../catalog/once";
import { hasOwnDisk } from "../catalog/own-disk";
import type { Estimate } from "../units/estimate";
import { merge, variable } from "../units/formula";
import { grams, hours, kilowattHours, usd, type Gigabytes, type Hours } from "../units/quantities";
import type { Spread } from "../units/range";
import type { Work } from "./footprint-of";
import { hoursPerMonth } from "./month";
import { storageWork } from "./storage-month-footprint";
import type { Site } from "./site";
import { addWork } from "./work";

/** Machines that may have a volume each. */
export interface WithVolume {
  readonly instanceType: string;
  readonly volumeGigabytes?: Spread<Gigabytes>;
}

/**
 * Work of machines with the volume (EBS) of each for as long as they are there, `waiting` included: the part of a month's
 * storage that the hours are. Disks of a machine's own are part of it already.
 */
export function withVolume(
  machines: Work,
  { instanceType, volumeGigabytes }: WithVolume,
  time: Estimate<Hours>,
  waiting?: Estimate<Hours>,
): Work {
  if (volumeGigabytes === undefined || hasOwnDisk(instanceType)) return machines;
  const month = volumeMonth(machines.site, volumeGigabytes);
  const there = waiting === undefined ? variable(time) : merge(variable(time), variable(waiting), addHours);
  const whole = hoursPerMonth();
  const part = (likelyOf(time) + (waiting === undefined ? 0 : likelyOf(waiting))) / whole;
  return addWork(machines, {
    ...month,
    computers: merge(month.computers, there, (all, each) => kilowattHours((all * each) / whole)),
    making: merge(month.making, there, (all, each) => grams((all * each) / whole)),
    price: merge(month.price, there, (all, each) => usd((all * each) / whole)),
    split: month.split.map(([cause, all]) => [cause, all * part]),
  });
}

function addHours(one: Hours, other: Hours): Hours {
  return hours(one + other);
}

function likelyOf(time: Estimate<Hours>): number {
  return time.kind === "known" ? time.likely : 0;
}

/** A volume of some size for a whole month. */
export function volumeMonth(site: Site, volume: Spread<Gigabytes>): Work {
  return typeof volume === "number" ? monthOf(site)(volume) : made(site, volume);
}

/** Large stacks repeat a few sizes. */
const monthOf = onceEach((site: Site) => onceEach((size: Gigabytes) => made(site, size)));

function made(site: Site, size: Spread<Gigabytes>): Work {
  return storageWork(site, { kind: "ebs-ssd", gigabytes: size });
}
