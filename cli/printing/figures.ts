import type { Estimate } from "../../carbon";

/** A unit of a quantity: everything from `size` up is written in it. */
interface Scale {
  readonly size: number;
  readonly name: string;
}

const grams: readonly Scale[] = [
  { size: 1e6, name: "t" },
  { size: 1e3, name: "kg" },
  { size: 1, name: "g" },
  { size: 1e-3, name: "mg" },
  { size: 1e-6, name: "µg" },
];
const energy: readonly Scale[] = [
  { size: 1e3, name: "MWh" },
  { size: 1, name: "kWh" },
  { size: 1e-3, name: "Wh" },
  { size: 1e-6, name: "mWh" },
];

const water: readonly Scale[] = [
  { size: 1e3, name: "m3" },
  { size: 1, name: "L" },
  { size: 1e-3, name: "mL" },
];

/** Emissions for a narrow cell: "2.1 kg (1.2-3.4)", "at most 3.4 kg", "unknown". */
export function emissionsCell(estimate: Estimate<number>): string {
  return scaledCell(estimate, grams);
}

/** Energy for a narrow cell: "0.31 kWh (0.2-0.5)". */
export function energyCell(estimate: Estimate<number>): string {
  return scaledCell(estimate, energy);
}

/** Water for a narrow cell: "1.2 L (0.8-2)". */
export function waterCell(estimate: Estimate<number>): string {
  return scaledCell(estimate, water);
}

/** Money for a narrow cell: "$2.10 (1.20-3.40)", "under $0.01". */
export function usdCell(estimate: Estimate<number>): string {
  if (estimate.kind === "unknown") return "unknown";
  if (estimate.high > 0 && estimate.high < 0.01) return "under $0.01";
  const [low, high] = [cents(estimate.low), cents(estimate.high)];
  if (estimate.kind === "bounded") return estimate.low === 0 ? `at most $${high}` : `$${low}-${high}`;
  return low === high ? `$${low}` : `$${cents(estimate.likely)} (${low}-${high})`;
}

/** Figures in kWh, or in grams, that are read side by side: all in the unit that suits the first. */
export function sideBySide(
  kind: "energy" | "emissions",
  [first, ...others]: readonly [number, ...number[]],
): { readonly figures: readonly string[]; readonly unit: string } {
  const scales = kind === "energy" ? energy : grams;
  const scale = scales.find(({ size }) => first >= size) ?? { size: 1, name: kind === "energy" ? "kWh" : "g" };
  return { figures: [first, ...others].map((one) => digits(one / scale.size)), unit: scale.name };
}

function scaledCell(estimate: Estimate<number>, scales: readonly Scale[]): string {
  if (estimate.kind === "unknown") return "unknown";
  const reference = estimate.kind === "known" ? estimate.likely : estimate.high;
  const scale = scales.find(({ size }) => reference >= size) ?? scales.at(-1);
  if (scale === undefined) return "unknown";
  const [low, high] = [digits(estimate.low / scale.size), digits(estimate.high / scale.size)];
  if (estimate.kind === "bounded") {
    return estimate.low === 0 ? `at most ${high} ${scale.name}` : `${low}-${high} ${scale.name}`;
  }
  const likely = `${digits(estimate.likely / scale.size)} ${scale.name}`;
  return low === high ? likely : `${likely} (${low}-${high})`;
}

function digits(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString("en-US") : String(Number(value.toPrecision(2)));
}

function cents(value: number): string {
  return value >= 10 ? Math.round(value).toLocaleString("en-US") : value.toFixed(2);
}
