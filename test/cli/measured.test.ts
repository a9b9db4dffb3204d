import {
  endpointMonthFootprint,
  hours,
  kilowattHours,
  trainingFootprint,
  transformFootprint,
  tuningFootprint,
  watts,
} from "../../carbon";
import { likely, resource, scratch, served, training, width } from "./estimating";
import { greenml, widerThan80 } from "./greenml";

const { state, usage, file, workload, estimated, refusal } = scratch();

const seen = "date: 2026-08-01, source: 'power meter, run 12'";
const evidence = { instanceType: "ml.m5.xlarge", date: "2026-08-01", source: "power meter, run 12" };
const job = (more: object = {}): object =>
  resource(training, "train", { resourceConfig: { instanceType: "ml.m5.xlarge", instanceCount: 1, ...more } });
const where = { region: "eu-west-1", instanceType: "ml.m5.xlarge" };

describe("a measurement in the usage file", () => {
  test("takes the place of the model, narrows the range, and is carried as evidence", async () => {
    const before = (await estimated(state(job()), "--usage", usage("train: { hours: 10 }"))).estimated[0];
    const says = usage(`train: { hours: 10, measured: [{ ${seen}, watts: 30 }] }`);
    const [after] = (await estimated(state(job()), "--usage", says)).estimated;
    const measured = [{ ...evidence, watts: watts(30) }];
    const whole = trainingFootprint({ ...where, hours: hours(10), maxHours: hours(24), measured });
    expect(after).toMatchObject({ energyKwh: whole.energy, emissionsGrams: whole.emissions });
    expect(width(after?.energyKwh)).toBeLessThan(width(before?.energyKwh));
    expect(width(after?.emissionsGrams)).toBeLessThan(width(before?.emissionsGrams));
    expect(after?.measured).toEqual([{ quantity: "watts", low: 30, likely: 30, high: 30, ...evidence }]);
    expect(before?.measured).toBeUndefined();
  });

  test.each(["table", "markdown"])("is named with its day and source in a %s of at most 80 columns", async (format) => {
    const says = usage(`train: { hours: 10, measured: [{ ${seen}, watts: { low: 28, likely: 30, high: 33 } }] }`);
    const { out } = await greenml("estimate", state(job()), "--usage", says, "--format", format);
    expect(out.replaceAll(/\s+/g, " ")).toContain("measured: 28-33 W (power meter, run 12, 2026-08-01)");
    expect(format === "markdown" ? [] : widerThan80(out)).toEqual([]);
  });

  test("of time makes a run known that only its cap bounded", async () => {
    const [capped] = (await estimated(state(job()))).estimated;
    expect(capped?.energyKwh.kind).toBe("bounded");
    const says = usage(`train: { measured: [{ ${seen}, hours: 4 }] }`);
    expect((await estimated(state(job()), "--usage", says)).estimated[0]?.energyKwh.kind).toBe("known");
  });

  test("of a trial counts once for every trial", async () => {
    const search = resource("aws:sagemaker/hyperParameterTuningJob:HyperParameterTuningJob", "search", {
      config: { resourceLimits: { maxNumberOfTrainingJobs: 5 } },
      trainingJobDefinition: { resourceConfig: { instanceType: "ml.m5.xlarge", instanceCount: 1 } },
    });
    const says = usage(`search: { hoursPerTrial: 1, measured: [{ ${seen}, kilowattHours: 0.04 }] }`);
    const [one] = (await estimated(state(search), "--usage", says)).estimated;
    const measured = [{ ...evidence, kilowattHours: kilowattHours(0.04) }];
    expect(one?.energyKwh).toEqual(tuningFootprint({ ...where, trials: 5, hoursPerTrial: hours(1), measured }).energy);
  });

  test("of a completed search goes before what the job itself knows of its hours", async () => {
    const search = resource("greenml:jobs:HyperParameterTuningJob", "search", {
      request: {
        HyperParameterTuningJobConfig: { ResourceLimits: { MaxNumberOfTrainingJobs: 4 } },
        TrainingJobDefinition: { ResourceConfig: { InstanceType: "ml.m5.xlarge", InstanceCount: 1 } },
      },
    });
    const done = resource(
      "greenml:jobs:HyperParameterTuningJobCompletion",
      "done",
      {},
      {
        outputs: { trainingHours: 7 },
        propertyDependencies: { jobName: [search.urn] },
      },
    );
    const file = state(search, done);
    const whatOf = async (...args: string[]) => (await estimated(file, ...args)).estimated[0]?.what;
    expect(await whatOf()).toBe("tuning on ml.m5.xlarge, hours as measured");
    const power = usage(`search: { measured: [{ ${seen}, watts: 30 }] }`);
    expect(await whatOf("--usage", power)).toBe("tuning on ml.m5.xlarge, hours as measured");
    const trial = usage(`search: { measured: [{ ${seen}, hours: 2 }] }`);
    expect(await whatOf("--usage", trial)).toBe("tuning on ml.m5.xlarge, 4 trials");
  });

  test("of an endpoint's energy is that of all its machines, however many serve", async () => {
    const says = (more: string) => usage(`chat: { ${more}measured: [{ ${seen}, kilowattHours: 100 }] }`);
    const measured = [{ ...evidence, kilowattHours: kilowattHours(100) }];
    const metered = likely(endpointMonthFootprint({ ...where, measured }).energy);
    const two = state(...served({ instanceType: "ml.m5.xlarge", initialInstanceCount: 2 }));
    const [fixed] = (await estimated(two, "--usage", says(""))).estimated;
    const [some] = (await estimated(two, "--usage", says("instances: { low: 1, likely: 2, high: 4 }, "))).estimated;
    expect(likely(fixed?.energyKwh)).toBeCloseTo(metered, 9);
    expect(likely(some?.energyKwh)).toBeCloseTo(metered, 9);
    expect(likely(some?.emissionsGrams)).toBeCloseTo(likely(some?.operationalGrams) + likely(some?.embodiedGrams), 6);
    expect(likely(fixed?.costUsd)).toBeCloseTo(2 * likely(endpointMonthFootprint(where).cost), 6);
  });

  test("of inferences per second gives an endpoint its load, and a batch its time", async () => {
    const says = usage(`chat: { requestsPerMonth: 7300000, measured: [{ ${seen}, inferencesPerSecond: 10 }] }`);
    const one = state(...served({ instanceType: "ml.m5.xlarge", initialInstanceCount: 1 }));
    const measured = [{ ...evidence, inferencesPerSecond: 10 }];
    expect((await estimated(one, "--usage", says)).estimated[0]?.energyKwh).toEqual(
      endpointMonthFootprint({ ...where, requestsPerMonth: 7_300_000, measured }).energy,
    );
    const batch = resource("greenml:jobs:TransformJob", "score", {
      request: { TransformResources: { InstanceType: "ml.m5.xlarge", InstanceCount: 1 } },
    });
    const rows = usage(`score: { inferencesPerRun: 3600000, measured: [{ ${seen}, inferencesPerSecond: 100 }] }`);
    expect((await estimated(state(batch), "--usage", rows)).estimated[0]?.costUsd).toEqual(
      transformFootprint({
        ...where,
        hours: undefined,
        rows: 3_600_000,
        measured: [{ ...evidence, inferencesPerSecond: 100 }],
      }).cost,
    );
  });

  test("of a type holds for whatever runs on it, unless something closer was measured", async () => {
    const text = `
resources:
  train: { measured: [{ ${seen}, watts: 30 }] }
measured:
  - { instanceType: m5.xlarge, date: 2026-07-01, source: bench, watts: 50, inferencesPerSecond: 9 }
`;
    const both = state(job(), ...served({ instanceType: "ml.m5.xlarge", initialInstanceCount: 1 }));
    const [train, chat] = (await estimated(both, "--usage", file("types.yaml", text))).estimated;
    expect(train?.measured?.map(({ quantity, source }) => [quantity, source])).toEqual([
      ["watts", "power meter, run 12"],
    ]);
    expect(chat?.measured?.map(({ quantity, likely: one }) => [quantity, one])).toEqual([
      ["watts", 50],
      ["inferencesPerSecond", 9],
    ]);
  });

  test("of two types at once must say which of them it was made on", async () => {
    const groups = ["ml.m5.xlarge", "ml.m5.large"].map((instanceType) => ({ instanceType, instanceCount: 1 }));
    const mixed = state(resource(training, "train", { resourceConfig: { instanceGroups: groups } }));
    expect(await refusal(mixed, "--usage", usage(`train: { hours: 1, measured: [{ ${seen}, watts: 3 }] }`))).toContain(
      'Expected instanceType in each measurement of "train"',
    );
    const named = usage(`train: { hours: 1, measured: [{ ${seen}, watts: 30, instanceType: ml.m5.xlarge }] }`);
    expect((await estimated(mixed, "--usage", named)).estimated[0]?.measured).toHaveLength(1);
  });
});

