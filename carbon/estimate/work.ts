import type { Estimate } from "../units/estimate";
import { merge, variable, type Formula } from "../units/formula";
import { addGrams, addKilowattHours, addUsd, cost, embodiedEmissions, energy } from "../units/operations";
import type { Hours, KilowattHours } from "../units/quantities";
import type { Split, Work } from "./footprint-of";
import type { MachineRates } from "./machine-rates";

/** Work of machines that run for some hours together; `measured` is their energy where somebody measured it. */
export function machineWork(
  functionalUnit: string,
  rates: MachineRates,
  time: Estimate<Hours>,
  measured?: Formula<KilowattHours>,
): Work {
  const hours = variable(time);
  return {
    functionalUnit,
    site: rates.site,
    computers: measured ?? merge(variable(rates.power), hours, energy),
    making: merge(variable(rates.embodied), hours, embodiedEmissions),
    price: merge(variable(rates.price), hours, cost),
    split: measured === undefined ? scaled(rates.split, time) : [["measured", 1]],
  };
}

/** Two pieces of work at one site as one; what both stand on is varied once. */
export function addWork(one: Work, other: Work): Work {
  return {
    ...one,
    computers: merge(one.computers, other.computers, addKilowattHours),
    making: merge(one.making, other.making, addGrams),
    price: merge(one.price, other.price, addUsd),
    split: [...one.split, ...other.split],
  };
}

function scaled(watts: Split, time: Estimate<Hours>): Split {
  if (time.kind !== "known") return [];
  return watts.map(([cause, part]) => [cause, (part * time.likely) / 1000]);
}
