import { readFileSync } from "node:fs";
import { join } from "node:path";

import { parse } from "yaml";

import {
  asynchronousMonthFootprint,
  dynamoDbMonthFootprint,
  ec2MonthFootprint,
  endpointMonthFootprint,
  fraction,
  gigabytes,
  hours,
  lambdaMonthFootprint,
  mebibytes,
  milliseconds,
  natGatewayMonthFootprint,
  notebookMonthFootprint,
  processingFootprint,
  range,
  storageMonthFootprint,
  trainingFootprint,
  tuningFootprint,
  type Footprint,
  type StorageKind,
} from "../../carbon";
import { work } from "../../cli/work/workload-kinds";
import { likely, scratch, type EstimatedRow } from "./estimating";

const { workload, estimated, refusal } = scratch();

const example = join(__dirname, "..", "..", "docs", "examples", "workload-kinds.yaml");
const region = "us-east-1";
const machine = { region, instanceType: "ml.m5.xlarge" } as const;
const asked = { requestsPerMonth: 36_000, millisecondsPerRequest: 1000 };
const toCarbon = { requestsPerMonth: 36_000, millisecondsPerRequest: milliseconds(1000) };
const one = async (entry: object): Promise<EstimatedRow> => {
  const [found] = (await estimated(workload({ name: "a", ...entry }))).estimated;
  if (found === undefined) throw new Error("Expected one thing estimated, got none");
  return found;
};

describe("work of a file is what the library's own function makes of it", () => {
  const stores: readonly StorageKind[] = ["s3", "ebs-ssd", "ebs-hdd", "efs", "ecr", "dynamodb"];
  const pool = { keepAlive: hours(0.5), parallelTrials: 2 };

  test.each<[string, object, Footprint]>([
    [
      "an endpoint that is there for some hours",
      { kind: "endpoint", ...machine, hoursPerMonth: 100, ...asked },
      endpointMonthFootprint({ ...machine, hoursPerMonth: hours(100), ...toCarbon }),
    ],
    [
      "an asynchronous endpoint",
      { kind: "asynchronous", ...machine, instanceCount: 2, hoursPerMonth: 73 },
      asynchronousMonthFootprint({ ...machine, instanceCount: 2, hoursAwake: hours(73) }),
    ],
    [
      "an asynchronous endpoint whose hours nobody knows",
      { kind: "asynchronous", ...machine, ...asked },
      asynchronousMonthFootprint({ ...machine, ...toCarbon, hoursAwake: undefined }),
    ],
    [
      "a notebook and its volume",
      { kind: "notebook", ...machine, hoursPerMonth: 160, volumeGigabytes: 100 },
      notebookMonthFootprint({ ...machine, hoursPerMonth: hours(160), volumeGigabytes: gigabytes(100) }),
    ],
    [
      "a machine of EC2",
      { kind: "ec2", region, instanceType: "m5.xlarge", utilisation: 0.5 },
      ec2MonthFootprint({ region, instanceType: "m5.xlarge", utilisation: fraction(0.5), hoursPerMonth: undefined }),
    ],
    ...stores.map((store): [string, object, Footprint] => [
      `data in ${store}`,
      { kind: "storage", region, store, gigabytes: { low: 50, likely: 80, high: 100 } },
      storageMonthFootprint({
        region,
        kind: store,
        gigabytes: range(gigabytes(50), gigabytes(80), gigabytes(100)),
      }),
    ]),
    [
      "a function",
      { kind: "lambda", region, memoryMib: 512, architecture: "arm64", ...asked },
      lambdaMonthFootprint({ region, memoryMib: mebibytes(512), architecture: "arm64", ...toCarbon }),
    ],
    [
      "a function with copies kept warm",
      { kind: "lambda", region, memoryMib: 512, provisionedConcurrency: 2, ...asked },
      lambdaMonthFootprint({ region, memoryMib: mebibytes(512), provisionedConcurrency: 2, ...toCarbon }),
    ],
    [
      "a table",
      { kind: "dynamodb", region, gigabytes: 10, readsPerMonth: 800_000, writesPerMonth: 0 },
      dynamoDbMonthFootprint({ region, gigabytes: gigabytes(10), readsPerMonth: 800_000, writesPerMonth: 0 }),
    ],
    [
      "a gateway",
      { kind: "natGateway", region, gigabytesPerMonth: 100 },
      natGatewayMonthFootprint({ region, gigabytes: gigabytes(100) }),
    ],
    [
      "a training whose machines wait",
      { kind: "training", ...machine, hours: 2, warmHours: 0.5, volumeGigabytes: 50 },
      trainingFootprint({ ...machine, hours: hours(2), keptWarm: hours(0.5), volumeGigabytes: gigabytes(50) }),
    ],
    [
      "a processing with a volume",
      { kind: "processing", ...machine, maxHours: 2, volumeGigabytes: 50 },
      processingFootprint({ ...machine, hours: undefined, maxHours: hours(2), volumeGigabytes: gigabytes(50) }),
    ],
    [
      "a search that stops early and keeps its machines warm",
      {
        kind: "tuning",
        ...machine,
        trials: 10,
        hoursPerTrial: 1,
        maxHours: 9,
        earlyStopping: { share: 0.5, at: 0.4 },
        warmPool: { keepAliveHours: 0.5, parallelTrials: 2 },
        volumeGigabytes: 50,
      },
      tuningFootprint({
        ...machine,
        trials: 10,
        hoursPerTrial: hours(1),
        maxHours: hours(9),
        earlyStopping: { share: fraction(0.5), at: fraction(0.4) },
        warmPool: pool,
        volumeGigabytes: gigabytes(50),
      }),
    ],
  ])("%s", async (_what, entry, footprint) => {
    const found = await one(entry);
    const { energy, emissions, cost } = footprint;
    expect(found).toMatchObject({ energyKwh: energy, emissionsGrams: emissions, costUsd: cost, runsPerMonth: 1 });
    expect(found.per).toBe(footprint.functionalUnit === "month" ? "month" : "run");
  });
});

