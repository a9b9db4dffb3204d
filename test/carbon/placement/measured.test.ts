import fc from "../../support/fast-check";
import {
  exactly,
  fraction,
  hours,
  kilowattHours,
  place,
  range,
  trainingFootprint,
  watts,
  type Estimate,
  type Measurement,
  type Placement,
  type PlacementRequest,
  type PlacementWork,
} from "../../../carbon";
import { likely, rejection } from "./requests";

const day = "2026-11-02";
const seen = (instanceType: string, figures: Partial<Measurement>): Measurement => ({
  instanceType,
  date: day,
  source: "own meter",
  ...figures,
});
const stated = { hours: range(hours(5), hours(10), hours(20)), referenceInstanceType: "ml.m5.xlarge" };
const training = (work: PlacementWork, overrides: Partial<PlacementRequest> = {}): PlacementRequest => ({
  use: "training",
  region: "us-east-1",
  work,
  ...overrides,
});
const on = (instanceType: string, work: PlacementWork) => place(training(work, { instanceType }));
const width = (estimate: Estimate<number>): number =>
  estimate.kind === "known" ? estimate.high / estimate.low : Number.NaN;
const facts = ({ evidence }: Placement) =>
  (evidence.measurements ?? []).map(({ instanceType, quantity, unused }) => [instanceType, quantity, unused ?? "used"]);

