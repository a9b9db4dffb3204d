import fc from "../../support/fast-check";

import {
  endpointMonthFootprint,
  fraction,
  hours,
  mebibytes,
  milliseconds,
  processingFootprint,
  range,
  regions,
  serverlessMonthFootprint,
  trainingFootprint,
  transformFootprint,
  tuningFootprint,
  type Estimate,
  type Footprint,
  type Grams,
  type Hours,
  type Known,
  type Range,
} from "../../../carbon";

const near = (value: number): number => expect.closeTo(value, 2) as number;
const machine = { region: "us-east-1", instanceType: "ml.m5.xlarge" } as const;
const half = { utilisation: fraction(0.5) };
const likely = <Q extends number>(estimate: Estimate<Q>): number =>
  estimate.kind === "known" ? estimate.likely : Number.NaN;

describe("trainingFootprint", () => {
  it("computes a worked example", () => {
    // 28.2 W at half load x 2 machines x 10 h = 0.564 kWh; x PUE 1.15 = 0.6486 kWh; x 418 g/kWh = 271.1 g
    // embodied 1.415 g/h x 20 h = 28.3 g; together 299.4 g; 0.23 USD/h x 20 h = 4.60 USD
    const footprint = trainingFootprint({ ...machine, ...half, instanceCount: 2, hours: hours(10) });
    expect(footprint.functionalUnit).toBe("training run");
    expect(footprint.energy).toMatchObject({ likely: near(0.6486) });
    expect(footprint.operational).toMatchObject({ likely: near(271.11) });
    expect(footprint.embodied).toMatchObject({ likely: near(28.3) });
    expect(footprint.emissions).toMatchObject({ likely: near(299.41) });
    expect(footprint.cost).toMatchObject({ low: near(4.6), likely: near(4.6), high: near(4.6) });
    expect(footprint.unknowns).toEqual([]);
  });

  it("takes the default load of training, 0.7", () => {
    const stated = trainingFootprint({
      ...machine,
      hours: hours(1),
      utilisation: range(fraction(0.5), fraction(0.7), fraction(0.9)),
    });
    expect(trainingFootprint({ ...machine, hours: hours(1) })).toEqual(stated);
  });

  it("says in words what it stands on", () => {
    const { emissions } = trainingFootprint({ ...machine, hours: hours(1) });
    expect(emissions.kind === "known" && emissions.basis).toBe(
      "measured (Teads 2021) host power; time as stated; PUE 1.15 (aws-published, 2025); " +
        "grid of US-MIDA-PJM: 418 gCO2e/kWh in 2025; embodied after Cloud Carbon Footprint and Boavizta",
    );
  });

  it("is bounded by the cap while nobody knows the time", () => {
    const { emissions, cost, unknowns } = trainingFootprint({ ...machine, hours: undefined, maxHours: hours(2) });
    expect(emissions).toMatchObject({ kind: "bounded", low: 0, missing: "run time" });
    expect(cost).toMatchObject({ kind: "bounded", low: 0, high: near(0.46) });
    expect(unknowns).toEqual(["run time"]);
  });

  it("is unknown without time and cap", () => {
    expect(trainingFootprint({ ...machine, hours: undefined }).energy).toEqual({
      kind: "unknown",
      missing: "run time",
    });
  });

  it("cuts the stated time at the cap", () => {
    const cut = trainingFootprint({ ...machine, hours: range(hours(1), hours(3), hours(9)), maxHours: hours(3) });
    const stated = trainingFootprint({ ...machine, hours: range(hours(1), hours(3), hours(3)) });
    expect(cut).toEqual(stated);
  });

  it("lists an unknown type and an unknown region as unknown, never as zero", () => {
    const odd = trainingFootprint({ ...machine, instanceType: "ml.z9.large", hours: hours(1) });
    expect(odd.emissions).toEqual({ kind: "unknown", missing: 'figures of instance type "ml.z9.large"' });
    const nowhere = trainingFootprint({ ...machine, region: "mars-1", hours: hours(1) });
    expect(nowhere.embodied.kind).toBe("known");
    expect(nowhere.unknowns).toEqual([
      'overhead of region "mars-1"',
      'grid of region "mars-1"',
      'prices in region "mars-1"',
    ]);
  });

  it("bounds the energy in an unknown region by the overheads of all regions", () => {
    const nowhere = trainingFootprint({ ...machine, region: "mars-1", hours: hours(1) }).energy;
    const somewhere = regions().map(({ id }) => trainingFootprint({ ...machine, region: id, hours: hours(1) }).energy);
    expect(nowhere).toMatchObject({ kind: "bounded", missing: 'overhead of region "mars-1"' });
    for (const one of somewhere) {
      expect((one as { likely: number }).likely).toBeGreaterThan((nowhere as { low: number }).low);
      expect((one as { likely: number }).likely).toBeLessThan((nowhere as { high: number }).high);
    }
  });

  it("keeps emissions unknown where only the embodied part is", () => {
    const { operational, emissions } = trainingFootprint({
      ...machine,
      instanceType: "trn3-gen1.ultraserver",
      hours: hours(1),
    });
    expect([operational.kind, emissions.kind]).toEqual(["unknown", "unknown"]);
  });

  it("refuses impossible machines", () => {
    expect(() => trainingFootprint({ ...machine, hours: hours(1), instanceCount: 0 })).toThrow(RangeError);
  });

  const times = fc.integer({ min: 0, max: 10_000 }).map((tenths) => hours(tenths / 10));
  const spans = fc
    .tuple(times, times, times)
    .map((values) => values.toSorted((one, other) => one - other))
    .map(([low = hours(0), middle = hours(0), high = hours(0)]) => range<Hours>(low, middle, high));

  function expectNoLess(longer: Range<Hours>, shorter: Range<Hours>): void {
    const [long, short] = [longer, shorter].map(
      (time) => trainingFootprint({ ...machine, hours: time }).emissions as Known<Grams>,
    ) as [Known<Grams>, Known<Grams>];
    const slack = 1 + 1e-9;
    expect(long.low * slack).toBeGreaterThanOrEqual(short.low);
    expect(long.likely).toBeGreaterThanOrEqual(short.likely);
    expect(long.high * slack).toBeGreaterThanOrEqual(short.high);
  }

  it("never emits less in more hours", () => {
    fc.assert(
      fc.property(spans, times, times, times, (span, first, second, third) => {
        const [one = 0, two = 0, three = 0] = [first, second, third].toSorted((a, b) => a - b);
        expectNoLess(range(hours(span.low + one), hours(span.likely + two), hours(span.high + three)), span);
      }),
    );
  });

  it("never emits less where hours become likely that were not", () => {
    expectNoLess(range(hours(0), hours(0.1), hours(0.4)), range(hours(0), hours(0), hours(0.3)));
  });

  it("gives the same for two machines in one hour as for one in two", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100 }), (many) => {
        const wide = trainingFootprint({ ...machine, hours: hours(1), instanceCount: many }).emissions;
        const long = trainingFootprint({ ...machine, hours: hours(many) }).emissions;
        expect(likely(wide)).toBeCloseTo(likely(long), 6);
      }),
    );
  });
});

