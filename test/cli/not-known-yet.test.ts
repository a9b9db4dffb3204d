import { hours, trainingFootprint, tuningFootprint } from "../../carbon";
import { resource, scratch, served, training } from "./estimating";

const { state, estimated, refusal } = scratch();

const later = "3eeb2bf0-c639-47a8-9e75-3b44932eb421";
const secret = (plaintext: string): object => ({ "4dabf18193072939515e22adb298388d": mark, plaintext });
const hidden = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", ciphertext: "v1:abc" };
const mark = "1b47061264138c4ac30d75fd1eb44270";
const where = { region: "eu-west-1", instanceType: "ml.m5.large" };
const large = { instanceType: "ml.m5.large" };
const trained = (resourceConfig: object, maxRuntimeInSeconds: unknown = 3600) =>
  resource(training, "job", { resourceConfig, stoppingCondition: { maxRuntimeInSeconds } });

describe("a number that is known only later", () => {
  test.each([
    ["the machines of a training", [trained({ ...large, instanceCount: later })], /^its machines/],
    ["the machines of a training that are a secret", [trained({ ...large, instanceCount: hidden })], /^its machines/],
    [
      "the machines of one of two groups",
      [
        trained({
          instanceGroups: [
            { ...large, instanceCount: 2 },
            { ...large, instanceCount: later },
          ],
        }),
      ],
      /^its machines/,
    ],
    ["the machines of an endpoint", served({ ...large, initialInstanceCount: later }), /^how many machines/],
    [
      "the most machines that an endpoint scales to",
      [
        ...served({ ...large, initialInstanceCount: 1 }),
        resource("aws:appautoscaling/target:Target", "scaling", {
          resourceId: "endpoint/chat/variant/all",
          minCapacity: 0,
          maxCapacity: later,
        }),
      ],
      /^how many machines/,
    ],
    [
      "the copies that are kept warm",
      served({ serverlessConfig: { memorySizeInMb: 2048, provisionedConcurrency: later } }),
      /^how many copies/,
    ],
  ] as const)("is no one: %s", async (_what, resources, because) => {
    const { estimated: rows, notEstimated } = await estimated(state(...resources));
    expect(rows).toEqual([]);
    expect(notEstimated.filter((one) => one.matters).map((one) => one.because)).toEqual([
      expect.stringMatching(because) as string,
    ]);
  });

  test("is no cap either", async () => {
    const [job] = (await estimated(state(trained({ ...large, instanceCount: 1 }, later)))).estimated;
    expect(job?.energyKwh.kind).toBe("unknown");
  });
});

test.each([
  ["is left out", {}, 1],
  ["is zero, as the provider writes what was left out", { instanceCount: 0 }, 1],
  ["is a text", { instanceCount: "3" }, 3],
  ["is a secret in plain text", { instanceCount: secret("3") }, 3],
])("counts machines where their number %s", async (_when, given, instanceCount) => {
  const [job] = (await estimated(state(trained({ ...large, ...given })))).estimated;
  const each = trainingFootprint({ ...where, instanceCount, hours: undefined, maxHours: hours(1) });
  expect(job?.energyKwh).toEqual(each.energy);
});

test.each([
  ["instanceCount", trained({ ...large, instanceCount: -2 })],
  ["initialInstanceCount", ...served({ ...large, initialInstanceCount: -2 })],
])("refuses %s below zero", async (name, ...resources) => {
  expect(await refusal(state(...resources))).toContain(`because of expected ${name} above 0, got -2`);
});

describe("the caps of a search", () => {
  const type = "aws:sagemaker/hyperParameterTuningJob:HyperParameterTuningJob";
  const definition = (seconds: number): object => ({
    resourceConfig: { ...large, instanceCount: 2 },
    stoppingCondition: { maxRuntimeInSeconds: seconds },
  });
  const search = (limits: object, ...definitions: readonly object[]) =>
    resource(type, "search", {
      config: { strategy: "Bayesian", resourceLimits: { maxNumberOfTrainingJobs: 20, ...limits } },
      trainingJobDefinitions: definitions,
    });
  const energyOf = async (...given: Parameters<typeof search>) =>
    (await estimated(state(search(...given)))).estimated[0]?.energyKwh;
  const atMost = (caps: object) =>
    tuningFootprint({ ...where, instanceCount: 2, trials: 20, hoursPerTrial: undefined, ...caps }).energy;

  test("count the time of all that run side by side, because AWS's limit is one of the clock", async () => {
    const two = await energyOf({ maxRuntimeInSeconds: 7200, maxParallelTrainingJobs: 4 }, definition(3600));
    expect(two).toEqual(atMost({ maxHoursPerTrial: hours(1), maxHours: hours(8) }));
    const unlimited = await energyOf({ maxRuntimeInSeconds: 7200 }, definition(3600));
    expect(unlimited).toEqual(atMost({ maxHoursPerTrial: hours(1), maxHours: hours(40) }));
  });

  test("are those of the definition that allows most", async () => {
    expect(await energyOf({}, definition(3600), definition(36_000))).toEqual(atMost({ maxHoursPerTrial: hours(10) }));
    expect((await energyOf({}, definition(3600), definition(0)))?.kind).toBe("unknown");
  });
});