describe("what was measured of a type", () => {
  it.each<[string, Partial<Measurement>]>([
    ["time", { hours: hours(10) }],
    ["load", { utilisation: fraction(0.7) }],
    ["power", { watts: watts(31) }],
    ["energy", { kilowattHours: kilowattHours(0.31) }],
  ])("narrows its range: %s", (_, figures) => {
    const measured = [seen("m5.xlarge", figures)];
    const [modelled, known] = [on("ml.m5.xlarge", stated), on("ml.m5.xlarge", { ...stated, measured })];
    expect(width(known.emissions)).toBeLessThan(width(modelled.emissions));
    const footprint = trainingFootprint({ region: "us-east-1", instanceType: "ml.m5.xlarge", ...stated, measured });
    expect(known.emissions).toEqual(footprint.emissions);
    expect(known.cost).toEqual(footprint.cost);
  });

  it("counts in every region: the machine is the same, and the building's overhead is left out of it", () => {
    const measured = [seen("ml.m5.xlarge", { watts: watts(31) })];
    for (const region of ["us-east-1", "eu-north-1"]) {
      const request = { ...training({ ...stated, measured }), region, instanceType: "ml.m5.xlarge" };
      const footprint = trainingFootprint({ region, instanceType: "ml.m5.xlarge", ...stated, measured });
      expect(place(request).emissions).toEqual(footprint.emissions);
    }
  });

  it("never touches another type", () => {
    const measured = [
      seen("ml.m5.xlarge", { watts: watts(300), utilisation: fraction(1), kilowattHours: kilowattHours(9) }),
    ];
    for (const type of ["ml.c7i.xlarge", "ml.m5.large", "ml.m5.2xlarge"]) {
      const [without, beside] = [on(type, stated), on(type, { ...stated, measured })];
      expect(beside.emissions).toEqual(without.emissions);
      expect(beside.cost).toEqual(without.cost);
      expect(facts(beside).map((one) => one[2])).toEqual(
        Array(3).fill("ml.m5.xlarge is not among the types that were compared"),
      );
    }
  });

  it("decides: a type that draws more than the model says is left, one that draws less is taken", () => {
    const free = training(stated);
    const { instanceType = "" } = place(free);
    const worse = place({ ...free, work: { ...stated, measured: [seen(instanceType, { watts: watts(900) })] } });
    expect(worse.instanceType).not.toBe(instanceType);
    const better = place({ ...free, work: { ...stated, measured: [seen("ml.m5.xlarge", { watts: watts(1) })] } });
    expect(better.instanceType).toBe("ml.m5.xlarge");
    expect(better.reasons).toContain(`Measured of ml.m5.xlarge, and so not modelled: power (${day}, own meter).`);
    expect(better.evidence.measurements).toEqual([
      {
        instanceType: "ml.m5.xlarge",
        quantity: "watts",
        low: 1,
        likely: 1,
        high: 1,
        date: day,
        source: "own meter",
      },
    ]);
  });

  it("is what the decision names: time decides how fast types are", () => {
    const measured = [seen("ml.c7i.xlarge", { hours: hours(1) })];
    const placed = place(training({ ...stated, measured }));
    expect(placed.instanceType).toBe("ml.c7i.xlarge");
    expect(placed.evidence).toMatchObject({
      kind: "measured",
      basis: `measured time of ml.c7i.xlarge (${day}, own meter); other types on equal vCPU-hours`,
    });
    expect(placed.reasons.join(" ")).toContain("Types are compared by measured time of ml.c7i.xlarge");
    const direct = on("ml.c7i.xlarge", { hours: range(hours(0.95), hours(1), hours(1.05)) });
    expect(likely(placed.emissions)).toBeCloseTo(likely(direct.emissions), 9);
  });

  it("states the work where nothing else does: hours of the type that it was measured on", () => {
    const measured = [seen("ml.m5.xlarge", { hours: hours(10) })];
    const placed = on("ml.c7i.xlarge", { measured });
    const [low, high] = [hours(9.5), hours(10.5)];
    const asked = on("ml.c7i.xlarge", { hours: range(low, hours(10), high), referenceInstanceType: "ml.m5.xlarge" });
    expect(placed.emissions.kind).toBe("known");
    expect(likely(placed.emissions)).toBeCloseTo(likely(asked.emissions), 9);
    expect(placed.evidence.kind).toBe("measured");
    expect(facts(placed)).toEqual([["ml.m5.xlarge", "hours", "used"]]);
    const free = place(training({ measured }));
    expect(free.emissions.kind).toBe("known");
    expect(free.reasons.join(" ")).not.toContain("How long it runs is not known");
    const elsewhere = on("ml.g5.xlarge", { measured });
    expect(elsewhere.emissions).toMatchObject({ kind: "unknown" });
  });

  it("goes by the stated reference where that is one of several that were timed", () => {
    const measured = [seen("ml.m5.xlarge", { hours: hours(10) }), seen("ml.m5.large", { hours: hours(30) })];
    const by = (referenceInstanceType: string) =>
      likely(on("ml.m5.4xlarge", { measured, referenceInstanceType }).emissions);
    expect(by("ml.m5.large") / by("ml.m5.xlarge")).toBeCloseTo(30 / 20, 9);
    expect(likely(on("ml.m5.4xlarge", { measured }).emissions)).toBeCloseTo(by("ml.m5.large"), 9);
    expect(likely(place(training({ measured })).emissions)).toBeGreaterThan(0);
  });

  it("holds for the machines it was measured on, and is carried to others by the scaling of the work", () => {
    const scaling = { instanceCounts: [4], efficiency: fraction(0.9) };
    const measured = [seen("ml.m5.xlarge", { hours: hours(10), kilowattHours: kilowattHours(0.3) })];
    const four = on("ml.m5.xlarge", { measured, scaling });
    // 10 h / (4 x 0.81), and 0.3 kWh x 4 / (4 x 0.81)
    const asked = on("ml.m5.xlarge", {
      measured: [seen("ml.m5.xlarge", { hours: hours(10 / 3.24), kilowattHours: kilowattHours(0.3 / 0.81) })],
      instanceCount: 4,
    });
    expect(four.instanceCount).toBe(4);
    expect(likely(four.emissions)).toBeCloseTo(likely(asked.emissions), 9);
    expect(likely(four.cost)).toBeCloseTo(likely(asked.cost), 9);
  });

  it("is kept for a type that is newer than the catalogue, whose making stays unknown", () => {
    const measured = [seen("ml.z9.large", { watts: watts(10), hours: hours(1) })];
    const placed = on("ml.z9.large", { measured });
    expect(placed.emissions.kind).toBe("unknown");
    expect(facts(placed)).toEqual([
      ["ml.z9.large", "hours", "used"],
      ["ml.z9.large", "watts", "used"],
    ]);
  });

  it("narrows, and never widens, whatever was stated", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1, max: 20, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (time, below, above) => {
          const around = range(hours(time * (1 - below / 2)), hours(time), hours(time * (1 + above)));
          const measured = (figure: Measurement["hours"]) =>
            on("ml.m5.xlarge", { measured: [seen("m5.xlarge", { hours: figure ?? hours(1) })] }).emissions;
          const [sure, unsure] = [measured(exactly(hours(time))), measured(around)];
          if (sure.kind !== "known" || unsure.kind !== "known") throw new Error("Expected known emissions");
          if (below < 0.1 || above < 0.05) return;
          expect(unsure.low).toBeLessThanOrEqual(sure.low * (1 + 1e-9));
          expect(unsure.high * (1 + 1e-9)).toBeGreaterThanOrEqual(sure.high);
        },
      ),
      { numRuns: 30 },
    );
  });
});

