import { fraction, instance, range } from "../../../carbon";
import { loadOf } from "../../../carbon/estimate/default-load";

const fractions = (low: number, likely: number, high: number) => range(fraction(low), fraction(likely), fraction(high));

const expectLoad = (type: string, [low, likely, high]: readonly [number, number, number]): void => {
  const load = loadOf("training", instance(type), undefined);
  expect(load.low).toBeCloseTo(low, 3);
  expect(load.likely).toBeCloseTo(likely, 3);
  expect(load.high).toBeCloseTo(high, 3);
};

describe("loadOf", () => {
  it("is the accelerators' where there are some", () => {
    expect(loadOf("endpoint", instance("p4d.24xlarge"), undefined)).toEqual(fractions(0, 0.11, 0.35));
  });

  it("draws the published shares of the maximum, whatever an accelerator draws at idle", () => {
    // V100: idle 48 of 300 W, 0.16; (0.26 - 0.16) / 0.84 = 0.119, (0.74 - 0.16) / 0.84 = 0.690
    expectLoad("p3.2xlarge", [0.119, 0.69, 1]);
    // H100: idle 70.5 of 700 W, 0.101; T4: 26.5 of 70 W, 0.379, more than it would draw at low
    expectLoad("p5.48xlarge", [0.177, 0.711, 1]);
    expectLoad("g4dn.xlarge", [0, 0.582, 1]);
    // K80: nobody has read its idle power, so the usual 0.12
    expectLoad("p2.xlarge", [0.159, 0.705, 1]);
    // Trainium3: no maximum either
    expectLoad("trn3-gen1.ultraserver", [0.159, 0.705, 1]);
  });

  it("is refused as more than all of a machine, whoever states it", () => {
    const percent = 60 as ReturnType<typeof fraction>;
    expect(() => loadOf("training", instance("m5.large"), percent)).toThrow("Expected a fraction from 0 to 1, got 60");
  });

  it("is the processor's where there are none", () => {
    expect(loadOf("training", instance("m5.large"), undefined)).toEqual(fractions(0.5, 0.7, 0.9));
  });

  it("is the stated one before any default", () => {
    expect(loadOf("endpoint", instance("g5.xlarge"), fraction(0))).toEqual(fractions(0, 0, 0));
  });
});
