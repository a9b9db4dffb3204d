import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import {
  ec2MonthFootprint,
  endpointMonthFootprint,
  hours,
  milliseconds,
  trainingFootprint,
  type Range,
} from "../../carbon";
import type { EstimateCommandOutput } from "../../cli/schemas/estimate-output";
import { endpoint, resource, scratch, served, training } from "./estimating";
import { greenml, widerThan80 } from "./greenml";

const fixture = (name: string): string => join(__dirname, "fixtures", `${name}.json`);

const { path: pathOf, file, state, usage, estimated } = scratch();

describe("a state of stacks/wasteful", () => {
  test("counts every machine of the endpoint, and bounds the search by its caps", async () => {
    const { estimated: found, total } = await estimated(fixture("wasteful.state"));
    const two = endpointMonthFootprint({ region: "ap-south-1", instanceType: "ml.p2.xlarge", instanceCount: 2 });
    expect(found.map(({ name, per, region }) => [name, per, region])).toEqual([
      ["wasteful-search", "run", "ap-south-1"],
      ["wasteful-endpoint", "month", "ap-south-1"],
    ]);
    const [search, serving] = found;
    expect(serving?.emissionsGrams.kind).toBe("known");
    expect(serving?.emissionsGrams).toMatchObject({ kind: "known" });
    expect((serving?.emissionsGrams as { likely: number }).likely).toBeCloseTo(
      (two.emissions as { likely: number }).likely,
      3,
    );
    expect(search?.what).toBe("tuning on ml.p2.xlarge, 48 trials");
    expect(search?.emissionsGrams).toMatchObject({ kind: "bounded", low: 0, missing: "run time" });
    expect(total.emissionsGrams.kind).toBe("bounded");
  });

  test("names every resource of the file once, with a reason where it has no figure", async () => {
    const state = JSON.parse(readFileSync(fixture("wasteful.state"), "utf8")) as {
      deployment: { resources: { urn: string }[] };
    };
    const { estimated: found, notEstimated } = await estimated(fixture("wasteful.state"));
    const urns = [...found, ...notEstimated].map(({ urn }) => urn);
    expect(urns.sort()).toEqual(state.deployment.resources.map(({ urn }) => urn).sort());
    expect(notEstimated.every(({ because }) => because !== "")).toBe(true);
  });

  test("says the same of the preview as of the state", async () => {
    const [before, after] = [await estimated(fixture("wasteful.preview")), await estimated(fixture("wasteful.state"))];
    expect(before.estimated.map(({ name, emissionsGrams }) => [name, emissionsGrams])).toEqual(
      after.estimated.map(({ name, emissionsGrams }) => [name, emissionsGrams]),
    );
    expect(before.files[0]?.kind).toBe("preview");
  });
});

describe("a state of stacks/tabular", () => {
  test("takes hours that jobs measured, and traffic that a component's owner stated", async () => {
    const { estimated: found } = await estimated(fixture("tabular.state"));
    expect(found.map(({ name, what, per }) => [name, what, per])).toEqual([
      ["strikes-job", "tuning on ml.c7i.large, hours as measured", "run"],
      ["strikes-scored-job", "batch transform on ml.c7i.large, hours as measured", "run"],
      ["strikes-nightly-schedule", "scheduled batch transform on ml.c7i.large", "run"],
      ["strikes-online-endpoint", "endpoint: serverless, 1024 MiB", "month"],
    ]);
    expect(found.every(({ emissionsGrams }) => emissionsGrams.kind === "known")).toBe(true);
    expect(found[2]?.runsPerMonth).toMatchObject({ low: 0, likely: 365 / 12 });
  });

  test("takes what the owner expects while nothing has run", async () => {
    const { estimated: found } = await estimated(fixture("tabular.preview"));
    expect(found.map(({ name, what }) => [name, what])).toEqual([
      ["strikes-job", "tuning on ml.c7i.large, 1-10 trials"],
      ["strikes-scored-job", "batch transform on ml.c7i.large"],
      ["strikes-online-endpoint", "endpoint: serverless, 1024 MiB"],
      ["strikes-nightly-schedule", "scheduled batch transform on ml.c7i.large"],
    ]);
  });

  test("says what is not estimated and may count", async () => {
    const { notEstimated } = await estimated(fixture("tabular.state"));
    expect(notEstimated.find(({ name }) => name === "strikes-compiled-job")).toMatchObject({
      because: "AWS does not say what Neo compiles on",
      matters: true,
    });
  });
});

