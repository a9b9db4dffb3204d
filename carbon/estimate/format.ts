import type { Estimate } from "../units/estimate";
import type { Gigabytes, Grams, KilowattHours, Usd } from "../units/quantities";

/** For people: "1.2-3.4 kg, likely 2.1 kg"; "at most 3.4 kg" for a bound; "unknown: run time" for an unknown. */
export function formatEmissions(estimate: Estimate<Grams>): string {
  return formatted(estimate, unit(1e-3, "mg"), unit(1e6, "t"), unit(1e3, "kg"), unit(1, "g"));
}

/** For people: "1.2-3.4 kWh, likely 2.1 kWh". */
export function formatEnergy(estimate: Estimate<KilowattHours>): string {
  return formatted(estimate, unit(1e-3, "Wh"), unit(1e3, "MWh"), unit(1, "kWh"));
}

/** For people: "$1.20-3.40, likely $2.10". */
export function formatUsd(estimate: Estimate<Usd>): string {
  return formatted(estimate, { size: 1, write: (text) => `$${text}`, digits: cents });
}

/** For people: "135 GB". */
export function formatData(amount: Gigabytes): string {
  return `${twoDigits(amount)} GB`;
}

interface Unit {
  readonly size: number;
  readonly write: (text: string) => string;
  readonly digits: (value: number) => string;
}

function unit(size: number, name: string): Unit {
  return { size, write: (text) => `${text} ${name}`, digits: twoDigits };
}

function formatted(estimate: Estimate<number>, smallest: Unit, ...larger: readonly Unit[]): string {
  if (estimate.kind === "unknown") return `unknown: ${estimate.missing}`;
  const { size, write, digits } = larger.find((one) => estimate.high >= one.size) ?? smallest;
  const [low, high] = [digits(estimate.low / size), digits(estimate.high / size)];
  const between = write(low === high ? low : `${low}-${high}`);
  if (estimate.kind === "bounded")
    return `${estimate.low === 0 ? `at most ${write(high)}` : between}, likely unknown: ${estimate.missing}`;
  return low === high ? between : `${between}, likely ${write(digits(estimate.likely / size))}`;
}

function twoDigits(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString("en-US") : String(Number(value.toPrecision(2)));
}

function cents(value: number): string {
  if (value >= 100) return Math.round(value).toLocaleString("en-US");
  return value >= 0.01 || value === 0 ? value.toFixed(2) : String(Number(value.toPrecision(2)));
}
