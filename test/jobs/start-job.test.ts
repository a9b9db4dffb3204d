import { compilationJob } from "../../jobs/compilation-job";
import { hyperParameterTuningJob } from "../../jobs/hyper-parameter-tuning-job";
import { jobName, specDigest, type JobSpec } from "../../jobs/job-name";
import { startJob } from "../../jobs/start-job";
import { trainingJob } from "../../jobs/training-job";
import { transformJob } from "../../jobs/transform-job";
import { awsError, FakeClock, fakeContext, FakeSageMaker } from "./fake-sagemaker";
import { compilationRequest, trainingRequest, transformRequest, tuningRequest } from "./requests";

const first = { owner: "mine", attempt: 1, attempts: [] };

function spec(overrides: Partial<JobSpec> = {}): JobSpec {
  return { kind: trainingJob, region: "eu-north-1", namePrefix: "churn", request: trainingRequest(), ...overrides };
}

let aws: FakeSageMaker;
beforeEach(() => {
  aws = new FakeSageMaker();
});

test("starts a job under a name made of prefix and hash, with digest and owner as tags", async () => {
  const started = await startJob(
    spec({ request: trainingRequest({ Tags: [{ Key: "team", Value: "a" }] }) }),
    first,
    fakeContext(),
  );
  expect(started).toEqual({
    jobName: expect.stringMatching(/^churn-[0-9a-f]{10}$/) as string,
    arn: `arn:aws:sagemaker:eu-north-1:123456789012:TrainingJob/${started.jobName}`,
    attempt: 1,
    attempts: [started.jobName],
  });
  expect([...aws.only().tags.keys()]).toEqual(["team", "greenml:spec-digest", "greenml:owner"]);
});

test.each([
  [trainingJob, trainingRequest()],
  [hyperParameterTuningJob, tuningRequest()],
  [compilationJob, compilationRequest()],
  [transformJob, transformRequest()],
] as const)("asks AWS for a $words as it was asked for", async (kind, request) => {
  const { jobName: name, arn } = await startJob(spec({ kind, request }), first, fakeContext());
  expect(arn).toBe(aws.only().arn);
  expect(aws.only().request).toEqual({
    ...request,
    [kind.nameMember]: name,
    Tags: expect.any(Array) as unknown,
  });
});

test("tries a name again that belongs to a job nobody can see any more", async () => {
  aws.fail("CreateTrainingJob", awsError("ResourceInUse", "The name is taken"));
  expect((await startJob(spec(), first, fakeContext())).attempt).toBe(1);
});

test("passes to the next attempt when such a name does not come free", async () => {
  aws.fail("CreateTrainingJob", ...Array.from({ length: 13 }, () => awsError("ResourceInUse", "The name is taken")));
  expect((await startJob(spec(), first, fakeContext())).attempt).toBe(2);
});

test("passes by every job there is when the work is wanted once more", async () => {
  await startJob(spec(), first, fakeContext());
  aws.only().status = "Completed";
  expect((await startJob(spec(), { ...first, anew: true }, fakeContext())).attempt).toBe(2);
});

test("gives up on a request that fails every time", async () => {
  for (let attempt = 1; attempt <= 100; attempt++) {
    aws.put("TrainingJob", jobName(spec(), attempt), {
      Tags: [{ Key: "greenml:spec-digest", Value: specDigest(spec()) }],
    }).status = "Failed";
  }
  await expect(startJob(spec(), first, fakeContext())).rejects.toThrow("Too many attempts at one request: 100 failed");
});

test("adopts the job that a lost answer had started", async () => {
  aws.before.set("CreateTrainingJob", [
    () => {
      aws.put("TrainingJob", jobName(spec(), 1), aws.calls[0]!.input);
      throw awsError("TimeoutError", "socket hang up");
    },
  ]);
  const started = await startJob(spec(), first, fakeContext());
  expect(started.attempt).toBe(1);
  expect(aws.operations()).toEqual(["CreateTrainingJob", "DescribeTrainingJob", "ListTags"]);
});

test("starts again when the lost answer had started nothing", async () => {
  aws.fail("CreateTrainingJob", awsError("TimeoutError", "socket hang up"));
  await startJob(spec(), first, fakeContext());
  expect(aws.operations()).toEqual(["CreateTrainingJob", "DescribeTrainingJob", "CreateTrainingJob"]);
});

