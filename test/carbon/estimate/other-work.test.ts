import {
  asynchronousMonthFootprint,
  dynamoDbMonthFootprint,
  endpointMonthFootprint,
  fraction,
  gibibytes,
  gigabytes,
  hours,
  inferenceComponentMonthFootprint,
  lambdaMonthFootprint,
  mebibytes,
  milliseconds,
  notebookMonthFootprint,
  publicTransferFootprint,
  range,
  serverlessMonthFootprint,
  processingFootprint,
  storageMonthFootprint,
  trainingFootprint,
  tuningFootprint,
  watts,
  type Estimate,
  type Footprint,
} from "../../../carbon";

const near = (value: number, digits = 4): number => expect.closeTo(value, digits) as number;
const likely = (estimate: Estimate<number>): number => (estimate.kind === "known" ? estimate.likely : Number.NaN);
const machine = { region: "us-east-1", instanceType: "ml.m5.xlarge" } as const;
const half = { utilisation: fraction(0.5) } as const;

describe("endpointMonthFootprint from requests", () => {
  const asked = { ...machine, millisecondsPerRequest: milliseconds(100) };

  it("takes the load from requests and the time of one", () => {
    // 13.14 million x 0.1 s = 365 h, half of a month
    const { energy } = endpointMonthFootprint({ ...asked, requestsPerMonth: 13_140_000 });
    expect(energy).toMatchObject({ likely: near(likely(endpointMonthFootprint({ ...machine, ...half }).energy)) });
  });

  it("spreads requests over machines and hours", () => {
    const two = endpointMonthFootprint({
      ...asked,
      requestsPerMonth: 13_140_000,
      instanceCount: 2,
      hoursPerMonth: hours(365),
    });
    expect(likely(two.energy)).toBeCloseTo(likely(endpointMonthFootprint({ ...machine, ...half }).energy), 4);
  });

  it("keeps the default load while requests or their time are not known", () => {
    const plain = endpointMonthFootprint(machine);
    expect(endpointMonthFootprint(asked)).toEqual(plain);
    expect(endpointMonthFootprint({ ...machine, requestsPerMonth: 1 })).toEqual(plain);
    expect(likely(endpointMonthFootprint({ ...asked, requestsPerMonth: 1, hoursPerMonth: hours(0) }).energy)).toBe(0);
  });

  it("stays below full load at the high end, and refuses more requests than the machines can answer", () => {
    const busy = range(13_140_000, 20_000_000, 40_000_000);
    expect(endpointMonthFootprint({ ...asked, requestsPerMonth: busy }).energy.kind).toBe("known");
    expect(() => endpointMonthFootprint({ ...asked, requestsPerMonth: 40_000_000 })).toThrow(
      "Too many requests: they take 1111 machine-hours, maximum 730",
    );
  });
});

describe("asynchronousMonthFootprint", () => {
  it("counts the hours awake", () => {
    const awake = asynchronousMonthFootprint({ ...machine, ...half, hoursAwake: hours(73) });
    expect(likely(awake.energy)).toBeCloseTo(likely(endpointMonthFootprint({ ...machine, ...half }).energy) / 10, 6);
  });

  it("is bounded by the requests' own time and the month while nobody knows them", () => {
    const asked = { requestsPerMonth: 36_000, millisecondsPerRequest: milliseconds(1000) };
    // 10 h to 730 h at 0.23 USD/h
    expect(asynchronousMonthFootprint({ ...machine, ...asked, hoursAwake: undefined }).cost).toMatchObject({
      kind: "bounded",
      low: near(2.3),
      high: near(167.9),
      missing: "hours awake",
    });
    expect(asynchronousMonthFootprint({ ...machine, hoursAwake: undefined }).cost).toMatchObject({ low: 0 });
  });
});

describe("inferenceComponentMonthFootprint", () => {
  const all = { ...machine, hoursAwake: hours(730) };

  it("takes the largest share of a machine for every copy", () => {
    // 1 of 4 vCPU against 8 of 16 GiB: a half, twice
    const two = inferenceComponentMonthFootprint({ ...all, copies: 2, vcpu: 1, memoryGib: gibibytes(8) });
    expect(two.cost).toMatchObject({ likely: near(0.23 * 730) });
    const card = { ...all, instanceType: "ml.g5.12xlarge", accelerators: 1, vcpu: 0 };
    const whole = endpointMonthFootprint({ ...machine, instanceType: "ml.g5.12xlarge" });
    expect(likely(inferenceComponentMonthFootprint(card).embodied)).toBeCloseTo(likely(whole.embodied) / 4, 4);
  });

  it("is unknown on a type that the catalogue lacks, and refuses what fits no machine", () => {
    expect(inferenceComponentMonthFootprint({ ...all, instanceType: "ml.z9.large", vcpu: 1 }).emissions.kind).toBe(
      "unknown",
    );
    expect(() => inferenceComponentMonthFootprint({ ...all, accelerators: 1 })).toThrow(
      "Too much accelerators: 1, maximum 0 on ml.m5.xlarge",
    );
    expect(() => inferenceComponentMonthFootprint(all)).toThrow("Expected vcpu, memoryGib or accelerators");
  });
});

