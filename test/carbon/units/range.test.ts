import { exactly, range, spread } from "../../../carbon/units/range";

describe("range", () => {
  it("keeps its three values", () => {
    expect(range(1, 2, 3)).toEqual({ low: 1, likely: 2, high: 3 });
  });

  it.each([
    [2, 1, 3],
    [1, 3, 2],
    [1, Number.NaN, 2],
  ])("refuses %p, %p, %p", (low, likely, high) => {
    expect(() => range(low, likely, high)).toThrow(RangeError);
  });

  it("takes one figure as certain", () => {
    expect(spread(4)).toEqual(exactly(4));
  });

  it("checks the order of a range that came from outside", () => {
    expect(spread({ low: 1, likely: 2, high: 3 })).toEqual(range(1, 2, 3));
    expect(() => spread({ low: 3, likely: 2, high: 1 })).toThrow("Expected a range in the order low, likely, high");
  });
});
