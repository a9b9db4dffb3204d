import { fraction, instance, range } from "../../../carbon";
import { loadOf } from "../../../carbon/estimate/default-load";

const fractions = (low: number, likely: number, high: number) => range(fraction(low), fraction(likely), fraction(high));

describe("loadOf", () => {
  it("is the accelerators' where there are some", () => {
    // published draws of 0.298 and 0.70 of the maximum at an idle share of 0.16: 0.138 / 0.84 = 0.16, 0.54 / 0.84 = 0.64
    expect(loadOf("training", instance("p4d.24xlarge"), undefined)).toEqual(fractions(0.16, 0.64, 1));
  });

  it("is the processor's where there are none", () => {
    expect(loadOf("training", instance("m5.large"), undefined)).toEqual(fractions(0.5, 0.7, 0.9));
  });

  it("is the stated one before any default", () => {
    expect(loadOf("endpoint", instance("g5.xlarge"), fraction(0))).toEqual(fractions(0, 0, 0));
  });
});
