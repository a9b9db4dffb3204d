import { glanceAtJob } from "../../jobs/find-job";
import { sageMaker } from "../../jobs/sagemaker";
import { trainingJob } from "../../jobs/training-job";
import { awsError, FakeSageMaker } from "./fake-sagemaker";

let aws: FakeSageMaker;
beforeEach(() => {
  aws = new FakeSageMaker();
});
afterEach(() => {
  jest.useRealTimers();
});

test.each([
  ["InProgress", undefined],
  ["Completed", undefined],
  ["Stopped", 'The training job "churn" was stopped.'],
  ["Stopping", 'The training job "churn" is being stopped.'],
  ["Deleting", 'The training job "churn" is being deleted.'],
  ["Failed", 'The training job "churn" failed.'],
])("sees at a glance what %s means", async (status, reason) => {
  aws.put("TrainingJob", "churn").status = status;
  expect(await glanceAtJob(trainingJob, "eu-north-1", "churn")).toBe(reason);
});

test("sees that a job is gone", async () => {
  expect(await glanceAtJob(trainingJob, "eu-north-1", "churn")).toBe('The training job "churn" is gone.');
});

test("sees nothing when AWS refuses to answer", async () => {
  aws.fail("DescribeTrainingJob", awsError("CredentialsProviderError", "Could not load credentials"));
  expect(await glanceAtJob(trainingJob, "eu-north-1", "churn")).toBeUndefined();
});

test("does not hold up a preview when AWS is silent", async () => {
  jest.useFakeTimers();
  aws.before.set("DescribeTrainingJob", [() => new Promise(() => undefined)]);
  const glance = glanceAtJob(trainingJob, "eu-north-1", "churn");
  await jest.advanceTimersByTimeAsync(3_000);
  expect(await glance).toBeUndefined();
});

test("makes one client for a region, with the SDK's own retries", async () => {
  const [one, again, other] = await Promise.all([
    sageMaker("eu-north-1"),
    sageMaker("eu-north-1"),
    sageMaker("eu-west-1"),
  ]);
  expect(again).toBe(one);
  expect(other).not.toBe(one);
  expect(await one.config.region()).toBe("eu-north-1");
  expect(await one.config.maxAttempts()).toBe(4);
});
