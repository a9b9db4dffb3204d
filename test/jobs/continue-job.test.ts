import { continueJob, type HeldJob } from "../../jobs/continue-job";
import { jobName, type JobSpec } from "../../jobs/job-name";
import { startJob } from "../../jobs/start-job";
import { trainingJob } from "../../jobs/training-job";
import { awsError, fakeContext, FakeSageMaker } from "./fake-sagemaker";
import { trainingRequest } from "./requests";

function spec(request = trainingRequest()): JobSpec {
  return { kind: trainingJob, region: "eu-north-1", namePrefix: "churn", request };
}

async function held(request = trainingRequest()): Promise<HeldJob> {
  const started = await startJob(spec(request), { owner: "mine", attempt: 1, attempts: [] }, fakeContext());
  return { ...started, owner: "mine", request };
}

let aws: FakeSageMaker;
beforeEach(() => {
  aws = new FakeSageMaker();
});

test("keeps a job that runs", async () => {
  const before = await held();
  const { jobName: name, arn, attempt, attempts } = before;
  await expect(continueJob(spec(), before, fakeContext())).resolves.toEqual({ jobName: name, arn, attempt, attempts });
});

test("brings tags up to date in place and leaves its own", async () => {
  const before = await held(
    trainingRequest({
      Tags: [
        { Key: "team", Value: "a" },
        { Key: "old", Value: "x" },
      ],
    }),
  );
  await continueJob(spec(trainingRequest({ Tags: [{ Key: "team", Value: "b" }] })), before, fakeContext());
  expect([...aws.only().tags]).toEqual([
    ["team", "b"],
    ["greenml:spec-digest", expect.any(String) as string],
    ["greenml:owner", "mine"],
  ]);
});

test.each(["Failed", "Stopped"])("starts the next attempt of a job that is %s and remembers all", async (status) => {
  const before = await held();
  aws.only().status = status;
  await expect(continueJob(spec(), before, fakeContext())).resolves.toMatchObject({
    attempt: 2,
    attempts: [jobName(spec(), 1), jobName(spec(), 2)],
  });
});

test("starts the next attempt of a job that is gone", async () => {
  const before = await held();
  aws.jobs.clear();
  expect((await continueJob(spec(), before, fakeContext())).attempt).toBe(2);
});

test("finds the job whose start was interrupted before the answer came", async () => {
  const before = await held();
  const again = await continueJob(spec(), { ...before, arn: undefined }, fakeContext());
  expect(again).toMatchObject({ arn: before.arn, attempt: 1 });
});

test("starts the job whose start was interrupted before it was asked for", async () => {
  const before = await held();
  aws.jobs.clear();
  expect((await continueJob(spec(), { ...before, arn: undefined }, fakeContext())).attempt).toBe(1);
});

test("says AWS's own words when it refuses", async () => {
  const before = await held();
  aws.fail("DescribeTrainingJob", awsError("AccessDeniedException", "not authorized"));
  await expect(continueJob(spec(), before, fakeContext())).rejects.toThrow(
    `AWS refused a change to the training job "${before.jobName}" in eu-north-1: not authorized (AccessDeniedException).`,
  );
});