describe("work of a file by hand", () => {
  test("an asynchronous endpoint is paid for between its requests' own time and the month", async () => {
    // 36 000 x 1 s = 10 h; 10 h and 730 h at 0.23 USD/h
    const { costUsd, what } = await one({ kind: "asynchronous", ...machine, ...asked });
    expect(what).toBe("asynchronous endpoint: ml.m5.xlarge");
    expect(costUsd).toMatchObject({ kind: "bounded", missing: "hours awake" });
    const [low, high] = costUsd.kind === "bounded" ? [costUsd.low, costUsd.high] : [];
    expect([low, high]).toEqual([expect.closeTo(2.3, 9), expect.closeTo(167.9, 9)]);
  });

  test("a notebook keeps AWS's own 5 GB all month, unless there are none", async () => {
    const notebook = { kind: "notebook", ...machine, hoursPerMonth: 160 };
    // 160 h x 0.23 USD, and 5 GB x 0.08 USD
    expect(likely((await one(notebook)).costUsd)).toBeCloseTo(36.8 + 0.4, 9);
    expect(likely((await one({ ...notebook, volumeGigabytes: 0 })).costUsd)).toBeCloseTo(36.8, 9);
  });

  test("a function costs its GB-seconds and its requests, and emits per request and per GB-second", async () => {
    const lambda = { kind: "lambda", region, memoryMib: 512, requestsPerMonth: 1_000_000, millisecondsPerRequest: 100 };
    const found = await one(lambda);
    // 0.5 GB x 100 000 s x 0.0000166667 USD, and 1 000 000 x 0.0000002 USD
    expect(likely(found.costUsd)).toBeCloseTo(0.833335 + 0.2, 6);
    const [thousand, second] = found.sci ?? [];
    expect([thousand?.per, second?.per]).toEqual(["1,000 inferences", "GB-second"]);
    expect(likely(thousand?.emissionsGrams)).toBeCloseTo(likely(found.emissionsGrams) / 1000, 9);
    expect(likely(second?.emissionsGrams)).toBeCloseTo(likely(found.emissionsGrams) / 50_000, 9);
    const [shared, ...others] = (await one({ ...lambda, provisionedConcurrency: 1 })).sci ?? [];
    expect([shared?.per, others]).toEqual(["1,000 inferences", []]);
  });

  test("a gateway costs its hours and what goes through, and its price is open while nobody says how much", async () => {
    // 730 h x 0.045 USD and 100 GB x 0.045 USD
    expect(likely((await one({ kind: "natGateway", region, gigabytesPerMonth: 100 })).costUsd)).toBeCloseTo(37.35, 9);
    expect((await one({ kind: "natGateway", region })).costUsd.kind).toBe("unknown");
  });

  test("a volume and its machine are two pieces of work", async () => {
    const entries = [
      { name: "m", kind: "ec2", region, instanceType: "m5.large", hoursPerMonth: 100 },
      { name: "v", kind: "storage", region, store: "ebs-hdd", gigabytes: 200 },
    ];
    const { estimated: found } = await estimated(workload(...entries));
    expect(found.map(({ what }) => what).toSorted()).toEqual(["EBS on disks, 200 GB", "EC2 m5.large"]);
    // 200 GB x 0.045 USD
    expect(likely(found.find(({ name }) => name === "v")?.costUsd)).toBeCloseTo(9, 9);
  });
});