describe("other runs", () => {
  it("takes the load of each kind of work", () => {
    const usage = { ...machine, hours: hours(1) };
    expect(transformFootprint(usage)).toMatchObject({ functionalUnit: "batch run" });
    expect(processingFootprint(usage)).toMatchObject({ functionalUnit: "processing run" });
    // 0.6 between 28.2 and 39.9 W: 30.54 W x 1 h x 1.15 = 0.03512 kWh
    expect(likely(transformFootprint(usage).energy)).toBeCloseTo(0.035121, 6);
    expect(processingFootprint(usage).energy).toEqual(transformFootprint(usage).energy);
  });
});

describe("tuningFootprint", () => {
  const each = { ...machine, ...half, hoursPerTrial: hours(0.5) };
  const footprintOf = (usage: Partial<Parameters<typeof tuningFootprint>[0]>): Footprint =>
    tuningFootprint({ ...each, trials: 20, ...usage });

  it("multiplies trials by the time of one", () => {
    expect(footprintOf({}).emissions).toEqual(trainingFootprint({ ...machine, ...half, hours: hours(10) }).emissions);
  });

  it("spares what stopping early spares", () => {
    const { energy } = footprintOf({ trials: range(5, 12, 20) });
    // 28.2 W x 0.5 h x 12 x 1.15 = 0.1946 kWh
    expect(energy).toMatchObject({ likely: near(0.1946) });
    expect(energy.kind === "known" && energy.low < 0.1 && energy.high > 0.3).toBe(true);
  });

  it("is bounded by the lower of its caps", () => {
    const unknown = { hoursPerTrial: undefined };
    const high = (usage: Parameters<typeof footprintOf>[0]): number => {
      const { cost } = footprintOf({ ...unknown, ...usage });
      return cost.kind === "bounded" ? cost.high : Number.NaN;
    };
    expect(high({ maxHoursPerTrial: hours(1) })).toBeCloseTo(4.6, 6);
    expect(high({ maxHours: hours(2) })).toBeCloseTo(0.46, 6);
    expect(high({ maxHoursPerTrial: hours(1), maxHours: hours(2) })).toBeCloseTo(0.46, 6);
    expect(footprintOf(unknown).emissions.kind).toBe("unknown");
  });

  it("refuses a tuning run without trials", () => {
    expect(() => footprintOf({ trials: 0 })).toThrow("Expected trials of at least 1 and whole, got 0");
  });
});

