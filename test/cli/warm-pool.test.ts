import { known } from "../../carbon";
import { resource, scratch, training, type EstimatedRow } from "./estimating";

const { state, usage, estimated, refusal } = scratch();

const ofOurs = "greenml:jobs:TrainingJob";
const search = "aws:sagemaker/hyperParameterTuningJob:HyperParameterTuningJob";
/** Costs 0.23 USD an hour in us-east-1. */
const machines = { instanceType: "ml.m5.xlarge", instanceCount: 1 };
const near = (value: number): number => expect.closeTo(value, 9) as number;

const job = (keepAlivePeriodInSeconds: unknown, more: object = {}) =>
  resource(training, "job", {
    region: "us-east-1",
    resourceConfig: { ...machines, keepAlivePeriodInSeconds, ...more },
    stoppingCondition: { maxRuntimeInSeconds: 7200 },
  });
const ours = resource(ofOurs, "job", {
  region: "us-east-1",
  request: {
    ResourceConfig: { InstanceType: "ml.m5.xlarge", InstanceCount: 1, KeepAlivePeriodInSeconds: 1800 },
    StoppingCondition: { MaxRuntimeInSeconds: 7200 },
  },
});
const tuning = resource(search, "job", {
  region: "us-east-1",
  config: { resourceLimits: { maxNumberOfTrainingJobs: 4, maxParallelTrainingJobs: 2 } },
  trainingJobDefinition: {
    resourceConfig: { ...machines, keepAlivePeriodInSeconds: 1800 },
    stoppingCondition: { maxRuntimeInSeconds: 3600 },
  },
});
const cost = async (one: object, says?: string): Promise<EstimatedRow["costUsd"] | undefined> => {
  const given = says === undefined ? [] : ["--usage", usage(`job: ${says}`)];
  return (await estimated(state(one), ...given)).estimated[0]?.costUsd;
};

describe("machines that are kept warm after a job", () => {
  test.each<[string, object, number]>([
    ["a training", job(1800), 2.5],
    ["a training of this package", ours, 2.5],
    ["a training on two machines", job(1800, { instanceCount: 2 }), 5],
    ["a training that keeps none", job(0), 2],
    ["a training whose period is known only later, at most an hour", job("04da6b54-80e4-46f7-96ec-b56ff0331ba9"), 3],
    // 4 trials, each of an hour and half of one
    ["a search, after each of its trials", tuning, 6],
  ])("raise what %s may cost at most", async (_what, one, machineHours) => {
    expect(await cost(one)).toMatchObject({ kind: "bounded", low: 0, high: near(0.23 * machineHours) });
  });

  test("leave the likely value alone, and are named in the basis", async () => {
    // 1 h of work, and from none to half an hour of waiting
    expect(await cost(job(1800), "{ hours: 1 }")).toMatchObject({
      kind: "known",
      low: near(0.23),
      likely: near(0.23),
      high: near(0.23 * 1.5),
      basis: expect.stringContaining("its machines are kept warm after it, 0 to 0.5 h") as string,
    });
    expect(await cost(tuning, "{ hoursPerTrial: 1 }")).toMatchObject({
      likely: near(0.23 * 4),
      high: near(0.23 * 6),
      basis: expect.stringContaining("a warm pool waits for its whole period after every trial at most") as string,
    });
  });

  test("wait as long as their owner says", async () => {
    expect(await cost(job(1800), "{ hours: 1, warmHours: 0.25 }")).toMatchObject(
      known(
        { low: near(0.23 * 1.25), likely: near(0.23 * 1.25), high: near(0.23 * 1.25) },
        expect.anything() as string,
      ),
    );
    expect(await cost(tuning, "{ hoursPerTrial: 1, warmHours: 0.25 }")).toMatchObject({ likely: near(0.23 * 5) });
    expect(await refusal(state(job(1800)), "--usage", usage("job: { warmHours: 2 }"))).toContain(
      "warmHours: expected at most 1, as long as AWS keeps machines warm",
    );
  });

  test("wait after a completed search too, whose hours are those of all trials together", async () => {
    const request = {
      HyperParameterTuningJobConfig: { ResourceLimits: { MaxNumberOfTrainingJobs: 4 } },
      TrainingJobDefinition: {
        ResourceConfig: { InstanceType: "ml.m5.xlarge", InstanceCount: 1, KeepAlivePeriodInSeconds: 1800 },
      },
    };
    const made = resource("greenml:jobs:HyperParameterTuningJob", "job", { region: "us-east-1", request });
    const completion = resource(
      "greenml:jobs:HyperParameterTuningJobCompletion",
      "done",
      {},
      { outputs: { trainingHours: 3, instanceType: "ml.m5.xlarge" }, propertyDependencies: { jobName: [made.urn] } },
    );
    const [one] = (await estimated(state(made, completion))).estimated;
    // 3 h measured, and at most 4 x 0.5 h of waiting
    expect(one?.costUsd).toMatchObject({ likely: near(0.23 * 3), high: near(0.23 * 5) });
  });
});
