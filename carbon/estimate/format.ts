import type { Estimate } from "../units/estimate";
import type { Grams, KilowattHours, Usd } from "../units/quantities";

/** For people: "1.2-3.4 kg, likely 2.1 kg". */
export function formatEmissions(_estimate: Estimate<Grams>): string {
  throw new Error("not there yet");
}
/** For people: "1.2-3.4 kWh, likely 2.1 kWh". */
export function formatEnergy(_estimate: Estimate<KilowattHours>): string {
  throw new Error("not there yet");
}
/** For people: "$1.20-3.40, likely $2.10". */
export function formatUsd(_estimate: Estimate<Usd>): string {
  throw new Error("not there yet");
}
