import { compilationJob } from "../../jobs/compilation-job";
import { hyperParameterTuningJob } from "../../jobs/hyper-parameter-tuning-job";
import type { JobKind } from "../../jobs/job-kind";
import { removeJob } from "../../jobs/remove-job";
import { trainingJob } from "../../jobs/training-job";
import { transformJob } from "../../jobs/transform-job";
import { awsError, fakeContext, FakeSageMaker } from "./fake-sagemaker";

let aws: FakeSageMaker;
beforeEach(() => {
  aws = new FakeSageMaker();
});

function removal(kind: JobKind, owner: string | undefined = "mine") {
  return { kind, region: "eu-north-1", name: "churn", owner };
}

function put(kind: JobKind, owner = "mine") {
  return aws.put(kind.name, "churn", { Tags: [{ Key: "greenml:owner", Value: owner }] });
}

test.each([trainingJob, hyperParameterTuningJob, compilationJob])(
  "stops a running $words and deletes its record",
  async (kind) => {
    put(kind);
    await removeJob(removal(kind), fakeContext());
    expect(aws.jobs.size).toBe(0);
    expect(aws.operations()).toContain(`Stop${kind.name}`);
  },
);

test("stops a transform job and marks it, for AWS keeps its record", async () => {
  put(transformJob);
  await removeJob(removal(transformJob), fakeContext());
  expect(aws.only().status).toBe("Stopped");
  expect(aws.only().tags.get("greenml:removed")).toBe("true");
});

test("deletes an ended job without stopping it", async () => {
  put(trainingJob).status = "Completed";
  await removeJob(removal(trainingJob), fakeContext());
  expect(aws.operations()).not.toContain("StopTrainingJob");
  expect(aws.jobs.size).toBe(0);
});

test.each([
  awsError("ResourceNotFound", "No such job"),
  awsError("ValidationException", "Could not find transform job"),
  awsError("ValidationException", "Requested resource not found."),
])("takes %s as gone", async (error) => {
  aws.fail("DescribeTrainingJob", error);
  await removeJob(removal(trainingJob), fakeContext());
  expect(aws.operations()).toEqual(["DescribeTrainingJob"]);
});

test("leaves a job that another stack started", async () => {
  put(trainingJob, "theirs");
  await removeJob(removal(trainingJob), fakeContext());
  expect(aws.only().status).toBe("InProgress");
});

test("removes an imported job whoever made it", async () => {
  put(trainingJob, "theirs");
  await removeJob({ ...removal(trainingJob), owner: undefined }, fakeContext());
  expect(aws.jobs.size).toBe(0);
});

test("tries again while AWS has not noticed that the job has ended", async () => {
  put(hyperParameterTuningJob).status = "Stopped";
  aws.fail("DeleteHyperParameterTuningJob", awsError("ValidationException", "The job is not in a terminal state"));
  await removeJob(removal(hyperParameterTuningJob), fakeContext());
  expect(aws.jobs.size).toBe(0);
});

test("accepts that the job ended before it could be stopped", async () => {
  const job = put(trainingJob);
  aws.before.set("StopTrainingJob", [
    () => {
      job.status = "Completed";
      throw awsError("ValidationException", "The request was rejected because the job is in status Completed");
    },
  ]);
  await removeJob(removal(trainingJob), fakeContext());
  expect(aws.jobs.size).toBe(0);
});

test("releases machines that are kept warm, for AWS refuses to delete until then", async () => {
  const job = put(trainingJob);
  job.status = "Completed";
  job.extra = { WarmPoolStatus: { Status: "Available" } };
  await removeJob(removal(trainingJob), fakeContext());
  expect(aws.calls.find(({ operation }) => operation === "UpdateTrainingJob")?.input).toEqual({
    TrainingJobName: "churn",
    ResourceConfig: { KeepAlivePeriodInSeconds: 0 },
  });
});

test("says AWS's own words when it refuses", async () => {
  put(trainingJob).status = "Completed";
  aws.fail("DeleteTrainingJob", awsError("AccessDeniedException", "not authorized"));
  await expect(removeJob(removal(trainingJob), fakeContext())).rejects.toThrow(
    'AWS refused to remove the training job "churn" in eu-north-1: not authorized (AccessDeniedException).',
  );
});
