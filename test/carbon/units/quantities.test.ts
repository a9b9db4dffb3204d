import * as quantities from "../../../carbon/units/quantities";

const { count, fraction, grams, powerUsageEffectiveness, ...rest } = quantities;

describe("quantities", () => {
  it("carries the number as it is", () => {
    const values = [grams, ...Object.values(rest)].map((make) => make(2.5));
    expect(new Set<number>(values)).toEqual(new Set([2.5]));
  });

  it.each([-1, Number.NaN, Infinity])("refuses %p grams", (value) => {
    expect(() => grams(value)).toThrow(new RangeError(`Expected grams that are finite and at least 0, got ${value}`));
  });

  it("keeps a fraction between 0 and 1", () => {
    expect([fraction(0), fraction(1)]).toEqual([0, 1]);
    expect(() => fraction(1.01)).toThrow("Expected a fraction from 0 to 1, got 1.01");
    expect(() => fraction(-0.01)).toThrow(RangeError);
  });

  it("keeps a power usage effectiveness at 1 or above", () => {
    expect(powerUsageEffectiveness(1)).toBe(1);
    expect(() => powerUsageEffectiveness(0.99)).toThrow("Expected a power usage effectiveness of at least 1, got 0.99");
  });

  it.each([0, -1, 1.5])("refuses a count of %p", (value) => {
    expect(() => count(value, "instanceCount")).toThrow(`Expected instanceCount of at least 1 and whole, got ${value}`);
  });

  it("passes a count of 1", () => {
    expect(count(1, "runs")).toBe(1);
  });
});
