import fc from "../../support/fast-check";

import {
  addGrams,
  addRates,
  addWatts,
  cost,
  embodiedEmissions,
  emissions,
  energy,
  facilityEnergy,
  perHourOfLife,
  powerAt,
  requestHours,
  together,
  transferEnergy,
} from "../../../carbon/units/operations";
import {
  fraction,
  gigabytes,
  grams,
  gramsPerHour,
  gramsPerKilowattHour,
  hours,
  kilograms,
  kilowattHoursPerGigabyte,
  milliseconds,
  powerUsageEffectiveness,
  usdPerHour,
  watts,
} from "../../../carbon/units/quantities";

describe("operations", () => {
  it("turns watts and hours into grams", () => {
    // 410 W x 6 h = 2.46 kWh; x 1.1 = 2.706 kWh; x 30 g/kWh = 81.18 g
    const used = facilityEnergy(energy(watts(410), hours(6)), powerUsageEffectiveness(1.1));
    expect(emissions(used, gramsPerKilowattHour(30))).toBeCloseTo(81.18, 10);
  });

  it("spreads a card over its life", () => {
    // 164 kg x 1000 / 35 040 h = 4.680 g/h; 10 h of it = 46.80 g
    const rate = perHourOfLife(kilograms(164), hours(35_040));
    expect(rate).toBeCloseTo(4.68, 3);
    expect(embodiedEmissions(rate, hours(10))).toBeCloseTo(46.8, 1);
  });

  it("knows the other products and sums", () => {
    expect(cost(usdPerHour(0.23), hours(10))).toBeCloseTo(2.3, 10);
    expect(transferEnergy(kilowattHoursPerGigabyte(0.001), gigabytes(12))).toBeCloseTo(0.012, 10);
    expect(together(hours(0.5), 4)).toBe(2);
    expect(requestHours(milliseconds(50), 72_000)).toBe(1);
    expect(powerAt(watts(30), watts(70), fraction(0.5))).toBe(50);
    expect(addWatts(watts(1), watts(2))).toBe(3);
    expect(addRates(gramsPerHour(1), gramsPerHour(2))).toBe(3);
    expect(addGrams()).toBe(0);
    expect(addGrams(grams(1), grams(2))).toBe(3);
  });

  it("does not compile with units exchanged or missing", () => {
    // @ts-expect-error watts come first
    expect(energy(hours(2), watts(500))).toBe(1);
    // @ts-expect-error a bare number has no unit
    expect(emissions(2, gramsPerKilowattHour(30))).toBe(60);
    // @ts-expect-error grams are not grams per hour
    expect(embodiedEmissions(grams(2), hours(3))).toBe(6);
  });

  it("gives the same energy for half the power in twice the time", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), fc.integer({ min: 1, max: 10_000 }), (power, time) => {
        expect(energy(watts(power / 2), hours(time * 2))).toBeCloseTo(energy(watts(power), hours(time)), 9);
      }),
    );
  });
});