test.each(["wasteful.state", "wasteful.preview", "tabular.state", "tabular.preview"])(
  "prints %s within 80 columns, and as Markdown",
  async (name) => {
    const { out } = await greenml("estimate", fixture(name));
    expect(widerThan80(out)).toEqual([]);
    expect(out).toContain("TOTAL");
    expect((await greenml("estimate", fixture(name), "--format", "markdown")).out).toMatch(/^\| resource \| gCO2e \|/);
  },
);

describe("raw resources", () => {
  test("an endpoint scales between its bounds, and stands for what its owner says", async () => {
    const scaled = state(
      ...served({ instanceType: "ml.m5.large", initialInstanceCount: 2 }),
      resource("aws:appautoscaling/target:Target", "scaling", {
        resourceId: "endpoint/chat/variant/all",
        minCapacity: 0,
        maxCapacity: 4,
      }),
    );
    const [one] = (await estimated(scaled)).estimated;
    expect(one?.what).toBe("endpoint: 0-4 x ml.m5.large");
    expect(one?.emissionsGrams).toMatchObject({ kind: "bounded", low: 0 });
    const usage = file("usage.yaml", "resources:\n  chat: { instances: { low: 1, likely: 1.5, high: 2 } }\n");
    const [stated] = (await estimated(scaled, "--usage", usage)).estimated;
    expect(stated?.emissionsGrams.kind).toBe("known");
  });

  test("a configuration is found by what a preview knows it was made from", async () => {
    const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
    const [config, serving] = served({ instanceType: "ml.m5.large", initialInstanceCount: 1 }) as [
      { urn: string },
      { inputs: object },
    ];
    const preview = file("preview.json", {
      steps: [config, { ...serving, inputs: { ...serving.inputs, endpointConfigName: unknown } }].map((one) => ({
        op: "create",
        newState: { ...one, propertyDependencies: { endpointConfigName: [config.urn] } },
      })),
    });
    const { estimated: found } = await estimated(preview);
    expect(found.map(({ what }) => what)).toEqual(["endpoint: ml.m5.large"]);
  });

  test("a serverless endpoint stays unknown until somebody says how much it is asked", async () => {
    const serverless = state(...served({ serverlessConfig: { memorySizeInMb: 2048, maxConcurrency: 5 } }));
    expect((await estimated(serverless)).notEstimated.find(({ name }) => name === "chat")).toMatchObject({
      because: "serverless, 2048 MiB: requests in a month are not known",
      matters: true,
    });
    const usage = file(
      "usage.yaml",
      `resources:\n  "${endpoint}": { requestsPerMonth: 1000, millisecondsPerRequest: 50 }`,
    );
    const [one] = (await estimated(serverless, "--usage", usage)).estimated;
    expect(one?.energyKwh.kind).toBe("known");
  });

  test("a training is bounded by its cap, or by AWS's own of a day, and as long as its owner says", async () => {
    const resourceConfig = { instanceType: "ml.g5.xlarge", instanceCount: 3 };
    const job = state(
      resource(training, "train", { resourceConfig, stoppingCondition: { maxRuntimeInSeconds: 7200 } }),
    );
    const usage = { region: "eu-west-1", instanceType: "ml.g5.xlarge", instanceCount: 3 };
    const capped = trainingFootprint({ ...usage, hours: undefined, maxHours: hours(2) });
    expect((await estimated(job)).estimated[0]?.energyKwh).toEqual(capped.energy);
    const says = file("usage.json", { resources: { train: { hours: 1, runsPerMonth: 10 } } });
    const { estimated: found, total } = await estimated(job, "--usage", says);
    expect(found[0]?.energyKwh).toEqual(trainingFootprint({ ...usage, hours: hours(1), maxHours: hours(2) }).energy);
    expect((total.energyKwh as { likely: number }).likely).toBeCloseTo(
      10 * (found[0]?.energyKwh as { likely: number }).likely,
    );
  });

  test("requests and the time of one give the load of an endpoint's machines", async () => {
    const two = state(...served({ instanceType: "ml.m5.large", initialInstanceCount: 2 }));
    const asked = usage("chat: { requestsPerMonth: 20000000, millisecondsPerRequest: 50 }");
    const [one] = (await estimated(two, "--usage", asked)).estimated;
    const each = endpointMonthFootprint({
      region: "eu-west-1",
      instanceType: "ml.m5.large",
      requestsPerMonth: 10_000_000,
      millisecondsPerRequest: milliseconds(50),
    });
    expect((one?.energyKwh as { likely: number }).likely).toBeCloseTo(
      2 * (each.energy as { likely: number }).likely,
      9,
    );
    const tooMany = usage("chat: { requestsPerMonth: 900000000, millisecondsPerRequest: 50 }");
    expect(await greenml("estimate", two, "--usage", tooMany)).toMatchObject({
      code: 2,
      err: expect.stringContaining('Cannot use the requests of "chat": too many requests') as string,
    });
  });

  test("a secret, an unknown and an absent instance type are unknown, never zero", async () => {
    const types = ["[secret]", "04da6b54-80e4-46f7-96ec-b56ff0331ba9", "", undefined];
    const jobs = types.map((instanceType, at) =>
      resource(training, `train-${at}`, { resourceConfig: { instanceType } }),
    );
    const { estimated: found, notEstimated, total } = await estimated(state(...jobs));
    expect(found).toEqual([]);
    expect(notEstimated.filter(({ matters }) => matters)).toHaveLength(types.length);
    expect(total.emissionsGrams).toEqual({ kind: "unknown", missing: "everything" });
  });

  test("a region comes from the resource, else its ARN, else its provider, else it is unknown", async () => {
    const provider = {
      urn: "urn:pulumi:dev::shop::pulumi:providers:aws::west",
      type: "pulumi:providers:aws",
      custom: true,
      inputs: { region: "us-west-2" },
    };
    const resourceConfig = { instanceType: "ml.m5.large" };
    const bare = (name: string, more: object): object =>
      resource(training, name, { region: undefined, resourceConfig }, more);
    const { estimated: found, notEstimated } = await estimated(
      state(
        provider,
        resource(training, "own", { resourceConfig }),
        bare("arn", { outputs: { arn: "arn:aws:sagemaker:eu-north-1:123456789012:training-job/arn" } }),
        bare("provider", { provider: `${provider.urn}::5b1f` }),
        bare("nowhere", {}),
      ),
    );
    expect(found.map(({ name, region }) => [name, region])).toEqual([
      ["own", "eu-west-1"],
      ["arn", "eu-north-1"],
      ["provider", "us-west-2"],
    ]);
    expect(notEstimated.find(({ name }) => name === "nowhere")?.because).toMatch(/^its region is unknown/);
  });

  test("what is deleted, read or of other people's making is listed and not counted", async () => {
    const resourceConfig = { instanceType: "ml.m5.large" };
    const { estimated: found, notEstimated } = await estimated(
      state(
        resource(training, "gone", { resourceConfig }, { delete: true }),
        resource(training, "read", { resourceConfig }, { external: true }),
        resource("gcp:compute/instance:Instance", "theirs", {}),
      ),
    );
    expect(found).toEqual([]);
    expect(notEstimated.map(({ name, because, matters }) => [name, because, matters])).toEqual([
      ["gone", "it is being deleted", false],
      ["read", "it is only read here: another stack or nobody owns it", false],
      ["theirs", "greenml does not know this type", true],
    ]);
  });

  test("a replacement in a preview counts once, a deletion not at all", async () => {
    const job = resource(training, "train", { resourceConfig: { instanceType: "ml.m5.large" } });
    const gone = resource(training, "gone", { resourceConfig: { instanceType: "ml.m5.large" } });
    const { estimated: found, notEstimated } = await estimated(
      file("preview.json", {
        steps: [
          { op: "create-replacement", oldState: job, newState: job },
          { op: "replace", oldState: job, newState: job },
          { op: "delete-replaced", oldState: job },
          { op: "delete", oldState: gone },
        ],
      }),
    );
    expect(found.map(({ name }) => name)).toEqual(["train"]);
    expect(notEstimated.map(({ name, because }) => [name, because])).toEqual([["gone", "the update deletes it"]]);
  });

  test("what a step reads, deletes or discards is not counted, whatever states it carries", async () => {
    const job = (name: string) => resource(training, name, { resourceConfig: { instanceType: "ml.m5.large" } });
    const { estimated: found, notEstimated } = await estimated(
      file("preview.json", {
        steps: [
          { op: "read", newState: job("read") },
          { op: "delete", oldState: job("gone"), newState: job("gone") },
          { op: "discard", oldState: job("dropped") },
          { op: "import", newState: job("kept") },
        ],
      }),
    );
    expect(found.map(({ name }) => name)).toEqual(["kept"]);
    expect(notEstimated.map(({ name, matters }) => [name, matters])).toEqual([
      ["read", false],
      ["gone", false],
      ["dropped", false],
    ]);
  });

  test("a preview that failed says so, whatever its figures are", async () => {
    const newState = resource(training, "train", { resourceConfig: { instanceType: "ml.m5.large" } });
    const diagnostics = [{ severity: "error", message: "Error: boom" }];
    const { code, err } = await greenml(
      "estimate",
      file("preview.json", { steps: [{ op: "create", newState }], diagnostics }),
    );
    expect(code).toBe(0);
    expect(err).toMatch(
      /^greenml: the preview in .*preview\.json failed: what comes after its error is in no figure\n$/,
    );
  });

  test("what was replaced and not deleted yet stands for nothing, wherever it stands in the state", async () => {
    const machines = (type: string) => ({ productionVariants: [{ instanceType: type, initialInstanceCount: 1 }] });
    const of = "aws:sagemaker/endpointConfiguration:EndpointConfiguration";
    const now = resource(of, "configuration", machines("ml.m5.large"));
    const before = resource(of, "configuration", machines("ml.p3.16xlarge"), { delete: true });
    const east = resource("pulumi:providers:aws", "aws", { region: "us-east-1" }, { delete: true });
    const north = resource("pulumi:providers:aws", "aws", { region: "eu-north-1" });
    const chat = resource(
      endpoint,
      "chat",
      { region: undefined },
      { propertyDependencies: { endpointConfigName: [now.urn], tags: null }, provider: `${north.urn}::5b1f` },
    );
    const replaced = resource(training, "train", machines("ml.m5.large"), { pendingReplacement: true });
    for (const resources of [
      [before, east, now, north, chat, replaced],
      [now, north, chat, replaced, before, east],
    ]) {
      const { estimated: found, notEstimated } = await estimated(state(...resources));
      expect(found.map(({ what, region }) => [what, region])).toEqual([["endpoint: ml.m5.large", "eu-north-1"]]);
      expect(notEstimated.find(({ name }) => name === "train")).toMatchObject({ matters: false });
    }
  });

  test("an empty state is fine and costs nothing", async () => {
    for (const empty of [{ version: 3, deployment: {} }, { version: 3, deployment: null }, { steps: [] }]) {
      const { estimated: found, total } = await estimated(file("empty.json", empty));
      expect(found).toEqual([]);
      expect(total.emissionsGrams).toMatchObject({ kind: "known", likely: 0 });
    }
  });
});

