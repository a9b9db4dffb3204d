import {
  grams,
  gramsPerHour,
  hours,
  kilowattHours,
  litres,
  usd,
  watts,
  type Fraction,
  type Gigabytes,
  type Grams,
  type GramsPerHour,
  type GramsPerKilowattHour,
  type Hours,
  type Kilograms,
  type KilowattHours,
  type KilowattHoursPerGigabyte,
  type Litres,
  type LitresPerKilowattHour,
  type Milliseconds,
  type PowerUsageEffectiveness,
  type Usd,
  type UsdPerHour,
  type Watts,
} from "./quantities";

/** Energy that a power draws in a time. */
export const energy = (power: Watts, time: Hours): KilowattHours => kilowattHours((power * time) / 1000);

/** Energy at the meter of the building, its cooling and losses included. */
export const facilityEnergy = (computers: KilowattHours, pue: PowerUsageEffectiveness): KilowattHours =>
  kilowattHours(computers * pue);

/** Water that the site takes for energy of its computers, overhead left out (The Green Grid 2011: WUE). */
export const siteWater = (computers: KilowattHours, wue: LitresPerKilowattHour): Litres => litres(computers * wue);

/** Emissions of energy from a grid. */
export const emissions = (used: KilowattHours, intensity: GramsPerKilowattHour): Grams => grams(used * intensity);

/** Emissions of making a machine that fall on a time of use. */
export const embodiedEmissions = (rate: GramsPerHour, time: Hours): Grams => grams(rate * time);

/** A part's emissions spread over its life. */
export const perHourOfLife = (mass: Kilograms, life: Hours): GramsPerHour => gramsPerHour((mass * 1000) / life);

/** Price of a time of use. */
export const cost = (rate: UsdPerHour, time: Hours): Usd => usd(rate * time);

/** Energy of moving data. */
export const transferEnergy = (rate: KilowattHoursPerGigabyte, data: Gigabytes): KilowattHours =>
  kilowattHours(rate * data);

/** Time of many like runs or machines together. */
export const together = (time: Hours, many: number): Hours => hours(time * many);

/** Time of many requests together. */
export const requestHours = (each: Milliseconds, many: number): Hours => hours((each * many) / 3_600_000);

/** Power between idle and maximum at a load. */
export const powerAt = (idle: Watts, maximum: Watts, load: Fraction): Watts => watts(idle + load * (maximum - idle));

/** Power or emission rates of parts that work together. */
export const addWatts = (...parts: readonly Watts[]): Watts => watts(parts.reduce<number>((sum, one) => sum + one, 0));
/** Emission rates of parts that work together. */
export const addRates = (...parts: readonly GramsPerHour[]): GramsPerHour =>
  gramsPerHour(parts.reduce<number>((sum, one) => sum + one, 0));
/** Emissions of several causes. */
export const addGrams = (...parts: readonly Grams[]): Grams => grams(parts.reduce<number>((sum, one) => sum + one, 0));
/** Energy of several uses. */
export const addKilowattHours = (...parts: readonly KilowattHours[]): KilowattHours =>
  kilowattHours(parts.reduce<number>((sum, one) => sum + one, 0));
/** Money of several bills. */
export const addUsd = (...parts: readonly Usd[]): Usd => usd(parts.reduce<number>((sum, one) => sum + one, 0));
