import { compilationJob } from "../../jobs/compilation-job";
import { hyperParameterTuningJob } from "../../jobs/hyper-parameter-tuning-job";
import { trainingJob } from "../../jobs/training-job";
import { transformJob } from "../../jobs/transform-job";
import { waitForJob } from "../../jobs/wait-for-job";
import { awsError, FakeClock, fakeContext, FakeSageMaker } from "./fake-sagemaker";
import { transformRequest, tuningRequest } from "./requests";

let aws: FakeSageMaker;
beforeEach(() => {
  aws = new FakeSageMaker();
});

test("tells how things stand until the job has ended, then what came of it", async () => {
  const job = aws.put("TrainingJob", "churn", { ResourceConfig: { InstanceType: "ml.m5.large", InstanceCount: 2 } });
  job.extra = { SecondaryStatus: "Training" };
  const clock = new FakeClock();
  clock.time = 65_000;
  clock.woke = (time) => {
    if (time < 200_000) return;
    job.status = "Completed";
    job.extra = {
      TrainingTimeInSeconds: 1800,
      ModelArtifacts: { S3ModelArtifacts: "s3://bucket/model.tar.gz" },
      FinalMetricDataList: [{ MetricName: "validation:auc", Value: 0.91 }],
    };
  };
  const context = fakeContext({ clock, deadline: Infinity });
  await expect(waitForJob(trainingJob, "eu-north-1", "churn", context)).resolves.toEqual({
    status: "Completed",
    results: {
      modelArtifacts: "s3://bucket/model.tar.gz",
      metrics: { "validation:auc": 0.91 },
      trainingHours: 0.5,
      instanceType: "ml.m5.large",
      instanceCount: 2,
    },
  });
  expect(context.lines[0]).toBe("InProgress, 1 min, Training");
  expect(context.lines.at(-1)).toBe("InProgress, 3 min, Training");
});

test("holds the best trial of a tuning job and the model it made", async () => {
  const best = {
    TrainingJobName: "churn-007",
    TunedHyperParameters: { eta: "0.1" },
    FinalHyperParameterTuningJobObjectiveMetric: { MetricName: "validation:auc", Value: 0.93 },
  };
  aws.put("TrainingJob", "churn-007").extra = {
    ModelArtifacts: { S3ModelArtifacts: "s3://bucket/churn-007/model.tar.gz" },
    ResourceConfig: { InstanceType: "ml.m5.large" },
  };
  const job = aws.put("HyperParameterTuningJob", "churn", tuningRequest());
  job.status = "Completed";
  job.extra = {
    BestTrainingJob: best,
    TrainingJobStatusCounters: { Completed: 8, Stopped: 3, NonRetryableError: 1 },
    ConsumedResources: { RuntimeInSeconds: 7200 },
  };
  await expect(waitForJob(hyperParameterTuningJob, "eu-north-1", "churn", fakeContext())).resolves.toEqual({
    status: "Completed",
    results: {
      bestTrainingJobName: "churn-007",
      bestObjectiveMetricName: "validation:auc",
      bestObjectiveValue: 0.93,
      bestHyperParameters: { eta: "0.1" },
      modelArtifacts: "s3://bucket/churn-007/model.tar.gz",
      trials: { completed: 8, stopped: 3, failed: 1 },
      trainingHours: 2,
      instanceType: "ml.m5.large",
    },
  });
});

test("shows trials and the best metric while a tuning job runs", async () => {
  const job = aws.put("HyperParameterTuningJob", "churn", tuningRequest());
  job.extra = {
    TrainingJobStatusCounters: { Completed: 3, NonRetryableError: 1 },
    BestTrainingJob: { FinalHyperParameterTuningJobObjectiveMetric: { MetricName: "validation:auc", Value: 0.912351 } },
  };
  const clock = new FakeClock();
  const context = fakeContext({ clock, deadline: clock.now() + 1 });
  await expect(waitForJob(hyperParameterTuningJob, "eu-north-1", "churn", context)).rejects.toMatchObject({
    kind: "timed-out",
  });
  expect(context.lines).toEqual(["InProgress, 16 min, 4 of 20 trials done, 1 failed, best validation:auc 0.91235"]);
});

test("counts a tuning job without a best trial as failed", async () => {
  const job = aws.put("HyperParameterTuningJob", "churn");
  job.status = "Completed";
  job.extra = { TrainingJobStatusCounters: { NonRetryableError: 20 } };
  await expect(waitForJob(hyperParameterTuningJob, "eu-north-1", "churn", fakeContext())).rejects.toThrow(
    'The tuning job "churn" in eu-north-1 failed: No trial reported its objective (0 completed, 0 stopped, 20 failed).',
  );
});