describe("measured inferences per second", () => {
  const fast = seen("ml.c7i.xlarge", { inferencesPerSecond: 4000 });
  const slow = seen("ml.m5.xlarge", { inferencesPerSecond: 1000 });

  it("are the speed at which rows are worked off, and no other type is compared", () => {
    const placed = place({ use: "transform", region: "us-east-1", work: { rows: 3.6e7, measured: [fast, slow] } });
    expect(placed.instanceType).toBe("ml.c7i.xlarge");
    // 36 M rows / 4000 a second = 2.5 h
    const direct = place({
      use: "transform",
      region: "us-east-1",
      instanceType: "ml.c7i.xlarge",
      work: { hours: hours(2.5) },
    });
    expect(likely(placed.emissions)).toBeCloseTo(likely(direct.emissions), 9);
    expect(rejection(placed, "ml.m5.large")).toBe("no benchmark measured it");
    expect(placed.evidence.basis).toBe(
      `measured throughput of ml.c7i.xlarge (${day}, own meter), ml.m5.xlarge (${day}, own meter)`,
    );
  });

  it("compare the types that have one with stated hours, the others by the usual rule", () => {
    const work = { hours: hours(8), referenceInstanceType: "ml.m5.xlarge" };
    const measured = [fast, slow];
    expect(likely(on("ml.c7i.xlarge", { ...work, measured }).cost)).toBeCloseTo(
      likely(on("ml.c7i.xlarge", { hours: hours(2) }).cost),
      9,
    );
    expect(on("ml.m5.2xlarge", { ...work, measured }).cost).toEqual(on("ml.m5.2xlarge", work).cost);
    const { evidence } = place(training({ ...work, measured }));
    expect(evidence.basis).toMatch(/^measured throughput of .*; other types on equal vCPU-hours$/);
    const alone = place(training({ ...work, measured: [fast] }));
    expect(alone.evidence.kind).toBe("vcpu");
    expect(facts(alone)).toEqual([["ml.c7i.xlarge", "inferencesPerSecond", "the work is not stated in rows"]]);
  });

  it("narrow a benchmark of the same type, and are refused where they contradict it", () => {
    const benchmark = (rowsPerSecond: number) => ({
      instanceType: "ml.c7i.xlarge",
      rowsPerSecond,
      date: "2026-10-01",
      source: "paper",
    });
    const both = (rowsPerSecond: number) =>
      place(training({ rows: 1e7, benchmarks: [benchmark(rowsPerSecond)], measured: [fast] }));
    expect(both(4100).evidence.basis).toBe(
      `measured throughput of ml.c7i.xlarge (2026-10-01, paper; ${day}, own meter)`,
    );
    expect(() => both(9000)).toThrow("Cannot use two measurements of ml.c7i.xlarge because they contradict");
  });

  it("tell the load of an endpoint from its requests in a month", () => {
    const month = { use: "endpoint", region: "us-east-1" } as const;
    // 1 M requests over 4000 a second x 3600 s x 730 h = 0.0001 of the time
    const rare = place({ ...month, work: { rows: 1e6, measured: [fast] } });
    const busy = place({ ...month, work: { rows: 5e9, measured: [fast] } });
    const usual = place({ ...month, instanceType: "ml.c7i.xlarge", work: {} });
    expect(rare).toMatchObject({ instanceType: "ml.c7i.xlarge", evidence: { kind: "measured" } });
    expect(likely(rare.emissions)).toBeLessThan(likely(usual.emissions));
    expect(likely(busy.emissions)).toBeGreaterThan(likely(usual.emissions));
    const other = place({ ...month, instanceType: "ml.m5.large", work: { rows: 1e6, measured: [fast] } });
    expect(other.emissions).toEqual(place({ ...month, instanceType: "ml.m5.large", work: {} }).emissions);
  });

  it("leave out machines that would not keep up", () => {
    const work = { rows: 5e9, measured: [fast, slow] };
    const placed = place({ use: "endpoint", region: "us-east-1", work });
    expect(placed.instanceType).toBe("ml.c7i.xlarge");
    expect(rejection(placed, "ml.m5.xlarge")).toBe(
      "it likely answers at most 2,628,000,000 requests a month, asked for are 5,000,000,000",
    );
    expect(() => place({ use: "endpoint", region: "us-east-1", instanceType: "ml.m5.xlarge", work })).toThrow(
      'Expected instanceType that keeps up, got "ml.m5.xlarge": it likely answers at most 2,628,000,000 requests',
    );
    const two = { ...work, instanceCount: 2 };
    expect(place({ use: "endpoint", region: "us-east-1", instanceType: "ml.m5.xlarge", work: two }).instanceCount).toBe(
      2,
    );
  });
});