test("a workload file carries measurements of its work and of types", async () => {
  const work = {
    name: "nightly",
    kind: "training",
    region: "eu-west-1",
    instanceType: "ml.m5.xlarge",
    hours: 10,
    measured: [{ date: "2026-08-01", source: "power meter, run 12", watts: 30 }],
  };
  const [own] = (await estimated(workload(work))).estimated;
  const measured = [{ ...evidence, watts: watts(30) }];
  expect(own?.energyKwh).toEqual(trainingFootprint({ ...where, hours: hours(10), measured }).energy);
  const { measured: said, ...bare } = work;
  const typed = file("typed.json", {
    work: [bare],
    measured: said.map((one) => ({ ...one, instanceType: "m5.xlarge" })),
  });
  expect((await estimated(typed)).estimated[0]?.energyKwh).toEqual(own?.energyKwh);
});

describe("measurements that cannot be used", () => {
  const two = (first: string, second: string): string =>
    `train: { measured: [{ date: 2026-08-01, source: first meter, ${first} }, { date: 2026-08-02, source: second meter, ${second} }] }`;

  test.each([
    ["watts: 20", "watts: 40"],
    ["hours: 1", "hours: 2"],
    ["utilisation: 0.2", "utilisation: 0.9"],
    ["kilowattHours: { low: 1, likely: 2, high: 3 }", "kilowattHours: 4"],
    ["acceleratorWatts: 100", "acceleratorWatts: { low: 200, likely: 210, high: 220 }"],
  ])("because they contradict are one sentence that names both: %s and %s", async (first, second) => {
    const says = await refusal(state(job()), "--usage", usage(two(first, second)));
    expect(says).toMatch(/resources\.train\.measured: .* because they contradict: .*first meter.*, .*second meter/);
  });

  test("contradict in a workload file and of types too, whether or not anything uses them", async () => {
    const meters = ["one", "other"].map((source, at) => ({
      date: "2026-08-01",
      source,
      inferencesPerSecond: 10 + at * 9,
    }));
    const work = { name: "a", kind: "endpoint", region: "eu-west-1", instanceType: "ml.m5.xlarge" };
    expect(await refusal(workload({ ...work, measured: meters }))).toContain("work.0.measured: cannot use two");
    const typed = meters.map((one) => ({ ...one, instanceType: "ml.m5.xlarge" }));
    expect(await refusal(file("typed.json", { work: [work], measured: typed }))).toContain("two measurements of ml.m5");
  });

  test("agree where their ranges meet, and then narrow each other", async () => {
    const wide = usage(`train: { hours: 1, measured: [{ ${seen}, watts: { low: 20, likely: 30, high: 40 } }] }`);
    const [before] = (await estimated(state(job()), "--usage", wide)).estimated;
    const says = usage(
      `train: { hours: 1, measured: [{ ${seen}, watts: { low: 20, likely: 30, high: 40 } }, { date: 2026-08-03, source: b, watts: { low: 30, likely: 34, high: 50 } }] }`,
    );
    const [after] = (await estimated(state(job()), "--usage", says)).estimated;
    expect(width(after?.energyKwh)).toBeLessThan(width(before?.energyKwh));
    expect(after?.measured).toHaveLength(2);
  });

  test.each([
    ["no day", "train: { measured: [{ source: a, watts: 3 }] }", "resources.train.measured.0.date"],
    ["a day that is none", "train: { measured: [{ date: soon, source: a, watts: 3 }] }", 'date such as "2026-08-01"'],
    ["no source", 'train: { measured: [{ date: 2026-08-01, source: "", watts: 3 }] }', "who or what measured"],
    ["nothing measured", "train: { measured: [{ date: 2026-08-01, source: a }] }", "expected something measured"],
    ["an unknown unit", `train: { measured: [{ ${seen}, horsepower: 3 }] }`, "horsepower"],
    ["a unit in the figure", `train: { measured: [{ ${seen}, watts: 30 W }] }`, "expected a number, or"],
    ["less than nothing", `train: { measured: [{ ${seen}, watts: -3 }] }`, "expected at least 0 (got -3)"],
    ["nothing at all", `train: { measured: [{ ${seen}, watts: 0 }] }`, "more than 0"],
    ["no number", `train: { measured: [{ ${seen}, watts: .nan }] }`, "(got NaN)"],
    ["more than a century", `train: { measured: [{ ${seen}, hours: 1e12 }] }`, "expected at most 8760"],
    ["a quantity that means nothing", `train: { measured: [{ ${seen}, inferencesPerSecond: 3 }] }`, "no such thing"],
    ["another type", `train: { measured: [{ ${seen}, watts: 3, instanceType: ml.p5.48xlarge }] }`, "ml.p5.48xlarge"],
  ])("are refused: %s", async (_when, entry, says) => {
    expect(await refusal(state(job()), "--usage", usage(entry))).toContain(says);
  });

  test("of a type that nothing runs on, or of something without machines, are refused", async () => {
    const strange = { instanceType: "ml.p9.huge", date: "2026-08-01", source: "a", watts: 3 };
    expect(await refusal(state(job()), "--usage", file("types.json", { measured: [strange] }))).toContain(
      'Cannot use what was measured of "ml.p9.huge" because nothing in the input runs on it',
    );
    const serverless = state(...served({ serverlessConfig: { memorySizeInMb: 2048 } }));
    const says = usage(`chat: { requestsPerMonth: 5, measured: [{ ${seen}, watts: 3 }] }`);
    expect(await refusal(serverless, "--usage", says)).toContain("because no machines of its own run");
  });

  test("of the energy of an endpoint cannot be shared out among its variants", async () => {
    const variants = ["a", "b"].map((variantName) => ({ variantName, instanceType: "ml.m5.xlarge" }));
    const [, serving] = served({});
    const both = state(
      resource("aws:sagemaker/endpointConfiguration:EndpointConfiguration", "two", {
        name: "chat-configuration",
        productionVariants: variants,
      }),
      serving!,
    );
    const says = usage(`chat: { measured: [{ ${seen}, kilowattHours: 100 }] }`);
    expect(await refusal(both, "--usage", says)).toContain('kilowattHours measured of "chat"');
  });
});