describe("endpointMonthFootprint", () => {
  it("computes a worked example", () => {
    // 28.2 W x 730 h x 2 = 41.17 kWh; x 1.15 = 47.35 kWh; x 418 = 19 791 g; embodied 1.415 x 1460 = 2 066 g
    const footprint = endpointMonthFootprint({ ...machine, ...half, instanceCount: 2 });
    expect(footprint.energy).toMatchObject({ likely: near(47.35) });
    expect(likely(footprint.emissions)).toBeCloseTo(21_857, -1);
    expect(footprint.cost).toMatchObject({ likely: near(335.8) });
  });
});

describe("serverlessMonthFootprint", () => {
  const usage = { region: "us-east-1", memoryMib: mebibytes(2048), requestsPerMonth: 72_000 } as const;

  it("computes a worked example", () => {
    // 72 000 x 50 ms = 1 h of 2 of the 8 GiB of c6i.xlarge; it draws 21.7 + 0.2 x 6.8 = 23.06 W at load 0.6: 5.765 Wh x 1.15
    const footprint = serverlessMonthFootprint({ ...usage, millisecondsPerRequest: milliseconds(50) });
    expect(likely(footprint.energy)).toBeCloseTo(0.00663, 5);
    // 2 GB x 3600 s x 0.00002 USD
    expect(footprint.cost).toMatchObject({ kind: "known", likely: near(0.144) });
    expect(footprint.unknowns).toEqual([]);
    expect(footprint.energy.kind === "known" && footprint.energy.high / footprint.energy.low).toBeGreaterThan(2.5);
  });

  it("costs nothing while nobody asks", () => {
    const footprint = serverlessMonthFootprint({
      ...usage,
      requestsPerMonth: 0,
      millisecondsPerRequest: milliseconds(50),
    });
    expect(footprint.emissions).toMatchObject({ kind: "known", low: 0, likely: 0, high: 0 });
  });

  it("is bounded by the service's time-out while nobody knows the compute time", () => {
    const { energy } = serverlessMonthFootprint({ ...usage, millisecondsPerRequest: undefined });
    expect(energy).toMatchObject({ kind: "bounded", low: 0, missing: "compute time of a request" });
  });

  it("keeps drawing power with provisioned concurrency", () => {
    const asked = { ...usage, millisecondsPerRequest: milliseconds(50) };
    const warm = serverlessMonthFootprint({ ...asked, provisionedConcurrency: 1 });
    // 730 h instead of 1 h, at nearly idle: 6 W + 0.6/730 of the rest, a quarter of it
    expect(likely(warm.energy)).toBeCloseTo((6 / 4) * 0.73 * 1.15, 1);
    expect(
      serverlessMonthFootprint({ ...asked, provisionedConcurrency: 1, millisecondsPerRequest: undefined }).energy.kind,
    ).toBe("bounded");
  });

  it("refuses impossible requests", () => {
    const asked = { ...usage, millisecondsPerRequest: milliseconds(50) };
    expect(() => serverlessMonthFootprint({ ...asked, requestsPerMonth: -1 })).toThrow(RangeError);
    expect(() => serverlessMonthFootprint({ ...asked, requestsPerMonth: Infinity })).toThrow(
      "Expected requestsPerMonth",
    );
  });
});