describe("a stated ratio of speed", () => {
  const ratio = (instanceType: string, times: number, of = "ml.m5.xlarge") => ({
    instanceType,
    of,
    ratio: times,
    date: "2026-10-05",
    source: "vendor's blog",
  });

  it("carries a measured speed to a type that nobody measured", () => {
    const work = {
      rows: 3.6e7,
      measured: [seen("ml.m5.xlarge", { inferencesPerSecond: 1000 })],
      ratios: [ratio("ml.c7i.xlarge", 4)],
    };
    const placed = place(training(work));
    expect(placed.instanceType).toBe("ml.c7i.xlarge");
    expect(likely(placed.cost)).toBeCloseTo(likely(on("ml.c7i.xlarge", { hours: hours(2.5) }).cost), 9);
    expect(placed.evidence.basis).toContain("ml.c7i.xlarge (4 times ml.m5.xlarge: 2026-10-05, vendor's blog)");
  });

  it("scales stated hours without any measured speed", () => {
    const work = { hours: hours(8), referenceInstanceType: "ml.m5.xlarge", ratios: [ratio("ml.c7i.xlarge", 2)] };
    const placed = place(training(work));
    expect(placed.instanceType).toBe("ml.c7i.xlarge");
    expect(likely(placed.cost)).toBeCloseTo(likely(on("ml.c7i.xlarge", { hours: hours(4) }).cost), 9);
    expect(rejection(placed, "ml.m5.large")).toBe("no benchmark measured it");
  });

  it.each<[string, PlacementWork, string]>([
    [
      "stands on nothing",
      { rows: 5, measured: [seen("ml.m5.large", { inferencesPerSecond: 1 })], ratios: [ratio("ml.c7i.xlarge", 2)] },
      "Expected a benchmark or a measured speed of ml.m5.xlarge, because work.ratios stand on it, got none",
    ],
    [
      "stands beside a measured speed",
      {
        rows: 5,
        measured: [seen("ml.m5.xlarge", { inferencesPerSecond: 1 }), seen("ml.c7i.xlarge", { inferencesPerSecond: 1 })],
        ratios: [ratio("ml.c7i.xlarge", 2)],
      },
      "Expected one speed of ml.c7i.xlarge, got a ratio in work.ratios and another one",
    ],
    [
      "is nothing",
      { hours: hours(1), referenceInstanceType: "ml.m5.xlarge", ratios: [ratio("ml.c7i.xlarge", 0)] },
      "Expected ratio in work.ratios above 0, got 0",
    ],
    [
      "is of an unknown type",
      { hours: hours(1), referenceInstanceType: "ml.m5.xlarge", ratios: [ratio("ml.z9.large", 2)] },
      'Unknown instance type "ml.z9.large" in work.ratios',
    ],
  ])("is refused in one sentence where it %s", (_, work, sentence) => {
    expect(() => place(training(work))).toThrow(sentence);
  });
});

