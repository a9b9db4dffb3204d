import { instance } from "../../../carbon/catalog/instances";
import { embodiedRate } from "../../../carbon/estimate/embodied-rate";

const near = (value: number): number => expect.closeTo(value, 2) as number;

describe("embodiedRate", () => {
  it("takes the mean and the outermost of two methods", () => {
    // m5.xlarge: Cloud Carbon Footprint 1.92 g/h, Boavizta 0.53-0.91-1.52 g/h; mean 1.415
    expect(embodiedRate(instance("m5.xlarge"))).toMatchObject({
      low: near(0.53),
      likely: near(1.415),
      high: near(1.92),
    });
  });

  it("adds cards to Cloud Carbon Footprint's host, which leaves them out", () => {
    // g4dn.xlarge: host 2.15 g/h; T4 150 kg x 1000 / 35 040 h = 4.28 g/h
    expect(embodiedRate(instance("g4dn.xlarge"))).toMatchObject({ likely: near(6.43) });
  });

  it("does not add cards to Boavizta's figure, which holds them", () => {
    // gr6.4xlarge has Boavizta's alone
    const { embodied } = instance("gr6.4xlarge");
    expect(embodied.ccf).toBeUndefined();
    expect(embodiedRate(instance("gr6.4xlarge"))).toMatchObject({
      likely: embodied.boavizta?.likely,
      basis: "embodied after Boavizta alone",
    });
  });

  it("widens a single method by the usual distance of the other", () => {
    // m7i.xlarge: 1.13 g/h x 0.46-1.38
    expect(embodiedRate(instance("m7i.xlarge"))).toMatchObject({
      low: near(0.52),
      likely: near(1.13),
      high: near(1.56),
    });
  });

  it("uses a sibling's host with cards of its own", () => {
    // p5e: host of p5 162.67 g/h, eight H200 of 219 kg: 8 x 6.25 = 50.0 g/h
    expect(embodiedRate(instance("p5e.48xlarge"))).toMatchObject({
      likely: near(212.67),
      basis: "embodied derived from a sibling",
    });
  });

  it("is unknown where nothing is known, never zero", () => {
    const unknown = { kind: "unknown", missing: "embodied emissions of ml.c8i.xlarge" };
    expect(
      embodiedRate({
        ...instance("c8i.xlarge"),
        embodied: { ccf: undefined, boavizta: undefined, derived: undefined },
      }),
    ).toEqual(unknown);
  });

  it("is unknown when the cards are", () => {
    const trainium = instance("trn2.48xlarge");
    expect(embodiedRate({ ...trainium, accelerator: undefined }).kind).toBe("unknown");
    expect(embodiedRate({ ...trainium, accelerator: "Abacus" }).kind).toBe("unknown");
  });
});