describe("what stands beside the machines", () => {
  const beside = (): string =>
    state(
      resource("aws:s3/bucket:Bucket", "data", {}),
      resource("aws:ebs/volume:Volume", "disk", { size: 100, type: "gp3" }),
      resource("aws:lambda/function:Function", "call", { memorySize: 256, architectures: ["arm64"] }),
      resource("aws:dynamodb/table:Table", "cache", {}),
      resource("aws:sagemaker/notebookInstance:NotebookInstance", "book", {
        instanceType: "ml.t3.medium",
        volumeSize: 5,
      }),
      resource("aws:sagemaker/app:App", "server", { resourceSpec: { instanceType: "system" } }),
      resource("aws:sagemaker/pipeline:Pipeline", "steps", {}),
    );

  test("is unknown without a usage file, but for what its own size and the month bound", async () => {
    const { estimated: found, notEstimated } = await estimated(beside());
    expect(found.map(({ name, emissionsGrams }) => [name, emissionsGrams.kind])).toEqual([
      ["disk", "known"],
      ["book", "bounded"],
    ]);
    expect(notEstimated.map(({ name, matters }) => [name, matters])).toEqual([
      ["data", true],
      ["call", true],
      ["cache", true],
      ["server", false],
      ["steps", true],
    ]);
  });

  test("is estimated with one", async () => {
    const usage = file(
      "usage.yaml",
      `resources:
  data: { gigabytes: { low: 10, likely: 20, high: 50 } }
  call: { requestsPerMonth: 100000, millisecondsPerRequest: 80 }
  cache: { gigabytes: 1, readsPerMonth: 1000000, writesPerMonth: 10000 }
  book: { hoursPerMonth: 160 }
`,
    );
    const { estimated: found } = await estimated(beside(), "--usage", usage);
    expect(found.map(({ name, what, energyKwh }) => [name, what, energyKwh.kind])).toEqual([
      ["data", "S3 bucket, 10-50 GB", "known"],
      ["disk", "EBS volume, 100 GB", "known"],
      ["call", "Lambda function, 256 MiB", "known"],
      ["cache", "DynamoDB table", "bounded"],
      ["book", "notebook on ml.t3.medium", "known"],
    ]);
  });

  test("an asynchronous endpoint counts the hours that it is awake", async () => {
    const [config, serving] = served({ instanceType: "ml.g5.xlarge", initialInstanceCount: 1 }) as [
      { inputs: object },
      object,
    ];
    const asynchronous = { ...config, inputs: { ...config.inputs, asyncInferenceConfig: { outputConfig: {} } } };
    const both = state(asynchronous, serving);
    const [always] = (await estimated(both)).estimated;
    expect(always?.what).toBe("asynchronous endpoint: ml.g5.xlarge");
    const [awake] = (await estimated(both, "--usage", file("usage.yaml", "resources: { chat: { hoursPerMonth: 73 } }")))
      .estimated;
    const likely = (one: EstimateCommandOutput["estimated"][number] | undefined): number =>
      (one?.costUsd as { likely: number }).likely;
    expect(likely(awake)).toBeCloseTo(likely(always) / 10);
  });
});

