import fc from "../../support/fast-check";
import { gramsPerKilowattHour, greenestStart, hours } from "../../../carbon";

const profile = (...values: number[]) => values.map(gramsPerKilowattHour);

describe("the greenest start", () => {
  it("is the hour in which a run that lasts whole hours meets the cleanest grid", () => {
    expect(greenestStart({ hourly: profile(300, 300, 100, 50, 100, 400), duration: hours(2) })).toEqual({
      after: 2,
      intensity: 75,
      intensityAtOnce: 300,
      saves: 0.75,
    });
  });

  it("may be between full hours: a run ends with the clean hour", () => {
    const start = greenestStart({ hourly: profile(300, 200, 100, 300), duration: hours(1.5) });
    // 0.5 h at 200 and 1 h at 100
    expect(start.after).toBe(1.5);
    expect(start.intensity).toBeCloseTo(400 / 3, 9);
  });

  it("keeps the deadline and the earliest start", () => {
    const hourly = profile(10, 300, 200, 100, 50);
    expect(greenestStart({ hourly, duration: hours(1), deadline: hours(4), earliest: hours(1) }).after).toBe(3);
    expect(greenestStart({ hourly, duration: hours(1), deadline: hours(99), earliest: hours(1) }).after).toBe(4);
  });

  it("is at once where nothing is gained by waiting, and where the grid emits nothing", () => {
    expect(greenestStart({ hourly: profile(100, 100, 100), duration: hours(0.7) })).toMatchObject({
      after: 0,
      saves: 0,
    });
    expect(greenestStart({ hourly: profile(0, 0), duration: hours(1) })).toMatchObject({ after: 0, saves: 0 });
  });

  it("refuses a run that does not fit", () => {
    expect(() => greenestStart({ hourly: profile(1, 1), duration: hours(3) })).toThrow(
      "Too long a run: 3 hours, but 2 lie between the earliest start and the deadline or the end of the profile",
    );
    expect(() => greenestStart({ hourly: profile(1, 1), duration: hours(1), earliest: hours(5) })).toThrow("but 0 lie");
    expect(() => greenestStart({ hourly: profile(1), duration: hours(0) })).toThrow(
      "Expected a duration above 0 hours, got 0",
    );
  });

  it("is no worse than any other start", () => {
    const hourly = fc.array(fc.integer({ min: 0, max: 900 }), { minLength: 4, maxLength: 48 });
    fc.assert(
      fc.property(
        hourly,
        fc.double({ min: 0.1, max: 4, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (values, time, share) => {
          const grid = profile(...values);
          const other = share * (values.length - time);
          const best = greenestStart({ hourly: grid, duration: hours(time) });
          const there = greenestStart({
            hourly: grid,
            duration: hours(time),
            earliest: hours(other),
            deadline: hours(Math.min(values.length, other + time + 1e-9)),
          });
          expect(best.intensity).toBeLessThanOrEqual(there.intensityAtOnce + 1e-6);
        },
      ),
    );
  });
});