describe("notebookMonthFootprint", () => {
  it("adds the volume, which is there all month", () => {
    const bare = notebookMonthFootprint({ ...machine, hoursPerMonth: hours(160) });
    const kept = notebookMonthFootprint({ ...machine, hoursPerMonth: hours(160), volumeGigabytes: gigabytes(100) });
    const volume = storageMonthFootprint({ region: "us-east-1", kind: "ebs-ssd", gigabytes: gigabytes(100) });
    expect(likely(kept.energy)).toBeCloseTo(likely(bare.energy) + likely(volume.energy), 8);
    expect(likely(kept.cost)).toBeCloseTo(0.23 * 160 + 8, 6);
    expect(kept.shares.storage).toBeGreaterThan(0);
  });

  it("is bounded by the month while nobody knows its hours", () => {
    expect(notebookMonthFootprint({ ...machine, hoursPerMonth: undefined }).cost).toMatchObject({
      kind: "bounded",
      low: 0,
      high: near(167.9),
      missing: "hours that it runs",
    });
  });
});

describe("storageMonthFootprint", () => {
  it("computes a worked example", () => {
    // 1 TB x 6 copies x 0.65 Wh/TB-h x 730 h = 2.847 kWh; x PUE 1.15 = 3.274 kWh; x 418 g/kWh = 1368.6 g
    // making: 1000 GB x 6 x 0.02 kg x 730 / 43800 = 2000 g; 23 USD
    const footprint = storageMonthFootprint({ region: "us-east-1", kind: "s3", gigabytes: gigabytes(1000) });
    expect(footprint.energy).toMatchObject({ likely: near(3.27405) });
    expect(footprint.operational).toMatchObject({ likely: near(1368.55, 1) });
    expect(footprint.embodied).toMatchObject({ likely: near(2000) });
    expect(footprint.cost).toMatchObject({ likely: near(23) });
    expect(footprint.shares).toMatchObject({ storage: near(0.3533, 3), embodied: near(0.5937, 3) });
  });

  it.each(["ebs-ssd", "ebs-hdd", "efs", "ecr", "dynamodb"] as const)("estimates %s", (kind) => {
    const footprint = storageMonthFootprint({ region: "eu-north-1", kind, gigabytes: gigabytes(10) });
    expect(footprint.unknowns).toEqual([]);
    expect(likely(footprint.emissions)).toBeGreaterThan(0);
  });
});

describe("lambdaMonthFootprint", () => {
  const usage = {
    region: "us-east-1",
    memoryMib: mebibytes(1024),
    requestsPerMonth: 1_000_000,
    millisecondsPerRequest: milliseconds(100),
  } as const;

  it("computes a worked example", () => {
    // 100 000 GB-s x 0.0000166667 + 1 000 000 x 0.0000002 USD
    const footprint = lambdaMonthFootprint(usage);
    expect(footprint.cost).toMatchObject({ likely: near(1.86667) });
    // 27.78 h of 1 of 8 GiB of c6i.xlarge at 25.78 W (load 0.6): 89.5 Wh x 1.15
    expect(likely(footprint.energy)).toBeCloseTo(((27.7778 * (21.7 + 0.2 * 6.8)) / 8 / 1000) * 1.15, 3);
  });

  it("draws less on ARM, and is bounded by 15 minutes a request", () => {
    const arm = lambdaMonthFootprint({ ...usage, architecture: "arm64" });
    expect(likely(arm.energy)).toBeLessThan(likely(lambdaMonthFootprint(usage).energy));
    expect(lambdaMonthFootprint({ ...usage, millisecondsPerRequest: undefined }).cost).toMatchObject({
      kind: "bounded",
    });
  });

  it("does not know the price of copies kept warm, nor of regions it lacks", () => {
    expect(serverlessMonthFootprint({ ...usage, provisionedConcurrency: 1 }).cost).toEqual({
      kind: "unknown",
      missing: "price of provisioned concurrency",
    });
    expect(lambdaMonthFootprint({ ...usage, region: "mars-1" }).cost.kind).toBe("unknown");
  });
});