describe("a workload file", () => {
  const work = `work:
  - { name: nightly, kind: training, region: eu-north-1, instanceType: ml.m5.large, hours: 2, runsPerMonth: 30 }
  - { name: online, kind: endpoint, region: eu-north-1, instanceType: ml.m5.large, instanceCount: 2 }
`;

  test("is estimated like a stack", async () => {
    const { estimated: found, total } = await estimated(file("work.yaml", work));
    expect(found.map(({ name, per, runsPerMonth }) => [name, per, runsPerMonth])).toEqual([
      ["nightly", "run", 30],
      ["online", "month", 1],
    ]);
    const [nightly, online] = found.map(({ energyKwh }) => (energyKwh as { likely: number }).likely);
    expect((total.energyKwh as { likely: number }).likely).toBeCloseTo(30 * (nightly ?? 0) + (online ?? 0));
  });

  test("adds known ranges as errors that move together by half, and bounds as they are", async () => {
    const { estimated: found, total } = await estimated(file("work.yaml", work));
    const ranges = found.map(({ energyKwh, runsPerMonth }) => {
      const { low, likely, high } = energyKwh as Range;
      const times = runsPerMonth as number;
      return { low: low * times, likely: likely * times, high: high * times };
    });
    const [one, other] = ranges.map(({ likely, high }) => high - likely) as [number, number];
    const all = total.energyKwh as Range;
    expect(all.high - all.likely).toBeCloseTo(Math.sqrt(0.5 * (one ** 2 + other ** 2) + 0.5 * (one + other) ** 2), 9);
    expect(all.low).toBeGreaterThan(ranges.reduce((sum, { low }) => sum + low, 0));

    const capped = `${work}  - { name: new, kind: training, region: eu-north-1, instanceType: ml.m5.large, maxHours: 4 }\n`;
    const more = await estimated(file("capped.yaml", capped));
    const most = more.estimated[2]?.energyKwh as Range;
    const lows = ranges.reduce((sum, { low }) => sum + low, most.low);
    const highs = ranges.reduce((sum, { high }) => sum + high, most.high);
    const bound = more.total.energyKwh as Range & { kind: string };
    expect(bound.kind).toBe("bounded");
    expect(bound.low).toBeCloseTo(lows, 9);
    expect(bound.high).toBeCloseTo(highs, 9);
  });

  test("ends with 1 on a total over the threshold, after printing it", async () => {
    const path = file("work.yaml", work);
    const over = await greenml("estimate", path, "--max-grams", "10");
    expect(over.code).toBe(1);
    expect(over.out).toContain("TOTAL");
    expect(over.err).toMatch(/^greenml: Too much for --max-grams: .*, maximum 10 g\n$/);
    expect((await greenml("estimate", path, "--max-grams", "1e9", "--max-usd", "1e9")).code).toBe(0);
  });
});