test("sums the hours of the trials when AWS gives no total", async () => {
  const job = aws.put("HyperParameterTuningJob", "churn");
  job.status = "Completed";
  job.extra = { BestTrainingJob: { TunedHyperParameters: {} } };
  const trial = { TrainingStartTime: new Date(0), TrainingEndTime: new Date(1_800_000) };
  aws.trials.push({ TrainingJobSummaries: [trial, trial], NextToken: "more" }, { TrainingJobSummaries: [trial, {}] });
  const { results } = await waitForJob(hyperParameterTuningJob, "eu-north-1", "churn", fakeContext());
  expect(results["trainingHours"]).toBe(1.5);
});

test("holds what a compilation and a transform made", async () => {
  const compilation = aws.put("CompilationJob", "neo");
  compilation.status = "COMPLETED";
  compilation.extra = {
    ModelArtifacts: { S3ModelArtifacts: "s3://bucket/model-ml_c5.tar.gz" },
    InferenceImage: "image",
  };
  const transform = aws.put("TransformJob", "batch", transformRequest());
  transform.status = "Completed";
  transform.extra = { TransformStartTime: new Date(0), TransformEndTime: new Date(900_000) };
  expect(await waitForJob(compilationJob, "eu-north-1", "neo", fakeContext())).toEqual({
    status: "COMPLETED",
    results: { modelArtifacts: "s3://bucket/model-ml_c5.tar.gz", inferenceImage: "image" },
  });
  expect(await waitForJob(transformJob, "eu-north-1", "batch", fakeContext())).toEqual({
    status: "Completed",
    results: {
      outputPath: "s3://bucket/predictions/",
      transformHours: 0.25,
      instanceType: "ml.m5.large",
      instanceCount: 1,
    },
  });
});

test("fails with AWS's reason and the console's page of the job", async () => {
  const job = aws.put("TrainingJob", "churn");
  job.status = "Failed";
  job.extra = { FailureReason: "AlgorithmError: exit code 1" };
  await expect(waitForJob(trainingJob, "eu-north-1", "churn", fakeContext())).rejects.toThrow(
    'The training job "churn" in eu-north-1 failed: AlgorithmError: exit code 1. See https://eu-north-1.console.aws.amazon.com/sagemaker/home?region=eu-north-1#/jobs/churn',
  );
});

test("takes the model of a training that used up its run time", async () => {
  const job = aws.put("TrainingJob", "churn");
  job.status = "Stopped";
  job.extra = { SecondaryStatus: "MaxRuntimeExceeded", ModelArtifacts: { S3ModelArtifacts: "s3://bucket/m.tar.gz" } };
  const { results } = await waitForJob(trainingJob, "eu-north-1", "churn", fakeContext());
  expect(results["modelArtifacts"]).toBe("s3://bucket/m.tar.gz");
});

test("fails when spot capacity never came", async () => {
  const job = aws.put("TrainingJob", "churn");
  job.status = "Stopped";
  job.extra = { SecondaryStatus: "MaxWaitTimeExceeded" };
  await expect(waitForJob(trainingJob, "eu-north-1", "churn", fakeContext())).rejects.toThrow(
    "was stopped: No spot capacity for long enough within MaxWaitTimeInSeconds.",
  );
});

test("gives a job that was just accepted time to appear, and says so when it does not", async () => {
  const clock = new FakeClock();
  const start = clock.time;
  await expect(waitForJob(trainingJob, "eu-north-1", "churn", fakeContext({ clock }))).rejects.toThrow(
    'The training job "churn" in eu-north-1 is gone; the next pulumi up starts another attempt.',
  );
  expect(clock.time - start).toBeGreaterThanOrEqual(15_000);
});

test("lets throttling and a lost connection pass while waiting", async () => {
  aws.put("TrainingJob", "churn").status = "Completed";
  aws.fail(
    "DescribeTrainingJob",
    awsError("ThrottlingException", "Rate exceeded"),
    new AggregateError([Object.assign(new Error("connect"), { code: "ECONNREFUSED" })]),
    awsError("InternalFailure", "", 500),
  );
  const { status } = await waitForJob(trainingJob, "eu-north-1", "churn", fakeContext());
  expect(status).toBe("Completed");
});

test("leaves the job alone when the user wants out", async () => {
  aws.put("TrainingJob", "churn");
  const stop = new AbortController();
  const clock = new FakeClock();
  clock.woke = () => {
    stop.abort();
  };
  await expect(
    waitForJob(trainingJob, "eu-north-1", "churn", fakeContext({ clock, signal: stop.signal })),
  ).rejects.toMatchObject({ kind: "cancelled" });
  expect(aws.operations()).toEqual(["DescribeTrainingJob"]);
});
