import {
  addFootprints,
  dataTransferFootprint,
  endpointMonthFootprint,
  gigabytes,
  hours,
  perUnit,
  range,
  trainingFootprint,
  unknownFootprint,
  type Estimate,
  type Footprint,
} from "../../../carbon";

const near = (value: number, digits = 4): number => expect.closeTo(value, digits) as number;
const likely = (estimate: Estimate<number>): number => (estimate.kind === "known" ? estimate.likely : Number.NaN);
const run = (region: string, signal?: "average" | "marginal"): Footprint =>
  trainingFootprint({
    region,
    instanceType: "m5.xlarge",
    hours: hours(10),
    ...(signal === undefined ? {} : { signal }),
  });

describe("the signal of a footprint", () => {
  it("is the yearly average, and the marginal one on request", () => {
    expect(run("eu-north-1")).toEqual(run("eu-north-1", "average"));
    const marginal = run("eu-north-1", "marginal");
    expect(marginal.signal).toBe("marginal");
    // 791.26 g/kWh
    expect(marginal.operational).toMatchObject({
      likely: near(likely(marginal.energy) * 791.26, 2),
      basis: expect.stringContaining("marginal grid intensity 791.26 gCO2e/kWh in 2023") as string,
    });
  });

  it("is unknown where nobody published a marginal figure", () => {
    expect(run("mx-central-1", "marginal").operational).toEqual({
      kind: "unknown",
      missing: "marginal grid intensity of mx-central-1",
    });
    expect(run("mars-1", "marginal").operational.kind).toBe("unknown");
  });

  it("holds for both ends of a transfer", () => {
    const moved = dataTransferFootprint({
      gigabytes: gigabytes(1000),
      from: "us-east-1",
      to: "eu-north-1",
      signal: "marginal",
    });
    // 1 kWh x (557.17 + 791.26) / 2
    expect(moved.operational).toMatchObject({ likely: near(674.215, 2) });
    expect(
      dataTransferFootprint({ gigabytes: gigabytes(1), from: "us-east-1", to: "us-east-1" }).emissions,
    ).toMatchObject({
      likely: 0,
    });
  });
});

describe("the market-based figure", () => {
  it("is AWS's claim where it claims to match in the same grid", () => {
    expect(run("us-east-1").marketBased).toMatchObject({
      kind: "known",
      high: 0,
      basis: expect.stringContaining("AWS's claim") as string,
    });
  });

  it("is bounded by the location-based one elsewhere, and unknown without a region", () => {
    const { marketBased, operational } = run("ap-east-1");
    expect(marketBased).toMatchObject({
      kind: "bounded",
      low: 0,
      high: operational.kind === "known" && operational.high,
    });
    expect(run("mars-1").marketBased.kind).toBe("unknown");
  });
});

describe("water", () => {
  it("is the site's by its WUE, and unknown at the power stations", () => {
    const { water, energy } = run("ap-southeast-3");
    // 2.85 L per kWh of the computers, PUE 1.29
    expect(water.onSite).toMatchObject({
      likely: near((likely(energy) / 1.29) * 2.85),
      basis: expect.stringContaining("WUE 2.85") as string,
    });
    expect(water.offSite).toEqual({ kind: "unknown", missing: "water of the power stations behind the grid" });
  });

  it("has a wide range where an average stands in for the region's", () => {
    const width = ({ water: { onSite } }: Footprint): number =>
      onSite.kind === "known" ? onSite.high / onSite.low : 0;
    expect(width(run("eu-west-3"))).toBeGreaterThan(10 * width(run("ap-southeast-3")));
  });
});

