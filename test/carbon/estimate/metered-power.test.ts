import { exactly, fraction, instance, type Fraction, type Instance, type Range } from "../../../carbon";
import { hostLoad } from "../../../carbon/estimate/host-load";
import { meteredPower as powerOf, type MeterScope } from "../../../carbon/estimate/metered-power";

const load = exactly(fraction(0.64));
const meteredPower = (machine: Instance, at: Range<Fraction>, scope: MeterScope, used?: number) =>
  powerOf({ machine, load: at, scope, used });
const near = (value: number): number => expect.closeTo(value, 2) as number;

describe("meteredPower", () => {
  it("sees a machine, its accelerators alone, or these with processor and memory", () => {
    // p3.2xlarge: V100 48 + 0.64 x 252 = 209.28 W; host at 0.4 x 0.64 / 0.690476: 28.2 + 0.741517 x (55.1 - 28.2) = 48.15 W; fans 0.3
    const v100 = instance("p3.2xlarge");
    expect(meteredPower(v100, load, "accelerators")).toMatchObject({ likely: near(209.28) });
    expect(meteredPower(v100, load, "machine")).toMatchObject({ likely: near(209.28 * 1.3 + 48.15) });
    const both = meteredPower(v100, load, "accelerators, processor and memory");
    expect(both).toMatchObject({ likely: near(209.28 + 48.15 / 1.33) });
  });

  it("sees no accelerators where there are none", () => {
    const m5 = instance("m5.xlarge");
    const half = exactly(fraction(0.5));
    expect(meteredPower(m5, half, "machine")).toMatchObject({ likely: near(28.2) });
    expect(meteredPower(m5, half, "accelerators, processor and memory")).toMatchObject({ likely: near(28.2 / 1.33) });
    expect(meteredPower(m5, half, "accelerators")).toEqual({
      kind: "unknown",
      missing: "accelerators of ml.m5.xlarge: it has none",
    });
  });

  it("sees what CodeCarbon charges: the whole processor, and the memory by its size", () => {
    const asCharged = "accelerators, processor and memory as CodeCarbon charges them";
    // p3.16xlarge: 8 x 209.28 W, 42.5 W, 488 GiB x 0.375 W
    const p3 = instance("p3.16xlarge");
    expect(meteredPower(p3, load, asCharged)).toMatchObject({ likely: near(8 * 209.28 + 42.5 + 183) });
    // a run on one of eight pays the processor alone, so eight such runs pay it eight times
    expect(meteredPower(p3, load, asCharged, 1)).toMatchObject({ likely: near(8 * 209.28 + 8 * 42.5 + 183) });
    expect(meteredPower(p3, load, asCharged, 64)).toEqual(meteredPower(p3, load, asCharged));
    // m5.xlarge: 42.5 W and 16 GiB x 0.375 W
    expect(meteredPower(instance("m5.xlarge"), load, asCharged)).toMatchObject({ likely: near(48.5) });
  });

  it("takes the usual idle share where nobody has read the idle power", () => {
    // K80: 150 x (0.12 + 0.64 x 0.88) = 102.48 W
    expect(meteredPower(instance("p2.xlarge"), load, "accelerators")).toMatchObject({ likely: near(102.48) });
  });

  it("is unknown where the accelerators or their power are", () => {
    const v100: Instance = instance("p3.2xlarge");
    expect(meteredPower({ ...v100, accelerator: undefined }, load, "machine")).toEqual({
      kind: "unknown",
      missing: "accelerators of ml.p3.2xlarge",
    });
    expect(meteredPower({ ...v100, accelerator: "Trainium3" }, load, "accelerators")).toEqual({
      kind: "unknown",
      missing: "maximum power of Trainium3",
    });
  });
});

describe("hostLoad", () => {
  it("is idle with the accelerators, in proportion to the load of training, and the table's from there on", () => {
    const v100 = instance("p3.2xlarge");
    expect(hostLoad(v100, exactly(fraction(0)))).toEqual({ low: 0, likely: 0, high: 0 });
    // 0.3, 0.4 and 0.5 at a half of 0.690476, where a V100 draws the 0.74 of training
    const half = hostLoad(v100, exactly(fraction(0.345238)));
    expect(half).toEqual({ low: near(0.15), likely: near(0.2), high: near(0.25) });
    expect(hostLoad(v100, exactly(fraction(1)))).toEqual({ low: 0.3, likely: 0.4, high: 0.5 });
  });
});