test.each([
  [
    "more requests than its machines can answer while awake",
    { kind: "asynchronous", ...machine, hoursPerMonth: 9, ...asked },
    'Cannot use "a" because of too many requests: they take 10 machine-hours, maximum 9',
  ],
  [
    "more requests than a month has time for",
    { kind: "asynchronous", ...machine, requestsPerMonth: 1e9, millisecondsPerRequest: 99 },
    'Cannot use "a" because of too many requests',
  ],
  ["hours beyond a month", { kind: "ec2", region, instanceType: "m5.large", hoursPerMonth: 800 }, "at most 744"],
  ["a type that nobody rents out", { kind: "ec2", region, instanceType: "m99.vast" }, 'instance type "m99.vast"'],
  ["a region that is not there", { kind: "natGateway", region: "mars-1" }, 'Unknown region "mars-1" of "a"'],
  ["a store that is not there", { kind: "storage", region, store: "tape", gigabytes: 1 }, "work.0.store"],
  ["less than nothing", { kind: "storage", region, store: "s3", gigabytes: -1 }, "expected at least 0 (got -1)"],
  ["no amount", { kind: "storage", region, store: "s3" }, "work.0.gigabytes"],
  ["memory that no function has", { kind: "lambda", region, memoryMib: 64, requestsPerMonth: 1 }, "work.0.memoryMib"],
  [
    "a request that Lambda cuts off",
    { kind: "lambda", region, memoryMib: 128, requestsPerMonth: 1, millisecondsPerRequest: 1_000_000 },
    'Cannot use "a" because of too long a request: 1000000 ms, Lambda cuts it off after 900000 ms',
  ],
  ["another's argument", { kind: "ec2", region, instanceType: "m5.large", store: "s3" }, "store"],
  [
    "a wait beyond what AWS keeps",
    { kind: "tuning", ...machine, trials: 2, warmPool: { keepAliveHours: 2, parallelTrials: 1 } },
    "work.0.warmPool.keepAliveHours",
  ],
  [
    "a measurement that means nothing",
    { kind: "notebook", ...machine, measured: [{ date: "2026-08-01", source: "a", hours: 3 }] },
    "because notebook has no such thing: what can be measured is utilisation, watts, acceleratorWatts, kilowattHours",
  ],
])("refuses %s", async (_what, entry, says) => {
  expect(await refusal(workload({ name: "a", ...entry }))).toContain(says);
});

test("the examples show every kind, and all of them are estimated", async () => {
  const first = join(__dirname, "..", "..", "docs", "examples", "workload.yaml");
  const shown = [first, example].flatMap((file) => (parse(readFileSync(file, "utf8")) as { work: object[] }).work);
  const kinds = work.options.map(({ shape }) => [...shape.kind.values][0]);
  expect([...new Set(shown.map((entry) => (entry as { kind: string }).kind))].toSorted()).toEqual(kinds.toSorted());
  const { estimated: found, notEstimated } = await estimated(example);
  expect(notEstimated).toEqual([]);
  const unknown = found.filter(({ emissionsGrams }) => emissionsGrams.kind === "unknown").map(({ name }) => name);
  expect(unknown).toEqual(["way out"]);
});
