import fc from "../../support/fast-check";

import { combine } from "../../../carbon/units/combine";
import { exactly, range, type Range } from "../../../carbon/units/range";

const ranges = fc
  .tuple(...[1, 2, 3].map(() => fc.double({ min: 0.01, max: 1e6, noNaN: true })))
  .map((values) => values.toSorted((one, other) => one - other))
  .map(([low = 1, likely = 1, high = 1]) => range(low, likely, high));

const product = (one: Range, other: Range) => combine([one, other] as const, (a, b) => a * b);

describe("combine", () => {
  it("combines relative widths as the root of the sum of squares, on the logarithm", () => {
    // each factor may fall to 1/2 and rise to 2: ln 2 = 0.693; sqrt(2 x 0.693^2) = 0.980; 4 / e^0.980 = 1.50, 4 x e^0.980 = 10.66
    const { low, likely, high } = product(range(1, 2, 4), range(1, 2, 4));
    expect(likely).toBe(4);
    expect(low).toBeCloseTo(1.5, 2);
    expect(high).toBeCloseTo(10.66, 2);
  });

  it("keeps the range of a single input", () => {
    const { low, likely, high } = combine([range(1, 2, 5)] as const, (value) => value * 10);
    expect([low, likely, high].map((value) => Math.round(value * 1e6) / 1e6)).toEqual([10, 20, 50]);
  });

  it("adds nothing to certain figures", () => {
    expect(product(exactly(2), exactly(3))).toEqual({ low: 6, likely: 6, high: 6 });
  });

  it("reaches zero when one input may be zero", () => {
    expect(product(range(0, 1, 2), exactly(3)).low).toBe(0);
  });

  it("comes to what a likely value close to zero gives when it is zero", () => {
    expect(product(range(0, 0, 2), exactly(3))).toEqual({ low: 0, likely: 0, high: 6 });
    const [zero, nearly] = [0, 1e-200].map((likely) => product(range(0, likely, 2), range(1, 3, 5)));
    expect(zero).toEqual({ low: 0, likely: 0, high: 6 });
    expect(nearly?.high).toBeCloseTo(6, 2);
    expect(product(range(0, 0, 2), range(0, 0, 5)).high).toBe(10);
  });

  it("falls back to the outermost bounds when nothing is likely though no input is zero", () => {
    expect(combine([range(1, 2, 5)] as const, (value) => Math.max(0, value - 3))).toEqual({
      low: 0,
      likely: 0,
      high: 2,
    });
  });

  it("stays between the formula of all lows and of all highs", () => {
    fc.assert(
      fc.property(ranges, ranges, (one, other) => {
        const { low, likely, high } = product(one, other);
        const slack = 1 + 1e-9;
        expect(low * slack).toBeGreaterThanOrEqual(one.low * other.low);
        expect(low).toBeLessThanOrEqual(likely);
        expect(likely).toBeLessThanOrEqual(high);
        expect(high).toBeLessThanOrEqual(one.high * other.high * slack);
      }),
    );
  });

  it("never narrows when an input widens", () => {
    fc.assert(
      fc.property(ranges, ranges, fc.double({ min: 1, max: 10, noNaN: true }), (one, other, factor) => {
        const wider = range(one.low / factor, one.likely, one.high * factor);
        const [narrow, wide] = [product(one, other), product(wider, other)];
        const slack = 1 + 1e-9;
        expect(wide.low).toBeLessThanOrEqual(narrow.low * slack);
        expect(wide.high * slack).toBeGreaterThanOrEqual(narrow.high);
      }),
    );
  });
});
