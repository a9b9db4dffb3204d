import { GetSchemaRequest, type GetSchemaResponse } from "@pulumi/pulumi/proto/provider_pb";
import type { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { wallClock, type Clock } from "../../jobs/clock";
import { awsError, FakeSageMaker } from "../jobs/fake-sagemaker";
import { trainingRequest } from "../jobs/requests";
import { RunningProvider, secret, unfinished, unknownMark, type Values } from "./running-provider";

const job = "urn:pulumi:dev::trial::greenml:training:TunedTraining$greenml:jobs:TrainingJob::churn";
const completion = "urn:pulumi:dev::trial::greenml:jobs:TrainingJobCompletion::churn-completion";

/** The wall's clock, its long pauses made short. */
const quickClock: Clock = { ...wallClock, sleep: (ms, signal) => wallClock.sleep(Math.min(ms, 20), signal) };

function inputs(request: Record<string, unknown> = {}): Values {
  return { region: "eu-north-1", namePrefix: "churn", request: trainingRequest(request) as Values };
}

let aws: FakeSageMaker;
let provider: RunningProvider;
beforeEach(async () => {
  aws = new FakeSageMaker();
  provider = await RunningProvider.start(quickClock);
});
afterEach(() => {
  provider.stop();
});

test("tells the package's version and a schema of every resource", async () => {
  expect((await provider.call<PluginInfo>("getPluginInfo", new Empty())).getVersion()).toMatch(/^\d+\.\d+\.\d+/);
  const schema = JSON.parse(
    (await provider.call<GetSchemaResponse>("getSchema", new GetSchemaRequest())).getSchema(),
  ) as {
    readonly resources: Record<string, { readonly properties: object; readonly required: string[] }>;
  };
  expect(Object.keys(schema.resources)).toEqual([
    "greenml:jobs:CompilationJob",
    "greenml:jobs:CompilationJobCompletion",
    "greenml:jobs:HyperParameterTuningJob",
    "greenml:jobs:HyperParameterTuningJobCompletion",
    "greenml:jobs:TrainingJob",
    "greenml:jobs:TrainingJobCompletion",
    "greenml:jobs:TransformJob",
    "greenml:jobs:TransformJobCompletion",
  ]);
  for (const { properties, required } of Object.values(schema.resources)) {
    expect(Object.keys(properties)).toEqual(expect.arrayContaining(required));
  }
});

describe("check", () => {
  test("takes a fitting job, and one with values that are not known yet", async () => {
    expect((await provider.check(job, inputs())).failures).toEqual([]);
    expect((await provider.check(job, { ...inputs({ RoleArn: unknownMark }), region: unknownMark })).failures).toEqual(
      [],
    );
  });

  test("names every fault in a sentence", async () => {
    const news = { region: "north", namePrefix: "-x", stray: 1, request: trainingRequest({ RoleArn: "me" }) as Values };
    expect((await provider.check(job, news)).failures).toEqual([
      ["stray", "Unknown argument stray; known: region, namePrefix, request."],
      ["region", 'Expected region such as "eu-north-1", got "north".'],
      ["namePrefix", 'Expected namePrefix to be letters, digits and hyphens inside, got "-x".'],
      ["", "Expected request.RoleArn to have at least 20 characters, got 2."],
    ]);
  });

  test("asks for what is missing", async () => {
    expect((await provider.check(job, {})).failures).toEqual([
      ["region", 'Expected region such as "eu-north-1", got nothing.'],
      ["namePrefix", "Expected namePrefix to be text, got nothing."],
      ["request", "Expected request, got nothing."],
    ]);
  });

  test("never shows a secret that does not fit", async () => {
    const { failures } = await provider.check(job, inputs({ RoleArn: secret("hush hush hush hush hush") }));
    expect(failures).toEqual([["", "Expected request.RoleArn as AWS's API takes it, got a secret that is not."]]);
  });

  test("warns of an instance type it does not know, once", async () => {
    const news = inputs({ ResourceConfig: { InstanceType: "ml.m99.large", InstanceCount: 1 } });
    expect((await provider.check(job, news)).failures).toEqual([]);
    await provider.check(job, news);
    expect(provider.lines.map(({ message }) => message)).toEqual([
      'Unknown instance type "ml.m99.large" in request.ResourceConfig.InstanceType: newer than this library, or a typo.',
    ]);
  });

  test("waits unless told otherwise", async () => {
    expect(await provider.check(completion, { region: "eu-north-1", jobName: unknownMark })).toEqual({
      inputs: { region: "eu-north-1", jobName: unknownMark, wait: true },
      failures: [],
    });
    const { failures } = await provider.check(completion, { region: "eu-north-1", jobName: "churn", wait: "no" });
    expect(failures).toEqual([["wait", 'Expected wait to be true or false, got "no".']]);
  });

  test("refuses a type it does not have in one line", async () => {
    await expect(provider.check("urn:pulumi:dev::trial::greenml:jobs:Other::x", {})).rejects.toMatchObject({
      details: expect.stringMatching(/^Unknown type "greenml:jobs:Other"; known: [^\n]*\.$/) as string,
    });
  });
});

describe("a job", () => {
  test("is not asked for in preview, and its outputs are unknown", async () => {
    const { id, properties } = await provider.create(job, inputs(), { preview: true });
    expect(id).toBe("");
    expect(properties).toEqual({
      ...inputs(),
      jobName: unknownMark,
      arn: unknownMark,
      attempt: unknownMark,
      attempts: unknownMark,
    });
    expect(aws.calls).toEqual([]);
  });

  test("is started with its secrets opened for AWS and kept as secrets in the state", async () => {
    const news = inputs({ Environment: { TOKEN: secret("hush") } });
    const { id, properties } = await provider.create(job, news);
    expect(aws.only().request["Environment"]).toEqual({ TOKEN: "hush" });
    expect(properties["request"]).toEqual(news["request"]);
    expect(id).toBe(`eu-north-1/${aws.only().name}`);
    expect(properties).toMatchObject({
      jobName: aws.only().name,
      arn: aws.only().arn,
      attempt: 1,
      attempts: [aws.only().name],
    });
  });

  test("is replaced when its work changes, and updated when only its tags do", async () => {
    const before = inputs({ Tags: [{ Key: "team", Value: "a" }] });
    const { properties } = await provider.create(job, before);
    const longer = inputs({ Tags: [{ Key: "team", Value: "a" }], StoppingCondition: { MaxRuntimeInSeconds: 60 } });
    expect(await provider.diff(job, properties, before, longer)).toEqual({
      replaces: ["request"],
      details: [["request.StoppingCondition.MaxRuntimeInSeconds", 5]],
    });
    const retagged = inputs({ Tags: [{ Key: "team", Value: "b" }] });
    expect(await provider.diff(job, properties, before, retagged)).toEqual({
      replaces: [],
      details: [["request.Tags[0].Value", 4]],
    });
    expect(await provider.diff(job, properties, before, before)).toEqual({ replaces: [], details: [] });
  });

  test("is replaced when a value of its work is not known yet", async () => {
    const { properties } = await provider.create(job, inputs());
    expect(await provider.diff(job, properties, inputs(), inputs({ RoleArn: unknownMark }))).toEqual({
      replaces: ["request"],
      details: [["request.RoleArn", 5]],
    });
  });

  test("that failed shows in preview as another attempt, with the reason", async () => {
    const { id, properties } = await provider.create(job, inputs());
    aws.only().status = "Failed";
    aws.only().extra = { FailureReason: "AlgorithmError: it broke" };
    expect(await provider.diff(job, properties, inputs(), inputs())).toEqual({
      replaces: [],
      details: [["attempt", 4]],
    });
    expect(provider.lines.at(-1)?.message).toBe(
      `The training job "${aws.only().name}" failed: AlgorithmError: it broke. This update starts another attempt.`,
    );
    const planned = await provider.update(job, id, properties, inputs(), true);
    expect(planned).toMatchObject({ jobName: unknownMark, attempt: unknownMark });
    expect(aws.jobs.size).toBe(1);
    const updated = await provider.update(job, id, properties, inputs());
    expect(updated).toMatchObject({ attempt: 2, attempts: [...aws.jobs.keys()] });
  });

  test("shows no change when AWS does not answer a preview", async () => {
    const { id, properties } = await provider.create(job, inputs());
    aws.fail(
      "DescribeTrainingJob",
      awsError("ExpiredTokenException", "expired"),
      awsError("ExpiredTokenException", "expired"),
    );
    expect(await provider.diff(job, properties, inputs(), inputs())).toEqual({ replaces: [], details: [] });
    expect(await provider.update(job, id, properties, inputs(), true)).toEqual(properties);
  });

  test("is destroyed with all its attempts", async () => {
    const { id, properties } = await provider.create(job, inputs());
    aws.only().status = "Failed";
    const updated = await provider.update(job, id, properties, inputs());
    expect(aws.jobs.size).toBe(2);
    await inAnotherRun((next) => next.delete(job, id, updated));
    expect(aws.jobs.size).toBe(0);
  });

  test("is destroyed with the attempt that a killed run could not tell of", async () => {
    const { id, properties } = await provider.create(job, inputs());
    aws.only().status = "Failed";
    await inAnotherRun((killed) => killed.update(job, id, properties, inputs()));
    expect([...aws.jobs.values()].map(({ status }) => status)).toEqual(["Failed", "InProgress"]);
    await inAnotherRun((next) => next.delete(job, id, properties));
    expect(aws.jobs.size).toBe(0);
  });

  test("that is made once more, as --replace asks, runs again and outlives the first", async () => {
    const { id, properties } = await provider.create(job, inputs());
    aws.only().status = "Completed";
    await inAnotherRun(async (next) => {
      await next.check(job, inputs(), inputs());
      await next.check(job, inputs());
      const again = await next.create(job, inputs());
      expect(again.properties).toMatchObject({ attempt: 2, attempts: [again.properties["jobName"]] });
      await next.delete(job, id, properties);
      expect(aws.only()).toMatchObject({ name: again.properties["jobName"], status: "InProgress" });
      // A run that was killed before it had deleted the first does so later, and must not reach for the second.
      await inAnotherRun((later) => later.delete(job, id, properties));
      expect(aws.jobs.size).toBe(1);
      await inAnotherRun((last) => last.delete(job, again.id, again.properties));
      expect(aws.jobs.size).toBe(0);
    });
  });

  test("goes over to the resource that asked for the same under another name", async () => {
    const { id, properties } = await provider.create(job, inputs());
    const renamed = "urn:pulumi:dev::trial::greenml:jobs:TrainingJob::renamed";
    const taken = await inAnotherRun(async (next) => {
      const { properties: over } = await next.create(renamed, inputs());
      await next.delete(job, id, properties);
      return over;
    });
    expect(aws.only()).toMatchObject({ name: properties["jobName"], status: "InProgress" });
    await inAnotherRun((next) => next.delete(renamed, id, taken));
    expect(aws.jobs.size).toBe(0);
  });

  test("is read by region and name, with the request it was made from", async () => {
    const news = inputs({ Tags: [{ Key: "team", Value: "a" }] });
    const { id, properties } = await provider.create(job, news);
    expect((await provider.read(job, id)).inputs).toEqual(news);
    expect(await provider.read(job, id, properties, news)).toEqual({ id, properties, inputs: news });
    expect((await provider.read(job, "eu-north-1/other")).id).toBe("");
    await expect(provider.read(job, "other")).rejects.toMatchObject({
      details: 'Expected an id of the form region/jobName, got "other".',
    });
  });

  test("that was imported is not replaced for defaults that AWS spells out and the program does not", async () => {
    const { id } = await provider.create(job, inputs());
    aws.only().extra = { EnableManagedSpotTraining: false, EnableNetworkIsolation: false };
    const { properties, inputs: found } = await provider.read(job, id);
    expect(found["request"]).toMatchObject({ EnableManagedSpotTraining: false });
    expect(await provider.diff(job, properties, found, inputs())).toEqual({ replaces: [], details: [] });
    const other = inputs({ StoppingCondition: { MaxRuntimeInSeconds: 60 } });
    expect((await provider.diff(job, properties, found, other)).replaces).toEqual(["request"]);
  });

  test("whose start is cancelled stays in the state under the name it would have", async () => {
    aws.before.set("CreateTrainingJob", [() => new Promise(() => undefined)]);
    const started = provider.create(job, inputs());
    await until(() => aws.calls.length > 0);
    const before = Date.now();
    await provider.cancel();
    const error: unknown = await started.catch((reason: unknown) => reason);
    expect(Date.now() - before).toBeLessThan(2_000);
    const { id, properties, reasons } = unfinished(error);
    expect(reasons).toEqual(["Cancelled while AWS was asked to start the job; the next pulumi up finds or starts it."]);
    expect(properties["attempts"]).toEqual([properties["jobName"]]);
    expect(id).toBe(`eu-north-1/${properties["jobName"] as string}`);
    const next = await RunningProvider.start(quickClock);
    expect(await next.update(job, id, properties, inputs())).toMatchObject({
      jobName: properties["jobName"],
      attempt: 1,
    });
    next.stop();
  });

  test("keeps to the user's own time limit", async () => {
    aws.fail(
      "CreateTrainingJob",
      ...Array.from({ length: 500 }, () => awsError("ThrottlingException", "Rate exceeded")),
    );
    const error: unknown = await provider.create(job, inputs(), { timeout: 0.2 }).catch((reason: unknown) => reason);
    expect(unfinished(error).reasons[0]).toMatch(/^Too long: the start of training job /);
  });

  test("that AWS refuses is told in AWS's words, in one line", async () => {
    aws.fail("CreateTrainingJob", awsError("ValidationException", "1 validation error\ndetected"));
    await expect(provider.create(job, inputs())).rejects.toMatchObject({
      details: expect.stringMatching(
        /^AWS refused the training job "churn-\w+" in eu-north-1: 1 validation error detected \(ValidationException\)\.$/,
      ) as string,
    });
  });
});

describe("a completion", () => {
  const news = { region: "eu-north-1", jobName: "churn", wait: true };

  test("waits in the engine's sight and holds what came of the job", async () => {
    const run = aws.put("TrainingJob", "churn");
    run.extra = { SecondaryStatus: "Training" };
    const waiting = provider.create(completion, news);
    await until(() => provider.lines.length > 0);
    expect(provider.lines[0]).toEqual({
      urn: completion,
      message: expect.stringMatching(/^InProgress, \d+ min, Training$/) as string,
      ephemeral: true,
    });
    run.status = "Completed";
    run.extra = { ModelArtifacts: { S3ModelArtifacts: "s3://bucket/model.tar.gz" }, TrainingTimeInSeconds: 360 };
    await expect(waiting).resolves.toEqual({
      id: "eu-north-1/churn",
      properties: {
        ...news,
        status: "Completed",
        modelArtifacts: "s3://bucket/model.tar.gz",
        metrics: {},
        trainingHours: 0.1,
      },
    });
  });

  test("that is cancelled answers at once, is kept, and goes on with the next update", async () => {
    const run = aws.put("TrainingJob", "churn");
    const waiting = provider.create(completion, news);
    await until(() => provider.lines.length > 0);
    await provider.cancel();
    const error: unknown = await waiting.catch((reason: unknown) => reason);
    expect(unfinished(error)).toEqual({
      id: "eu-north-1/churn",
      properties: news,
      reasons: [expect.stringMatching(/^Cancelled the wait for .*the next pulumi up/) as string],
    });
    expect(run.status).toBe("InProgress");
    run.status = "Completed";
    const next = await RunningProvider.start(quickClock);
    expect(await next.update(completion, "eu-north-1/churn", news, news)).toMatchObject({ status: "Completed" });
    next.stop();
  });

  test("hands over at once when told not to wait", async () => {
    aws.put("TrainingJob", "churn");
    const { properties } = await provider.create(completion, { ...news, wait: false });
    expect(properties).toEqual({ ...news, wait: false, status: "InProgress" });
    aws.only().status = "Completed";
    const { properties: refreshed } = await provider.read(completion, "eu-north-1/churn", properties, {
      ...news,
      wait: false,
    });
    expect(refreshed).toMatchObject({ status: "Completed", metrics: {} });
  });

  test("that a refresh met in the middle of its wait goes on waiting, and one that hands over does not", async () => {
    aws.put("TrainingJob", "churn");
    const { properties } = await provider.read(completion, "eu-north-1/churn", news, news);
    expect(await provider.diff(completion, properties, news, news)).toEqual({ replaces: [], details: [["status", 4]] });
    const quick = { ...news, wait: false };
    expect((await provider.diff(completion, { ...properties, wait: false }, quick, quick)).details).toEqual([]);
    aws.only().status = "Completed";
    const done = await provider.update(completion, "eu-north-1/churn", properties, news);
    expect((await provider.diff(completion, done, news, news)).details).toEqual([]);
  });

  test("changes in place with the job's name and anew with the region", async () => {
    expect(await provider.diff(completion, news, news, { ...news, jobName: "other" })).toEqual({
      replaces: [],
      details: [["jobName", 4]],
    });
    expect(await provider.diff(completion, news, news, { ...news, region: "eu-west-1" })).toEqual({
      replaces: ["region"],
      details: [["region", 5]],
    });
    expect(
      await provider.update(completion, "eu-north-1/churn", news, { ...news, jobName: unknownMark }, true),
    ).toMatchObject({
      status: unknownMark,
      modelArtifacts: unknownMark,
    });
  });

  test("of a job that failed tells AWS's reason", async () => {
    aws.put("TrainingJob", "churn").status = "Failed";
    aws.only().extra = { FailureReason: "AlgorithmError: it broke" };
    await expect(provider.create(completion, news)).rejects.toMatchObject({
      details: expect.stringContaining("failed: AlgorithmError: it broke. See https://") as string,
    });
  });

  test("has nothing to destroy", async () => {
    aws.put("TrainingJob", "churn");
    await provider.delete(completion, "eu-north-1/churn", news);
    expect(aws.calls).toEqual([]);
  });
});

/** What comes of work in a process of its own, as every run of the engine starts one. */
async function inAnotherRun<T>(work: (next: RunningProvider) => Promise<T>): Promise<T> {
  const next = await RunningProvider.start(quickClock);
  try {
    return await work(next);
  } finally {
    next.stop();
  }
}

async function until(condition: () => boolean): Promise<void> {
  for (let turn = 0; turn < 500 && !condition(); turn++) await new Promise((resolve) => setTimeout(resolve, 5));
  if (!condition()) throw new Error("The condition did not come about within 2.5 s.");
}
