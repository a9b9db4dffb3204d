import fc from "../../support/fast-check";

import { inOrder } from "../../../carbon/catalog/order";

const order = inOrder<readonly (number | string)[]>((keys) => keys);

describe("inOrder", () => {
  it("decides by the first keys that differ, text by code point", () => {
    expect(
      [
        [2, "a"],
        [1, "b"],
        [1, "B"],
        [1, "b"],
      ].toSorted(order),
    ).toEqual([
      [1, "B"],
      [1, "b"],
      [1, "b"],
      [2, "a"],
    ]);
  });

  it("calls things with the same keys equal, and those with fewer keys too", () => {
    expect(order([1, "a"], [1, "a"])).toBe(0);
    expect(order([1, "a"], [1])).toBe(0);
  });

  it("does not depend on the order that things come in", () => {
    const numbers = fc.uniqueArray(fc.integer());
    fc.assert(
      fc.property(numbers, (some) => {
        const sorted = (things: readonly number[]) => things.toSorted(inOrder((one) => [one]));
        expect(sorted(some.toReversed())).toEqual(sorted(some));
      }),
    );
  });
});