describe("dynamoDbMonthFootprint", () => {
  const table = { region: "us-east-1", gigabytes: gigabytes(10), readsPerMonth: 0, writesPerMonth: 0 } as const;

  it("is its storage while nobody asks", () => {
    const stored = storageMonthFootprint({ region: "us-east-1", kind: "dynamodb", gigabytes: gigabytes(10) });
    expect(dynamoDbMonthFootprint(table).energy).toMatchObject({
      kind: "known",
      likely: near(likely(stored.energy), 8),
    });
  });

  it("bounds its requests by the latency that AWS states", () => {
    const { energy, cost } = dynamoDbMonthFootprint({ ...table, readsPerMonth: 800_000, writesPerMonth: 1_000_000 });
    expect(energy).toMatchObject({ kind: "bounded", missing: "processor time of a DynamoDB request" });
    // 2.5 USD of storage, 0.1 of reads, 0.625 of writes
    expect(cost).toMatchObject({ kind: "known", likely: near(3.225) });
  });

  it("refuses impossible requests", () => {
    expect(() => dynamoDbMonthFootprint({ ...table, writesPerMonth: -1 })).toThrow("Expected writesPerMonth");
  });
});

describe("publicTransferFootprint", () => {
  it("computes a worked example", () => {
    // 10 GB x 0.059 kWh x 494 g/kWh = 291.46 g, making 22 % more; 0.90 USD
    const footprint = publicTransferFootprint({ region: "us-east-1", gigabytes: gigabytes(10) });
    expect(footprint.energy).toMatchObject({ likely: near(0.59) });
    expect(footprint.emissions).toMatchObject({ likely: near(291.46 * 1.22, 2) });
    expect(footprint.cost).toMatchObject({ likely: near(0.9) });
    expect(footprint.water.onSite.kind).toBe("unknown");
  });
});

describe("a run whose machines have volumes", () => {
  const run = { ...machine, ...half, hours: hours(2), instanceCount: 2 } as const;
  const volumeGigabytes = gigabytes(100);

  it("adds the part of a month that it takes, for each machine", () => {
    const [bare, kept] = [trainingFootprint(run), trainingFootprint({ ...run, volumeGigabytes })];
    // 2 machines x 2 h; 0.1 TB x 2 copies x 1.2 Wh/TB-h x 4 h x PUE 1.15 = 1.104 Wh
    expect(likely(kept.energy) - likely(bare.energy)).toBeCloseTo(0.001104, 9);
    // making: 100 GB x 2 copies x 160 g x 4 h / 43800 h; 100 GB x 0.08 USD x 4 h / 730 h
    expect(likely(kept.embodied) - likely(bare.embodied)).toBeCloseTo(2.92237, 5);
    expect(likely(kept.cost) - likely(bare.cost)).toBeCloseTo(0.0438356, 7);
    expect(kept.shares.storage).toBeGreaterThan(0);
  });

  it("is the same for every kind of run, and for all trials together", () => {
    const added = (make: (volume: object) => Footprint): number =>
      likely(make({ volumeGigabytes }).embodied) - likely(make({}).embodied);
    expect(added((volume) => processingFootprint({ ...run, ...volume }))).toBeCloseTo(2.92237, 5);
    const search = { ...run, trials: 5, hoursPerTrial: hours(2) };
    expect(added((volume) => tuningFootprint({ ...search, ...volume }))).toBeCloseTo(5 * 2.92237, 4);
    const warm = { keepAlive: hours(1), parallelTrials: 5 };
    // five waits of an hour each beside five trials of two
    expect(added((volume) => tuningFootprint({ ...search, warmPool: warm, ...volume }))).toBeCloseTo(7.5 * 2.92237, 4);
  });

  it("is bounded like the run, and keeps it while it waits", () => {
    const capped = trainingFootprint({ ...machine, hours: undefined, maxHours: hours(73), volumeGigabytes });
    // 0.23 USD x 73 h, and a tenth of a month of 100 GB at up to 0.14 USD
    expect(capped.cost).toMatchObject({ kind: "bounded", low: 0, high: near(0.23 * 73 + 1.4) });
    const [bare, kept] = [{}, { volumeGigabytes }].map((one) =>
      trainingFootprint({ ...machine, hours: hours(1), keptWarm: hours(1), ...one }),
    );
    expect(likely(kept!.embodied) - likely(bare!.embodied)).toBeCloseTo(2.92237 / 2, 5);
  });

  it("counts for nothing where the machine has disks of its own", () => {
    const cards = { ...run, instanceType: "ml.g5.xlarge" };
    expect(trainingFootprint({ ...cards, volumeGigabytes })).toEqual(trainingFootprint(cards));
  });
});

