import { likely, resource, scratch, served, training, width, type EstimatedRow } from "./estimating";
import { greenml, widerThan80 } from "./greenml";

const { state, usage, workload, estimated, refusal } = scratch();

const units = (row: EstimatedRow | undefined): Readonly<Record<string, EstimatedRow["energyKwh"]>> =>
  Object.fromEntries((row?.sci ?? []).map(({ per, emissionsGrams }) => [per, emissionsGrams]));
const serverless = (): string => state(...served({ serverlessConfig: { memorySizeInMb: 2048, maxConcurrency: 5 } }));
const machines = (): string => state(...served({ instanceType: "ml.m5.large", initialInstanceCount: 1 }));

describe("the SCI", () => {
  test("of a job is per run, and per token where somebody says how many it works through", async () => {
    const job = state(resource(training, "train", { resourceConfig: { instanceType: "ml.m5.large" } }));
    const [bare] = (await estimated(job)).estimated;
    expect(bare?.sci).toEqual([{ per: "run", emissionsGrams: bare?.emissionsGrams }]);
    const [one] = (await estimated(job, "--usage", usage("train: { hours: 2, tokensPerRun: 1000000 }"))).estimated;
    expect(likely(units(one)["token"]) * 1e6).toBeCloseTo(likely(one?.emissionsGrams), 9);
  });

  test("of machines that serve shares the month out among what they answer", async () => {
    const says = usage("chat: { requestsPerMonth: 2000000, tokensPerRequest: 500 }");
    const [one] = (await estimated(machines(), "--usage", says)).estimated;
    const month = likely(one?.emissionsGrams);
    expect(Object.keys(units(one))).toEqual(["1,000 inferences", "token"]);
    expect(likely(units(one)["1,000 inferences"]) * 2000).toBeCloseTo(month, 6);
    expect(likely(units(one)["token"]) * 1e9).toBeCloseTo(month, 6);
    const whole = usage("chat: { tokensPerMonth: 1000 }");
    const [tokens] = (await estimated(machines(), "--usage", whole)).estimated;
    expect(likely(units(tokens)["token"]) * 1000).toBeCloseTo(likely(tokens?.emissionsGrams), 6);
  });

  test("says what is missing while nobody states it, and never divides by nothing", async () => {
    const [none] = (await estimated(machines())).estimated;
    expect(units(none)).toEqual({ "1,000 inferences": { kind: "unknown", missing: "requestsPerMonth" } });
    const [maybe] = (await estimated(machines(), "--usage", usage("chat: { requestsPerMonth: 0 }"))).estimated;
    expect(units(maybe)["1,000 inferences"]?.kind).toBe("unknown");
    const [half] = (await estimated(machines(), "--usage", usage("chat: { tokensPerRequest: 5 }"))).estimated;
    expect(units(half)["token"]).toEqual({ kind: "unknown", missing: "requestsPerMonth or tokensPerMonth" });
  });

  test("of a serverless endpoint does not widen with traffic that is not certain", async () => {
    const certain = usage("chat: { requestsPerMonth: 1000, millisecondsPerRequest: 50 }");
    const [sure] = (await estimated(serverless(), "--usage", certain)).estimated;
    const wide = usage(
      "chat: { requestsPerMonth: { low: 10, likely: 1000, high: 90000 }, millisecondsPerRequest: 50 }",
    );
    const [unsure] = (await estimated(serverless(), "--usage", wide)).estimated;
    expect(units(unsure)).toEqual(units(sure));
    expect(width(unsure?.emissionsGrams)).toBeGreaterThan(width(sure?.emissionsGrams));
    // 1,000 requests of 50 ms at 2 GiB are 100 GB-seconds.
    expect(likely(units(sure)["GB-second"]) * 100).toBeCloseTo(likely(units(sure)["1,000 inferences"]), 9);
    expect(likely(units(sure)["1,000 inferences"])).toBeCloseTo(likely(sure?.emissionsGrams), 9);
  });

  test("goes by billed GB-seconds where these are known, and then so does the month", async () => {
    const billed = usage("chat: { gigabyteSecondsPerMonth: 100 }");
    const asked = usage.bind(undefined, "chat: { requestsPerMonth: 1000, millisecondsPerRequest: 50 }");
    const [one] = (await estimated(serverless(), "--usage", billed)).estimated;
    const [other] = (await estimated(serverless(), "--usage", asked())).estimated;
    expect(likely(one?.emissionsGrams)).toBeCloseTo(likely(other?.emissionsGrams), 9);
    expect(await refusal(machines(), "--usage", usage("chat: { gigabyteSecondsPerMonth: 100 }"))).toContain(
      "because it is not serverless",
    );
  });

  test("of copies kept warm shares out the month that they take anyway", async () => {
    const warm = state(...served({ serverlessConfig: { memorySizeInMb: 2048, provisionedConcurrency: 1 } }));
    const says = usage("chat: { requestsPerMonth: 1000, millisecondsPerRequest: 50 }");
    const [one] = (await estimated(warm, "--usage", says)).estimated;
    expect(likely(units(one)["1,000 inferences"])).toBeCloseTo(likely(one?.emissionsGrams), 9);
  });

  test("of a function counts its calls and GB-seconds", async () => {
    const call = state(resource("aws:lambda/function:Function", "call", { memorySize: 512 }));
    const says = usage("call: { requestsPerMonth: 4000, millisecondsPerRequest: 100 }");
    const [one] = (await estimated(call, "--usage", says)).estimated;
    expect(likely(units(one)["1,000 inferences"]) * 4).toBeCloseTo(likely(one?.emissionsGrams), 9);
    expect(likely(units(one)["GB-second"]) * 200).toBeCloseTo(likely(one?.emissionsGrams), 9);
  });

  test("of a batch is per 1,000 inferences, and of storage there is none", async () => {
    const batch = resource("greenml:jobs:TransformJob", "score", {
      request: { TransformResources: { InstanceType: "ml.m5.large", InstanceCount: 1 } },
    });
    const stack = state(batch, resource("aws:ebs/volume:Volume", "disk", { size: 10 }));
    const says = usage("score: { hours: 1, inferencesPerRun: 5000 }");
    const [score, disk] = (await estimated(stack, "--usage", says)).estimated;
    expect(likely(units(score)["1,000 inferences"]) * 5).toBeCloseTo(likely(score?.emissionsGrams), 9);
    expect(disk?.sci).toBeUndefined();
  });

  test("of described work follows the same units", async () => {
    const where = { region: "eu-west-1", instanceType: "ml.m5.large" };
    const all = workload(
      {
        name: "a",
        kind: "endpoint",
        ...where,
        requestsPerMonth: 1000,
        millisecondsPerRequest: 50,
        tokensPerRequest: 9,
      },
      { name: "b", kind: "transform", ...where, hours: 1, inferencesPerRun: 1000 },
      { name: "c", kind: "training", ...where, hours: 1, tokensPerRun: 1000 },
      { name: "d", kind: "processing", ...where, hours: 1 },
      { name: "e", kind: "inferenceComponent", ...where, vcpu: 1, requestsPerMonth: 1000 },
      {
        name: "f",
        kind: "serverless",
        region: "eu-west-1",
        memoryMib: 1024,
        requestsPerMonth: 1000,
        tokensPerRequest: 2,
      },
    );
    const { estimated: found } = await estimated(all);
    expect(found.map((one) => Object.keys(units(one)))).toEqual([
      ["1,000 inferences", "token"],
      ["run", "1,000 inferences"],
      ["run", "token"],
      ["run"],
      ["1,000 inferences"],
      ["1,000 inferences", "token", "GB-second"],
    ]);
  });
});

test.each(["table", "markdown"])("a section of the %s shows them, with what is missing", async (format) => {
  const where = { kind: "endpoint", region: "eu-west-1", instanceType: "ml.m5.large" };
  const names = ["a", "b", "c", "d"].map((name) => ({ name, ...where }));
  const path = workload({ name: "known", ...where, requestsPerMonth: 1000 }, ...names);
  const { out } = await greenml("estimate", path, "--format", format);
  expect(out).toContain("SCI (ISO/IEC 21031): gCO2e per functional unit");
  expect(out).toMatch(/known +\|? *1,000 inferences +\|? *\d/);
  expect(out.replaceAll(/\s+/g, " ")).toContain("not known without requestsPerMonth (a, b and 2 more)");
  expect((await greenml("estimate", path, "--format", format, "--all")).out).toContain("(a, b, c, d)");
  expect(format === "markdown" ? [] : widerThan80(out)).toEqual([]);
});