test("ends in one job when two runs ask for the same at once", async () => {
  const [one, other] = await Promise.all([
    startJob(spec(), first, fakeContext()),
    startJob(spec(), { ...first, owner: "other" }, fakeContext()),
  ]);
  expect(one.arn).toBe(other.arn);
  expect(aws.jobs.size).toBe(1);
});

test("refuses a name that a different job has", async () => {
  const name = jobName(spec(), 1);
  aws.put("TrainingJob", name);
  await expect(startJob(spec(), first, fakeContext())).rejects.toThrow(
    `Cannot start training job "${name}" in eu-north-1 because a job of that name exists already and does something else; choose another namePrefix.`,
  );
});

test.each(["Failed", "Stopped", "Stopping"])("passes to the next attempt when the same job is %s", async (status) => {
  await startJob(spec(), first, fakeContext());
  aws.only().status = status;
  const again = await startJob(spec(), first, fakeContext());
  expect(again.attempt).toBe(2);
  expect(again.attempts).toEqual([jobName(spec(), 1), jobName(spec(), 2)]);
});

test("passes to the next attempt when the record is of a job that was destroyed", async () => {
  const batch = spec({ kind: transformJob, request: transformRequest() });
  await startJob(batch, first, fakeContext());
  aws.only().status = "Completed";
  aws.only().tags.set("greenml:removed", "true");
  expect((await startJob(batch, first, fakeContext())).attempt).toBe(2);
});

test("waits out throttling, a role that is still propagating and lacking capacity, longer each time", async () => {
  aws.fail(
    "CreateTrainingJob",
    awsError("ThrottlingException", "Rate exceeded"),
    awsError("ValidationException", "Could not assume role arn:aws:iam::123456789012:role/trainer"),
    awsError(
      "ResourceLimitExceeded",
      "The account-level service limit 'x' is 4 Instances, with current utilization of 4 Instances and a request delta of 1 Instances.",
    ),
  );
  const context = fakeContext();
  await startJob(spec(), first, context);
  expect(context.lines).toEqual([
    "asking AWS to start it",
    "AWS asks to slow down, next try in 1 s",
    "a new role or bucket is not usable yet (Could not assume role arn:aws:iam::123456789012:role/trainer (ValidationExcep...), next try in 2 s",
    "no capacity right now, next try in 3 s",
  ]);
});

test("gives up on a role that stays unusable, with AWS's own words", async () => {
  const clock = new FakeClock();
  const start = clock.time;
  const refusal = awsError("ValidationException", "Could not assume role arn:aws:iam::123456789012:role/trainer");
  aws.fail("CreateTrainingJob", ...Array.from({ length: 100 }, () => refusal));
  await expect(startJob(spec(), first, fakeContext({ clock }))).rejects.toThrow(
    /^AWS refused the training job "churn-[0-9a-f]{10}" in eu-north-1: Could not assume role .* \(ValidationException\)\.$/,
  );
  expect((clock.time - start) / 60_000).toBeCloseTo(2, 0);
});

test.each([
  [awsError("AccessDeniedException", "User is not authorized to perform: sagemaker:CreateTrainingJob")],
  [
    awsError(
      "ResourceLimitExceeded",
      "The account-level service limit 'x' is 0 Instances, with current utilization of 0 Instances and a request delta of 1 Instances.",
    ),
  ],
  [awsError("ValidationException", "1 validation error detected")],
])("fails at once on what time does not heal: %s", async (error) => {
  aws.fail("CreateTrainingJob", error);
  await expect(startJob(spec(), first, fakeContext())).rejects.toThrow(error.message.replace(/\.$/, ""));
  expect(aws.operations()).toEqual(["CreateTrainingJob"]);
});

test("stops retrying when the user wants out", async () => {
  const stop = new AbortController();
  const clock = new FakeClock();
  clock.woke = () => {
    stop.abort();
  };
  aws.fail("CreateTrainingJob", awsError("ThrottlingException", "Rate exceeded"));
  await expect(startJob(spec(), first, fakeContext({ clock, signal: stop.signal }))).rejects.toMatchObject({
    kind: "cancelled",
  });
  expect(aws.jobs.size).toBe(0);
});

test("gives up at the deadline", async () => {
  const clock = new FakeClock();
  aws.fail("CreateTrainingJob", ...Array.from({ length: 100 }, () => awsError("ThrottlingException", "Rate exceeded")));
  await expect(startJob(spec(), first, fakeContext({ clock, deadline: clock.now() + 30_000 }))).rejects.toMatchObject({
    kind: "timed-out",
  });
});