describe("a run whose machines are kept warm after it", () => {
  const run = { ...machine, ...half, hours: hours(2) } as const;

  it("adds their wait at idle power and full price", () => {
    const [cold, warm] = [trainingFootprint(run), trainingFootprint({ ...run, keptWarm: hours(0.5) })];
    // 8.8 W x 0.5 h x 1.15 = 0.00506 kWh more
    expect(likely(warm.energy) - likely(cold.energy)).toBeCloseTo(0.00506, 6);
    expect(warm.cost).toMatchObject({ likely: near(0.23 * 2.5) });
    expect(warm.cost).toMatchObject({ basis: expect.stringContaining("kept warm after it, 0.5 to 0.5 h") as string });
    const two = trainingFootprint({ ...run, instanceCount: 2, keptWarm: hours(0.5) });
    expect(likely(two.energy)).toBeCloseTo(2 * likely(warm.energy), 8);
  });

  it("changes the upper bound alone where a next run may take them over at once", () => {
    const keptWarm = range(hours(0), hours(0), hours(0.5));
    expect(trainingFootprint({ ...run, keptWarm }).cost).toMatchObject({
      low: near(0.23 * 2),
      likely: near(0.23 * 2),
      high: near(0.23 * 2.5),
    });
    const capped = processingFootprint({ ...machine, hours: undefined, maxHours: hours(1), keptWarm });
    expect(capped.cost).toMatchObject({ kind: "bounded", low: 0, high: near(0.23 * 1.5) });
  });

  it("waits idle whatever was measured of it at work", () => {
    const measured = [{ instanceType: "ml.m5.xlarge", date: "2026-11-02", source: "own run", watts: watts(20) }];
    const [cold, warm] = [run, { ...run, keptWarm: hours(0.5) }].map((one) => trainingFootprint({ ...one, measured }));
    expect(likely(warm!.energy) - likely(cold!.energy)).toBeCloseTo(0.00506, 6);
  });
});

describe("tuningFootprint's special cases", () => {
  const run = { ...machine, ...half, trials: 10, hoursPerTrial: hours(1) } as const;

  it("leaves out what early stopping spares", () => {
    // half of the trials stop after 40 % of their time: 1 - 0.5 x 0.6 = 0.7
    const stopped = tuningFootprint({ ...run, earlyStopping: { share: fraction(0.5), at: fraction(0.4) } });
    expect(stopped.cost).toMatchObject({ likely: near(0.23 * 7) });
    const unsure = tuningFootprint({
      ...run,
      earlyStopping: { share: range(fraction(0.2), fraction(0.5), fraction(0.8)), at: fraction(0.4) },
    });
    // 1 - 0.8 x 0.6 = 0.52 and 1 - 0.2 x 0.6 = 0.88
    expect(unsure.cost).toMatchObject({ low: near(0.23 * 5.2), likely: near(0.23 * 7), high: near(0.23 * 8.8) });
    expect(
      tuningFootprint({ ...run, hoursPerTrial: undefined, earlyStopping: { share: fraction(0.5), at: fraction(0.4) } })
        .cost.kind,
    ).toBe("unknown");
  });

  it("adds the idle time of a warm pool, at idle power and full price", () => {
    const pool = { keepAlive: hours(0.5), parallelTrials: 2 };
    const warm = tuningFootprint({ ...run, warmPool: pool });
    // 8.8 W x 2 x 0.5 h x 1.15 = 0.01012 kWh more; 1 h of price more; at most 10 x 0.5 h
    const cold = tuningFootprint(run);
    expect(likely(warm.energy) - likely(cold.energy)).toBeCloseTo(0.01012, 6);
    expect(warm.cost).toMatchObject({ low: near(0.23 * 11), likely: near(0.23 * 11), high: near(0.23 * 15) });
    const two = tuningFootprint({ ...run, instanceCount: 2, warmPool: pool });
    expect(likely(two.energy)).toBeCloseTo(2 * likely(warm.energy), 8);
    expect(() => tuningFootprint({ ...run, warmPool: { ...pool, parallelTrials: 0 } })).toThrow(
      "warmPool.parallelTrials",
    );
  });

  it("may wait for a next job not at all, where only the period is known", () => {
    const keepAlive = range(hours(0), hours(0), hours(0.5));
    const warm = tuningFootprint({ ...run, warmPool: { keepAlive, parallelTrials: 10 } });
    expect(warm.cost).toMatchObject({ low: near(0.23 * 10), likely: near(0.23 * 10), high: near(0.23 * 15) });
  });

  it("idles the accelerators' host as well", () => {
    const cards = { ...run, instanceType: "ml.g5.xlarge", warmPool: { keepAlive: hours(1), parallelTrials: 1 } };
    const idle =
      likely(tuningFootprint(cards).energy) -
      likely(tuningFootprint({ ...cards, warmPool: { keepAlive: hours(0), parallelTrials: 1 } }).energy);
    // A10G 59.5 W x 1.1 and the idle host
    expect(idle).toBeGreaterThan(0.0595 * 1.1 * 1.15);
    expect(idle).toBeLessThan(0.1 * 1.15);
  });
});
