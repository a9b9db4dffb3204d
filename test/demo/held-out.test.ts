import { areaUnderCurve } from "../../demo/held-out";

describe("the area under the curve", () => {
  it("is 1 when every positive is scored above every negative, 0 the other way round", () => {
    expect(areaUnderCurve([0.1, 0.2, 0.8, 0.9], [0, 0, 1, 1])).toBe(1);
    expect(areaUnderCurve([0.9, 0.8, 0.2, 0.1], [0, 0, 1, 1])).toBe(0);
  });

  it("counts ties half", () => {
    expect(areaUnderCurve([0.5, 0.5, 0.5, 0.5], [0, 1, 0, 1])).toBe(0.5);
    // Pairs: (0.3 over 0.1) 1, (0.3 tied with 0.3) 0.5, of 2.
    expect(areaUnderCurve([0.1, 0.3, 0.3], [0, 0, 1])).toBe(0.75);
  });

  it("refuses rows that do not match and labels of one kind", () => {
    expect(() => areaUnderCurve([1], [1, 0])).toThrow("Expected as many scores as labels, got 1 and 2");
    expect(() => areaUnderCurve([1, 2], [1, 1])).toThrow("Expected labels of both kinds, got one");
  });
});