test("says what a threshold does not judge", async () => {
  const { code, err } = await greenml("estimate", fixture("tabular.state"), "--max-grams", "1e9");
  expect(code).toBe(0);
  expect(err).toMatch(/^greenml: --max-grams does not judge \d+ things whose figures are unknown\n$/);
});

test("a usage file's entry for a type counts for a resource of any name", async () => {
  const resourceConfig = { instanceType: "ml.m5.large" };
  const { estimated: found } = await estimated(
    state(resource(training, "constructor", { resourceConfig })),
    "--usage",
    usage(`${JSON.stringify(training)}: { hours: 1 }`),
  );
  expect(found.map((one) => one.energyKwh.kind)).toEqual(["known"]);
});

test("a table of the largest figures fits 80 columns too", async () => {
  const far =
    "chat: { instances: { low: 1, likely: 5.0e+4, high: 1.0e+5 }, gigabytesPerMonthTo: { internet: { low: 1, likely: 5.0e+8, high: 1.0e+9 } } }";
  const { code, out } = await greenml(
    "estimate",
    state(...served({ instanceType: "ml.g5.xlarge" })),
    "--usage",
    usage(far),
  );
  expect(code).toBe(0);
  expect(out).toContain("$47,250,000");
  expect(widerThan80(out)).toEqual([]);
});

