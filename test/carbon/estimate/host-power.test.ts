import { instance } from "../../../carbon/catalog/instances";
import { curveAt, hostPower } from "../../../carbon/estimate/host-power";
import { machinePower } from "../../../carbon/estimate/machine-power";
import { fraction, watts } from "../../../carbon/units/quantities";
import { exactly, range } from "../../../carbon/units/range";

const curve = { idle: watts(8.8), at10: watts(14), at50: watts(28.2), at100: watts(39.9) };
const half = exactly(fraction(0.5));

describe("hostPower", () => {
  it.each([
    [0, 8.8],
    [0.05, 11.4],
    [0.1, 14],
    [0.3, 21.1],
    [0.5, 28.2],
    // 28.2 + 0.4 x (39.9 - 28.2) = 32.88
    [0.7, 32.88],
    [1, 39.9],
  ])("follows the measured curve at load %p", (load, expected) => {
    expect(curveAt(curve, load)).toBeCloseTo(expected, 10);
  });

  it("goes straight from idle to half load where nothing was measured at a tenth", () => {
    expect(curveAt({ ...curve, at10: undefined }, 0.25)).toBeCloseTo(18.5, 10);
  });

  it("stays on the curve beyond its ends", () => {
    expect([curveAt(curve, 1.5), curveAt(curve, -1)]).toEqual([39.9, 8.8]);
  });

  it("prefers the measurement of m5.xlarge, 28.2 W at half load", () => {
    // low: Cloud Carbon Footprint, 4 vCPU x (0.613 + 0.5 x 3.491) + 16 GiB x 0.392 = 9.43 + 6.27 = 15.7 W; high: 28.2 x 1.2
    expect(hostPower(instance("m5.xlarge"), half)).toMatchObject({
      kind: "known",
      low: expect.closeTo(15.71, 1) as number,
      likely: expect.closeTo(28.2, 6) as number,
      high: expect.closeTo(33.84, 6) as number,
      basis: "measured (Teads 2021) host power",
    });
  });

  it("falls back to the model, then to a sibling, then to unknown", () => {
    expect(hostPower(instance("m7i.xlarge"), half)).toMatchObject({ basis: "modelled (Boavizta 2025) host power" });
    expect(hostPower(instance("c8i.xlarge"), half)).toMatchObject({ basis: "sibling's (derived) host power" });
    expect(
      hostPower(
        { ...instance("c8i.xlarge"), power: { measured: undefined, modelled: undefined, derived: undefined } },
        half,
      ),
    ).toEqual({
      kind: "unknown",
      missing: "host power of ml.c8i.xlarge",
    });
  });

  it("keeps the model's low bound where Cloud Carbon Footprint is higher", () => {
    // m8i.xlarge: 16.4 W x 0.75 = 12.3 W against 4 vCPU x (0.582 + 0.5 x 1.945) + 16 GiB x 0.392 = 12.49 W
    expect(hostPower(instance("m8i.xlarge"), half)).toMatchObject({ low: expect.closeTo(12.3, 6) as number });
  });

  it("does not use a measurement that has modelled accelerators in it", () => {
    // p3.2xlarge measured 279 W at half load with its V100; the host alone is modelled at 55.1 W
    expect(hostPower(instance("p3.2xlarge"), half)).toMatchObject({ likely: expect.closeTo(55.1, 6) as number });
  });

  it("takes a processor that the coefficients lack for an average one", () => {
    const odd = { ...instance("m5.xlarge"), processor: undefined };
    // 4 x (0.74 + 0.5 x 2.76) + 16 x 0.392 = 14.75 W
    expect(hostPower(odd, half)).toMatchObject({ low: expect.closeTo(14.75, 1) as number });
    expect(hostPower({ ...odd, processor: "Z80" }, half)).toEqual(hostPower(odd, half));
  });
});

describe("machinePower", () => {
  it("adds accelerators and their fans to the host", () => {
    // g4dn.xlarge: T4 (26.5 + 0.7 x (70 - 26.5)) x 1.1 = 62.65 W; host at 0.4: 8.8 + 0.8 x (23.5 - 8.8) = 20.56 W
    expect(machinePower(instance("g4dn.xlarge"), exactly(fraction(0.7))).power).toMatchObject({
      likely: expect.closeTo(83.2, 1) as number,
    });
  });

  it("takes the 300 W that EC2 enforces on the A10G, and not the 150 W of lists", () => {
    // (59.5 + 0.5 x 240.5) x 1.1 = 197.7 W; the host at 0.4 x 0.5 / 0.676 = 0.296: 7.9 + 0.592 x 9.8 = 13.7 W
    const { power } = machinePower(instance("g5.xlarge"), half);
    expect(power).toMatchObject({ likely: expect.closeTo(211.4, 0) as number });
  });

  it("takes the idle share of other cards where nobody has read one", () => {
    // Trainium1: 244 W at most, idle 0.12 of it = 29.3 W; at half load 136.6 W; x 1.3 = 177.6 W; x 16 = 2842 W
    const { power } = machinePower(instance("trn1.32xlarge"), half);
    expect(power.kind === "known" && power.likely > 2842).toBe(true);
  });

  it("is unknown without an accelerator's figures", () => {
    const inf = instance("inf2.xlarge");
    const load = range(fraction(0.1), fraction(0.2), fraction(0.3));
    expect(machinePower({ ...inf, accelerator: undefined }, load).power).toEqual({
      kind: "unknown",
      missing: "accelerators of ml.inf2.xlarge",
    });
    expect(machinePower({ ...inf, accelerator: "Trainium3" }, load).power).toEqual({
      kind: "unknown",
      missing: "maximum power of Trainium3",
    });
  });
});
