import {
  endpointMonthFootprint,
  fraction,
  hours,
  kilowattHours,
  range,
  trainingFootprint,
  transformFootprint,
  tuningFootprint,
  watts,
  type Estimate,
  type Measurement,
} from "../../../carbon";

const seen = { instanceType: "m5.xlarge", date: "2026-08-01", source: "power meter, run 12" } as const;
const usage = { region: "us-east-1", instanceType: "ml.m5.xlarge", hours: hours(10) } as const;
const train = (...measured: readonly Measurement[]) => trainingFootprint({ ...usage, measured });
const near = (value: number): number => expect.closeTo(value, 5) as number;
const width = (estimate: Estimate<number>): number =>
  estimate.kind === "known" ? estimate.high / estimate.low : Number.NaN;

describe("a measurement", () => {
  it("of watts takes the place of the model, narrows the range and is named in the basis", () => {
    // 30 W x 10 h x PUE 1.15 = 0.345 kWh
    const { energy, shares } = train({ ...seen, watts: watts(30) });
    expect(energy).toMatchObject({
      likely: near(0.345),
      basis: expect.stringContaining("power measured 2026-08-01 (power meter, run 12)") as string,
    });
    expect(width(energy)).toBeLessThan(width(trainingFootprint(usage).energy));
    expect(Object.keys(shares)).toEqual(["measured", "facilityOverhead", "embodied"]);
  });

  it("of utilisation, hours and energy enters too", () => {
    // 28.2 W at half load x 10 h x 1.15
    expect(train({ ...seen, utilisation: fraction(0.5) }).energy).toMatchObject({
      likely: near(0.3243),
      basis: expect.stringContaining("load measured") as string,
    });
    expect(train({ ...seen, utilisation: fraction(1) }).energy.kind).toBe("known");
    const timed = trainingFootprint({ ...usage, hours: undefined, measured: [{ ...seen, hours: hours(4) }] });
    // 4 h x 0.23 USD/h
    expect(timed.cost).toMatchObject({ likely: near(0.92), basis: expect.stringContaining("time measured") as string });
    // 2 kWh x 1.15; a meter's 5 % and PUE's 0.03: exp(-sqrt(ln(0.95)^2 + ln(1.12 / 1.15)^2)) = 0.944
    const metered = train({ ...seen, kilowattHours: kilowattHours(2) });
    expect(metered.energy).toMatchObject({ low: near(2.17104), likely: near(2.3), high: near(2.43046) });
    expect(metered.embodied).toEqual(trainingFootprint(usage).embodied);
  });

  it("of a run's time is not cut at a cap that came later", () => {
    const measured = [{ ...seen, hours: hours(5) }];
    const capped = trainingFootprint({ ...usage, hours: undefined, maxHours: hours(2), measured });
    // 5 h x 0.23 USD/h
    expect(capped.cost).toMatchObject({ likely: near(1.15) });
    const trial = { ...usage, hoursPerTrial: undefined, trials: 2, maxHoursPerTrial: hours(2), measured };
    expect(tuningFootprint(trial).cost).toMatchObject({ likely: near(2.3) });
  });

  it("of the cards is refused where there are none, or where all of the machine drew less", () => {
    expect(() => train({ ...seen, acceleratorWatts: watts(100) })).toThrow(
      "Cannot use power of the accelerators measured 2026-08-01 (power meter, run 12) because ml.m5.xlarge has no accelerators",
    );
    const type = { instanceType: "ml.g5.xlarge" };
    const both = (whole: number): readonly Measurement[] => [
      { ...seen, ...type, acceleratorWatts: watts(300), watts: watts(whole) },
    ];
    expect(() => trainingFootprint({ ...usage, ...type, measured: both(100) })).toThrow(
      "Cannot use measurements of ml.g5.xlarge because they contradict: power of the accelerators measured 2026-08-01 (power meter, run 12) is more than all of the machine, power measured 2026-08-01 (power meter, run 12)",
    );
    expect(trainingFootprint({ ...usage, ...type, measured: both(350) }).energy.kind).toBe("known");
    const newer = { instanceType: "ml.g99.xlarge" };
    const measured = [{ ...seen, ...newer, acceleratorWatts: watts(300) }];
    expect(trainingFootprint({ ...usage, ...newer, measured }).energy.kind).toBe("unknown");
  });

  it("of one trial's energy counts once for every trial", () => {
    const measured = [{ ...seen, kilowattHours: kilowattHours(2) }];
    const { energy } = tuningFootprint({ ...usage, hoursPerTrial: hours(1), trials: range(5, 10, 20), measured });
    expect(energy).toMatchObject({ likely: near(23) });
  });

  it("of the cards alone is completed by the model of the host and its fans", () => {
    const cards = { ...usage, instanceType: "p4d.24xlarge" };
    const measured = [{ ...seen, instanceType: "ml.p4d.24xlarge", acceleratorWatts: watts(2240) }];
    const { energy } = trainingFootprint({ ...cards, measured });
    // 2240 W x 1.3 = 2912 W and the host
    expect(energy.kind === "known" && energy.likely / (2.912 * 10 * 1.15)).toBeGreaterThan(1);
    expect(width(energy)).toBeLessThan(width(trainingFootprint(cards).energy));
  });

  it("of an endpoint's energy is refused where its power makes another one in a month", () => {
    const stays = { region: usage.region, instanceType: usage.instanceType };
    const both = (energy: number): readonly Measurement[] => [
      { ...seen, watts: watts(500), kilowattHours: kilowattHours(energy) },
    ];
    // 500 W x 730 h x 2 machines = 730 kWh, and two meters of 5 %
    const month = (energy: number) => endpointMonthFootprint({ ...stays, instanceCount: 2, measured: both(energy) });
    expect(() => month(365)).toThrow(
      "Cannot use measurements of ml.m5.xlarge because they contradict: energy measured 2026-08-01 (power meter, run 12), but a whole month and power measured 2026-08-01 (power meter, run 12) make 690-770 kWh",
    );
    expect(month(730).energy.kind).toBe("known");
    const asStated = { ...stays, hoursPerMonth: hours(365), instanceCount: 2, measured: both(365) };
    expect(endpointMonthFootprint(asStated).energy.kind).toBe("known");
  });

  it("of inferences per second gives an endpoint its load", () => {
    // 7 300 000 requests at 10 per second: 202.8 h of 730 h, load 0.278
    const { energy } = endpointMonthFootprint({
      ...usage,
      requestsPerMonth: 7_300_000,
      measured: [{ ...seen, inferencesPerSecond: 10 }],
    });
    const load = endpointMonthFootprint({ ...usage, utilisation: fraction(7_300_000 / 36_000 / 730) });
    expect(energy).toMatchObject({ likely: near(load.energy.kind === "known" ? load.energy.likely : 0) });
  });

  it("of inferences per second gives a batch run its time, shared among its machines", () => {
    const measured = [{ ...seen, inferencesPerSecond: 100 }];
    const batch = { ...usage, hours: undefined, rows: 3_600_000, measured };
    // 3.6 million rows at 100 per second: 10 machine-hours at 0.23 USD
    expect(transformFootprint(batch).cost).toMatchObject({
      likely: near(2.3),
      basis: expect.stringContaining("inferences per second measured 2026-08-01") as string,
    });
    expect(transformFootprint({ ...batch, instanceCount: 2 }).cost).toEqual(transformFootprint(batch).cost);
    expect(transformFootprint({ ...batch, measured: [] }).cost.kind).toBe("unknown");
    expect(transformFootprint({ ...batch, hours: hours(1) }).cost).toMatchObject({ likely: near(0.23) });
    expect(() => transformFootprint({ ...batch, rows: -1 })).toThrow("Expected rows that are finite and at least 0");
  });

  it("of another type enters no estimate", () => {
    expect(train({ ...seen, instanceType: "c5.xlarge", watts: watts(1) })).toEqual(trainingFootprint(usage));
    expect(transformFootprint({ ...usage, measured: [] })).toEqual(transformFootprint(usage));
  });

  it("gives power to a type that the catalogue lacks", () => {
    const strange = { ...usage, instanceType: "ml.z9.large" };
    const measured = [{ ...seen, instanceType: "z9.large", watts: watts(100) }];
    expect(trainingFootprint({ ...strange, measured }).energy.kind).toBe("known");
    expect(trainingFootprint({ ...strange, measured }).emissions.kind).toBe("unknown");
  });

  it("narrows another one of the same to what both allow", () => {
    const { energy } = train(
      { ...seen, watts: range(watts(20), watts(25), watts(40)) },
      { ...seen, watts: range(watts(30), watts(35), watts(50)), date: "2026-08-02" },
    );
    // 30-40 W, likely 30: the mean of 25 and 35
    expect(energy).toMatchObject({ likely: near(0.345), basis: expect.stringContaining("2026-08-02") as string });
  });

  it.each([
    [
      [
        { ...seen, watts: watts(20) },
        { ...seen, watts: watts(40) },
      ],
      "Cannot use two measurements of ml.m5.xlarge because they contradict: power measured 2026-08-01",
    ],
    [
      [{ ...seen, date: "yesterday", watts: watts(20) }],
      'Expected a measurement\'s date such as "2026-08-01", got "yesterday"',
    ],
    [[{ ...seen, source: "", watts: watts(20) }], "Expected a measurement's source in words, got none"],
  ] as const)("is refused in one sentence: %#", (measured, sentence) => {
    expect(() => train(...measured)).toThrow(sentence);
  });
});