describe("measurements that cannot be", () => {
  const two = (one: Partial<Measurement>, other: Partial<Measurement>) => [
    seen("ml.m5.xlarge", one),
    { ...seen("m5.xlarge", other), source: "another meter" },
  ];

  it.each<[string, readonly Measurement[], string]>([
    [
      "two times",
      two({ hours: hours(1) }, { hours: hours(2) }),
      `Cannot use two measurements of ml.m5.xlarge because they contradict: time measured ${day} (another meter)`,
    ],
    ["two powers", two({ watts: watts(30) }, { watts: watts(60) }), "because they contradict: power measured"],
    [
      "an energy that time and power do not make",
      two({ hours: hours(10), watts: watts(30) }, { kilowattHours: kilowattHours(3) }),
      "Cannot use measurements of ml.m5.xlarge because they contradict: energy measured",
    ],
    ["nothing measured", [seen("ml.m5.xlarge", {})], "Expected something measured of ml.m5.xlarge in work.measured"],
    [
      "an unknown type",
      [seen("ml.z9.large", { watts: watts(1) })],
      'Unknown instance type "ml.z9.large" in work.measured',
    ],
    [
      "no speed",
      [seen("ml.m5.xlarge", { inferencesPerSecond: 0 })],
      "Expected inferencesPerSecond of ml.m5.xlarge that can be measured, got 0-0",
    ],
    [
      "no day",
      [{ ...seen("ml.m5.xlarge", { watts: watts(1) }), date: "yesterday" }],
      `Expected a measurement's date such as "2026-08-01", got "yesterday"`,
    ],
  ])("are refused in one sentence: %s", (_, measured, sentence) => {
    expect(() => place(training({ ...stated, measured }))).toThrow(sentence);
  });

  it("are refused where rows at the measured speed take another time than was measured", () => {
    const measured = [seen("ml.m5.xlarge", { hours: hours(10), inferencesPerSecond: 1000 })];
    expect(() => place(training({ rows: 3.6e6, measured }))).toThrow(
      /^Cannot use two measurements of ml\.m5\.xlarge because they contradict: time measured .*, and work\.rows at its measured speed take 0\.95-1\.1 h$/,
    );
    expect(likely(place(training({ rows: 3.6e7, measured })).emissions)).toBeGreaterThan(0);
  });

  it("have no meaning for serverless inference, which has no type, and say nothing of an endpoint's hours", () => {
    const measured = [seen("ml.m5.xlarge", { hours: hours(1) })];
    expect(() => place({ use: "serverless", work: { measured } })).toThrow(
      "Cannot take work.measured because serverless inference has no instance type",
    );
    const placed = place({ use: "endpoint", instanceType: "ml.m5.xlarge", region: "us-east-1", work: { measured } });
    expect(facts(placed)).toEqual([["ml.m5.xlarge", "hours", "an endpoint is on all month"]]);
  });
});
