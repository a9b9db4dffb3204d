declare const unit: unique symbol;

/** A number that carries its unit in its type, so that grams and hours cannot be mixed up. */
export type Quantity<Unit extends string> = number & { readonly [unit]: Unit };

/** Greenhouse gas emissions in grams of CO2 equivalent. */
export type Grams = Quantity<"gCO2e">;
/** Emissions per hour of use. */
export type GramsPerHour = Quantity<"gCO2e/h">;
/** Emissions per kilowatt-hour of electricity: what a grid emits. */
export type GramsPerKilowattHour = Quantity<"gCO2e/kWh">;
/** Mass of emissions in kilograms, as life-cycle sheets of parts give it. */
export type Kilograms = Quantity<"kgCO2e">;
/** Electric energy. */
export type KilowattHours = Quantity<"kWh">;
/** Amount of water. */
export type Litres = Quantity<"L">;
/** Water that cooling takes per kilowatt-hour of computing (WUE). */
export type LitresPerKilowattHour = Quantity<"L/kWh">;
/** Electric energy per gigabyte moved. */
export type KilowattHoursPerGigabyte = Quantity<"kWh/GB">;
/** Electric power. */
export type Watts = Quantity<"W">;
/** Duration in hours. */
export type Hours = Quantity<"h">;
/** Duration in milliseconds. */
export type Milliseconds = Quantity<"ms">;
/** Money, US dollars. */
export type Usd = Quantity<"USD">;
/** Price per hour of use, US dollars. */
export type UsdPerHour = Quantity<"USD/h">;
/** Amount of data, 10^9 bytes. */
export type Gigabytes = Quantity<"GB">;
/** Amount of memory, 2^30 bytes. */
export type Gibibytes = Quantity<"GiB">;
/** Amount of memory, 2^20 bytes. */
export type Mebibytes = Quantity<"MiB">;
/** Part of a whole, 0 to 1. */
export type Fraction = Quantity<"1">;
/** Ratio of a facility's energy to its computers' energy (PUE), at least 1. */
export type PowerUsageEffectiveness = Quantity<"PUE">;

/** Grams of CO2 equivalent. Throws RangeError unless finite and at least 0. */
export const grams = (value: number): Grams => quantity<"gCO2e">(value, "grams");
/** Grams of CO2 equivalent per hour. */
export const gramsPerHour = (value: number): GramsPerHour => quantity<"gCO2e/h">(value, "grams per hour");
/** Grams of CO2 equivalent per kilowatt-hour. */
export const gramsPerKilowattHour = (value: number): GramsPerKilowattHour =>
  quantity<"gCO2e/kWh">(value, "grams per kilowatt-hour");
/** Kilograms of CO2 equivalent. */
export const kilograms = (value: number): Kilograms => quantity<"kgCO2e">(value, "kilograms");
/** Kilowatt-hours. */
export const kilowattHours = (value: number): KilowattHours => quantity<"kWh">(value, "kilowatt-hours");
/** Litres. */
export const litres = (value: number): Litres => quantity<"L">(value, "litres");
/** Litres per kilowatt-hour. */
export const litresPerKilowattHour = (value: number): LitresPerKilowattHour =>
  quantity<"L/kWh">(value, "litres per kilowatt-hour");
/** Kilowatt-hours per gigabyte. */
export const kilowattHoursPerGigabyte = (value: number): KilowattHoursPerGigabyte =>
  quantity<"kWh/GB">(value, "kilowatt-hours per gigabyte");
/** Watts. */
export const watts = (value: number): Watts => quantity<"W">(value, "watts");
/** Hours. */
export const hours = (value: number): Hours => quantity<"h">(value, "hours");
/** Milliseconds. */
export const milliseconds = (value: number): Milliseconds => quantity<"ms">(value, "milliseconds");
/** US dollars. */
export const usd = (value: number): Usd => quantity<"USD">(value, "US dollars");
/** US dollars per hour. */
export const usdPerHour = (value: number): UsdPerHour => quantity<"USD/h">(value, "US dollars per hour");
/** Gigabytes, 10^9 bytes. */
export const gigabytes = (value: number): Gigabytes => quantity<"GB">(value, "gigabytes");
/** Gibibytes, 2^30 bytes. */
export const gibibytes = (value: number): Gibibytes => quantity<"GiB">(value, "gibibytes");
/** Mebibytes, 2^20 bytes. */
export const mebibytes = (value: number): Mebibytes => quantity<"MiB">(value, "mebibytes");

/** Part of a whole. Throws RangeError outside 0 to 1. */
export function fraction(value: number): Fraction {
  if (value > 1) throw new RangeError(`Expected a fraction from 0 to 1, got ${value}`);
  return quantity<"1">(value, "a fraction");
}

/** Power usage effectiveness. Throws RangeError below 1. */
export function powerUsageEffectiveness(value: number): PowerUsageEffectiveness {
  if (value < 1) throw new RangeError(`Expected a power usage effectiveness of at least 1, got ${value}`);
  return quantity<"PUE">(value, "power usage effectiveness");
}

/** A whole number of things, at least 1. Throws RangeError otherwise. */
export function count(value: number, name: string): number {
  if (Number.isInteger(value) && value >= 1) return value;
  throw new RangeError(`Expected ${name} of at least 1 and whole, got ${value}`);
}

function quantity<Unit extends string>(value: number, name: string): Quantity<Unit> {
  if (Number.isFinite(value) && value >= 0) return value as Quantity<Unit>;
  throw new RangeError(`Expected ${name} that are finite and at least 0, got ${value}`);
}