describe("shares", () => {
  it("add up to one and name the causes", () => {
    const { shares } = trainingFootprint({ region: "us-east-1", instanceType: "p4d.24xlarge", hours: hours(1) });
    expect(Object.keys(shares)).toEqual([
      "hostIdle",
      "hostDynamic",
      "acceleratorIdle",
      "acceleratorDynamic",
      "fansAndSwitches",
      "facilityOverhead",
      "embodied",
    ]);
    expect(Object.values(shares).reduce<number>((sum, one) => sum + one, 0)).toBeCloseTo(1, 10);
  });

  it("show that making weighs more on a clean grid", () => {
    expect(run("eu-north-1").shares.embodied).toBeGreaterThan(3 * (run("us-east-1").shares.embodied ?? 0));
  });

  it("are not told while the emissions are not known", () => {
    expect(trainingFootprint({ region: "us-east-1", instanceType: "m5.xlarge", hours: undefined }).shares).toEqual({});
    expect(trainingFootprint({ region: "us-east-1", instanceType: "m5.xlarge", hours: hours(0) }).shares).toEqual({});
  });
});

describe("perUnit", () => {
  it("gives the Software Carbon Intensity, (E x I + M) per R", () => {
    const month = endpointMonthFootprint({ region: "us-east-1", instanceType: "m5.xlarge" });
    const each = perUnit(month, { unit: "1,000 inferences", count: 500 });
    expect(each.functionalUnit).toBe("1,000 inferences");
    expect(each.emissions).toMatchObject({ likely: near(likely(month.emissions) / 500, 8) });
    expect(likely(each.emissions)).toBeCloseTo(likely(each.operational) + likely(each.embodied), 8);
    expect(each.shares).toEqual(month.shares);
  });

  it("widens with the count, keeps unknown unknown and refuses no units", () => {
    const whole = run("us-east-1");
    const sure = perUnit(whole, { unit: "token", count: 1e6 }).emissions;
    const unsure = perUnit(whole, { unit: "token", count: range(5e5, 1e6, 2e6) }).emissions;
    expect(sure.kind === "known" && unsure.kind === "known" && unsure.high > sure.high && unsure.low < sure.low).toBe(
      true,
    );
    expect(perUnit(unknownFootprint("run", "everything"), { unit: "run", count: 1 }).emissions.kind).toBe("unknown");
    expect(() => perUnit(whole, { unit: "run", count: 0 })).toThrow('Expected a count of "run" above 0, got 0');
    expect(() => perUnit(whole, { unit: "run", count: Infinity })).toThrow(RangeError);
  });
});

describe("addFootprints", () => {
  it("adds likely values, and distances that move together by half", () => {
    const one = run("us-east-1");
    const two = addFootprints("both", [one, one]);
    expect(likely(two.emissions)).toBeCloseTo(2 * likely(one.emissions), 8);
    // sqrt(0.5 x 2 d^2 + 0.5 x 4 d^2) = 1.732 d
    const distance = (of: Footprint): number =>
      of.emissions.kind === "known" ? of.emissions.high - of.emissions.likely : Number.NaN;
    expect(distance(two) / distance(one)).toBeCloseTo(Math.sqrt(3), 8);
    expect(two.emissions).toMatchObject({ basis: "sum of 2 estimates, their errors correlated by 0.5" });
    expect(two.shares.embodied).toBeCloseTo(one.shares.embodied ?? 0, 8);
  });

  it("is bounded with one bounded, unknown with one unknown, nothing of nothing", () => {
    const open = trainingFootprint({
      region: "us-east-1",
      instanceType: "m5.xlarge",
      hours: undefined,
      maxHours: hours(10),
    });
    expect(addFootprints("all", [run("us-east-1"), open]).emissions.kind).toBe("bounded");
    const blind = addFootprints("all", [run("us-east-1"), open, unknownFootprint("run", "everything")]);
    expect(blind.emissions).toEqual({ kind: "unknown", missing: "run time; everything" });
    expect(blind.shares).toEqual({});
    expect(addFootprints("all", []).emissions).toMatchObject({ kind: "known", likely: 0 });
  });

  it("refuses to add emissions of different signals", () => {
    expect(() => addFootprints("both", [run("us-east-1"), run("us-east-1", "marginal")])).toThrow(
      "Cannot add footprints because some count average and some marginal emissions",
    );
  });
});