describe("--write-usage", () => {
  test("writes every knob of the input as a comment, which changes nothing, and is a usage file once uncommented", async () => {
    const path = pathOf("usage.yaml");
    const { code, out, err } = await greenml("estimate", fixture("wasteful.state"), "--write-usage", path);
    expect({ code, out }).toEqual({ code: 0, out: "" });
    expect(err).toContain(path);
    const text = readFileSync(path, "utf8");
    expect(text).toContain('# "wasteful-search": # aws:sagemaker/hyperParameterTuningJob');
    const before = await estimated(fixture("wasteful.state"));
    expect(await estimated(fixture("wasteful.state"), "--usage", path)).toEqual(before);
    const open = text
      .replace(/^ {2}# (?=")/gm, "  ")
      .replace(/^ {2}# {3}/gm, "    ")
      .replace(/^ {4}(requests|milliseconds|gigabyteSeconds).*\n/gm, "");
    writeFileSync(path, open);
    const { estimated: found } = await estimated(fixture("wasteful.state"), "--usage", path);
    expect(found.every(({ emissionsGrams }) => emissionsGrams.kind === "known")).toBe(true);
  });

  test("does not write over a file", async () => {
    const path = file("usage.yaml", "mine");
    const { code, err } = await greenml("estimate", fixture("wasteful.state"), "--write-usage", path);
    expect({ code, err }).toEqual({
      code: 2,
      err: `greenml: Cannot write --write-usage "${path}" because it is there already\n`,
    });
    expect(readFileSync(path, "utf8")).toBe("mine");
  });
});

test.each([
  ["no file", undefined, /^greenml: Cannot read FILE ".*" because there is none\n$/],
  ["an empty file", "", /^greenml: Cannot use .* because it is empty\n$/],
  ["broken JSON", '{"deployment": {"resources": [', /^greenml: Cannot use .* because [^\n]*\n$/],
  ["cut-off JSON of megabytes", `{"deployment": [${"1,".repeat(600_000)}`, /because it is broken or cut-off JSON\n$/],
  ["another JSON", '{"name": "shop"}', /^greenml: Cannot use .* because it is neither [^\n]*\n$/],
  ["resources that are no list", '{"deployment": {"resources": {}}}', /because its resources are not a list\n$/],
  [
    "no such kind",
    "work:\n  - { name: a, kind: mining }",
    /^greenml: Cannot use .* because of work\.0\.kind: [^\n]*\n$/,
  ],
  [
    "an absurd amount",
    "work:\n  - { name: a, kind: training, region: eu-north-1, instanceType: ml.m5.large, hours: -1 }",
    /^greenml: Cannot use .* because of work\.0\.hours: [^\n]*\n$/,
  ],
])("ends with 2 and one sentence on %s", async (_when, content, sentence) => {
  const path = content === undefined ? pathOf("none.json") : file("input", content);
  const { code, out, err } = await greenml("estimate", path);
  expect({ code, out }).toEqual({ code: 2, out: "" });
  expect(err).toMatch(sentence);
});

test.each([
  ["a resource that is not there", "resources: { nobody: { hours: 1 } }", /Unknown resource "nobody" in /],
  [
    "a knob that means nothing for it",
    "resources: { wasteful-endpoint: { hours: 1 } }",
    /Cannot use hours of "wasteful-endpoint"/,
  ],
  [
    "a knob nobody knows",
    "resources: { wasteful-endpoint: { speed: 1 } }",
    /because of resources\.wasteful-endpoint: /,
  ],
  [
    "a load over 1",
    "resources: { wasteful-endpoint: { utilisation: 30 } }",
    /expected a fraction from 0 to 1 \(got 30\)/,
  ],
  [
    "a range that is none",
    "resources: { wasteful-search: { trials: { low: 3, likely: 2, high: 1 } } }",
    /low <= likely <= high/,
  ],
])("ends with 2 on usage of %s", async (_when, content, sentence) => {
  const { code, out, err } = await greenml(
    "estimate",
    fixture("wasteful.state"),
    "--usage",
    file("usage.yaml", content),
  );
  expect({ code, out }).toEqual({ code: 2, out: "" });
  expect(err).toMatch(sentence);
  expect(err.trimEnd()).not.toContain("\n");
});

test("refuses to count a resource twice", async () => {
  const same = await greenml("estimate", fixture("wasteful.state"), fixture("wasteful.state"));
  expect({ code: same.code, out: same.out }).toEqual({ code: 2, out: "" });
  const { code, err } = await greenml("estimate", fixture("wasteful.state"), fixture("wasteful.preview"));
  expect(code).toBe(2);
  expect(err).toContain("because both hold urn:pulumi:wasteful::greenml::");
});

test("ends with 2 on a threshold that is no number", async () => {
  const { code, err } = await greenml("estimate", fixture("wasteful.state"), "--max-grams", "much");
  expect({ code, err }).toEqual({
    code: 2,
    err: "error: option '--max-grams <gCO2e>' argument 'much' is invalid. Expected a number of at least 0.\n",
  });
});

describe("what runs beside SageMaker's own", () => {
  const machine = "aws:ec2/instance:Instance";

  test("an EC2 machine costs at most a month while nobody knows its hours, and its volumes count", async () => {
    const file = state(
      resource(machine, "web", {
        instanceType: "m5.large",
        rootBlockDevice: { volumeSize: 100, volumeType: "gp3" },
        ebsBlockDevices: [{ volumeSize: 500, volumeType: "st1" }],
      }),
    );
    const [one] = (await estimated(file)).estimated;
    const whole = ec2MonthFootprint({ region: "eu-west-1", instanceType: "m5.large", hoursPerMonth: undefined });
    expect(one?.what).toBe("EC2 m5.large with its volumes");
    expect(one?.emissionsGrams).toMatchObject({ kind: "bounded", missing: "hours that it runs" });
    const most = (one?.energyKwh as { high: number }).high;
    expect(most).toBeGreaterThan((whole.energy as { high: number }).high);
  });

  test("an EC2 machine has the root volume that AWS gave it, and none that is a resource of its own", async () => {
    const volume = (volumeSize: number) => ({ volumeSize, volumeType: "gp3" });
    const energyOf = async (...given: [inputs: object, more?: object]) =>
      (await estimated(state(resource(machine, "web", { instanceType: "m5.large", ...given[0] }, given[1]))))
        .estimated[0]?.energyKwh;
    const outputs = { rootBlockDevice: volume(80), ebsBlockDevices: [volume(500)] };
    const said = await energyOf({ rootBlockDevice: volume(80) });
    expect(await energyOf({}, { outputs })).toEqual(said);
    expect(await energyOf({ rootBlockDevice: { volumeType: "gp3" } }, { outputs })).toEqual(said);
    expect(await energyOf({ rootBlockDevice: volume(80) }, { outputs: { rootBlockDevice: volume(9) } })).toEqual(said);
  });

  test("an EC2 machine's stated hours make its figures known, at EC2's price", async () => {
    const file = state(resource(machine, "web", { instanceType: "m5.large" }));
    const [one] = (await estimated(file, "--usage", usage("web: { hoursPerMonth: 100 }"))).estimated;
    expect(one?.emissionsGrams.kind).toBe("known");
    expect(one?.costUsd).toMatchObject({ basis: expect.stringContaining("EC2 list price") as string });
    expect((one?.costUsd as { likely: number }).likely).toBeCloseTo(0.096 * 1.05 * 100, 6);
  });

  test("an inference component counts with the machines of its endpoint, and is not lost without them", async () => {
    const type = "aws-native:sagemaker:InferenceComponent";
    const component = resource(type, "small", { endpointName: "chat" });
    const [with_, without] = [
      await estimated(state(...served({ instanceType: "ml.g5.xlarge" }), component)),
      await estimated(state(component)),
    ];
    const found = [with_, without].map(({ notEstimated }) => notEstimated.find((one) => one.name === "small"));
    expect(found).toMatchObject([
      { because: "counted with the machines of its endpoint", matters: false },
      { because: "its endpoint is not in the input, nor the type of its machines", matters: true },
    ]);
  });

  test("an inference component of a workload file has its copies' share of the machine", async () => {
    const all = { kind: "inferenceComponent", region: "eu-west-1", instanceType: "ml.g5.12xlarge" };
    const work = [
      { name: "half", ...all, copies: 2, accelerators: 1 },
      { name: "whole", ...all, copies: 4, accelerators: 1 },
    ];
    const [half, whole] = (await estimated(file("work.yaml", { work }))).estimated.map(
      ({ energyKwh }) => (energyKwh as { likely: number }).likely,
    );
    expect(half! * 2).toBeCloseTo(whole!, 9);
    const huge = file("huge.yaml", { work: [{ name: "huge", ...all, accelerators: 9 }] });
    expect(await greenml("estimate", huge)).toMatchObject({
      code: 2,
      err: 'greenml: Cannot use "huge" because of too much accelerators: 9, maximum 4 on ml.g5.12xlarge\n',
    });
    const nothing = file("nothing.yaml", { work: [{ name: "bad", ...all }] });
    expect(await greenml("estimate", nothing)).toMatchObject({
      code: 2,
      err: expect.stringContaining('Expected vcpu, memoryGib or accelerators of "bad"') as string,
    });
  });

  test("a region that the catalogue lacks still gives energy between bounds", async () => {
    const file = state(resource(endpoint, "none", {}), ...served({ instanceType: "ml.m5.large" }));
    const moved = JSON.parse(readFileSync(file, "utf8").replaceAll("eu-west-1", "mars-1")) as object;
    const [one] = (await estimated(state(...(moved as { deployment: { resources: object[] } }).deployment.resources)))
      .estimated;
    expect(one?.region).toBe("mars-1");
    expect(one?.energyKwh.kind).toBe("bounded");
    expect(one?.emissionsGrams.kind).toBe("unknown");
    expect(one?.costUsd.kind).toBe("unknown");
  });

  test("the runs of a scheduled BatchInference come from its schedule, its machines from what its function sends", async () => {
    const urn = "urn:pulumi:dev::shop::greenml:serving:BatchInference::scored";
    const starter = resource("aws:lambda/function:Function", "scored-function", {
      environment: {
        variables: {
          REQUEST: JSON.stringify({ TransformResources: { InstanceType: "ml.m5.large", InstanceCount: 1 } }),
        },
      },
    });
    const schedule = resource(
      "aws:scheduler/schedule:Schedule",
      "scored-schedule",
      { scheduleExpression: "rate(1 day)", target: { arn: "arn" } },
      { parent: urn, propertyDependencies: { target: [(starter as { urn: string }).urn] } },
    );
    const component = { urn, type: "greenml:serving:BatchInference", custom: false, inputs: { expectedHours: 0.5 } };
    const plain = resource("aws:scheduler/schedule:Schedule", "other", { scheduleExpression: "rate(1 day)" });
    const { estimated: found, notEstimated } = await estimated(state(component, starter, schedule, plain));
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({
      what: "scheduled batch transform on ml.m5.large",
      runsPerMonth: { low: 0, high: 730 / 24 },
      emissionsGrams: { kind: "known" },
    });
    expect(notEstimated.find(({ name }) => name === "other")).toMatchObject({ because: "a setting", matters: false });
  });
});

describe("figures besides", () => {
  const workload = (): string =>
    file("work.yaml", {
      work: [
        { name: "train", kind: "training", region: "us-east-1", instanceType: "ml.m5.large", hours: 100 },
        {
          name: "serve",
          kind: "serverless",
          region: "us-east-1",
          memoryMib: 2048,
          requestsPerMonth: 50_000,
          millisecondsPerRequest: 40,
        },
      ],
    });

  test("are carbon's own, in rows and total, when asked for and not otherwise", async () => {
    const whole = trainingFootprint({ region: "us-east-1", instanceType: "ml.m5.large", hours: hours(100) });
    const asked = await estimated(workload(), "--water", "--market-based");
    expect(asked.estimated[0]).toMatchObject({ waterLitres: whole.water.onSite, marketBasedGrams: whole.marketBased });
    const parts = asked.estimated.map(({ waterLitres }) => (waterLitres as { likely: number }).likely);
    expect((asked.total.waterLitres as { likely: number }).likely).toBeCloseTo(parts[0]! + parts[1]!, 9);
    const usual = await estimated(workload());
    expect([usual.estimated[0]?.waterLitres, usual.total.marketBasedGrams]).toEqual([undefined, undefined]);
    const { out } = await greenml("estimate", workload(), "--water", "--market-based");
    expect(out).toContain("water on site");
    expect(out).toContain("market-based");
    expect(widerThan80(out)).toEqual([]);
  });

  test("count by the marginal signal on request, and say so", async () => {
    const usage = { region: "us-east-1", instanceType: "ml.m5.large", hours: hours(100) };
    const marginal = await estimated(workload(), "--signal", "marginal");
    expect(marginal.signal).toBe("marginal");
    expect(marginal.estimated[0]?.operationalGrams).toEqual(
      trainingFootprint({ ...usage, signal: "marginal" }).operational,
    );
    expect((await estimated(workload())).estimated[0]?.operationalGrams).toEqual(trainingFootprint(usage).operational);
    expect((await greenml("estimate", workload(), "--signal", "marginal")).out).toContain("(marginal)");
    expect(await greenml("estimate", workload(), "--signal", "marginal", "--market-based")).toMatchObject({ code: 2 });
  });
});