describe("a job that has run", () => {
  const request = { ResourceConfig: { InstanceType: "ml.m5.xlarge", InstanceCount: 1 } };
  const run = resource("greenml:jobs:TrainingJob", "train", { request });
  const done = (more: object) =>
    resource(
      "greenml:jobs:TrainingJobCompletion",
      "done",
      {},
      {
        outputs: { trainingHours: 0.5, instanceType: "ml.m5.xlarge" },
        propertyDependencies: { jobName: [run.urn] },
        ...more,
      },
    );
  const seen = { quantity: "hours", low: 0.5, likely: 0.5, high: 0.5, instanceType: "ml.m5.xlarge" };

  test("brings its hours as evidence of the day that the state was told of them", async () => {
    const [one] = (await estimated(state(run, done({ modified: "2026-11-24T06:39:34Z" })))).estimated;
    expect(one?.measured).toEqual([{ ...seen, date: "2026-11-24", source: "SageMaker" }]);
    expect(one?.energyKwh).toEqual(trainingFootprint({ ...where, hours: hours(0.5), maxHours: hours(24) }).energy);
  });

  test("brings none where the state does not say when", async () => {
    expect((await estimated(state(run, done({})))).estimated[0]?.measured).toBeUndefined();
  });

  test("gives way to what its owner says or measured", async () => {
    const both = state(run, done({ modified: "2026-11-24T06:39:34Z" }));
    const [stated] = (await estimated(both, "--usage", usage("train: { hours: 2 }"))).estimated;
    expect([stated?.what, stated?.measured]).toEqual(["training on ml.m5.xlarge", undefined]);
    const clock = "train: { measured: [{ date: 2026-08-01, source: clock, hours: 3 }] }";
    const [measured] = (await estimated(both, "--usage", usage(clock))).estimated;
    expect(measured?.measured?.map(({ source, likely: time }) => [source, time])).toEqual([["clock", 3]]);
  });
});

test("what was found to be missing can be asked for", async () => {
  const { out } = await greenml("estimate", state(job()));
  expect(out.replaceAll(/\s+/g, " ")).toContain(
    "Resources: 1 estimated, 0 not, 0 without use of their own. --write-usage FILE asks for",
  );
  const { out: known } = await greenml("estimate", state(job()), "--usage", usage("train: { hours: 1 }"));
  expect(known).not.toContain("--write-usage");
});

test("energy and power of an endpoint on several machines are refused where they contradict", async () => {
  const file = state(...served({ instanceType: "ml.m5.large", initialInstanceCount: 2 }));
  const measured = (energy: number) =>
    usage(`chat: { measured: [{ date: 2026-08-01, source: a meter, watts: 500, kilowattHours: ${energy} }] }`);
  expect(await refusal(file, "--usage", measured(365))).toContain("but a whole month and power measured 2026-08-01");
  // 500 W x 730 h x 2, and the PUE of Dublin, 1.10
  const [chat] = (await estimated(file, "--usage", measured(730))).estimated;
  expect(chat?.energyKwh).toMatchObject({ likely: expect.closeTo(803, 6) as number });
});
