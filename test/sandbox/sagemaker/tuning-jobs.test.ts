import {
  CreateHyperParameterTuningJobCommand,
  type CreateHyperParameterTuningJobCommandInput,
  DeleteHyperParameterTuningJobCommand,
  DescribeHyperParameterTuningJobCommand,
  type DescribeHyperParameterTuningJobCommandOutput,
  DescribeTrainingJobCommand,
  ListTrainingJobsForHyperParameterTuningJobCommand,
  StopHyperParameterTuningJobCommand,
} from "@aws-sdk/client-sagemaker";

import { eventually, type TestSandbox, testSandbox } from "../server/test-sandbox";

import { tuningConfig, tuningRequest } from "./requests";

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await testSandbox();
});
afterAll(() => sandbox.close());

function describeJob(name: string, on = sandbox) {
  return on.sagemaker.send(new DescribeHyperParameterTuningJobCommand({ HyperParameterTuningJobName: name }));
}

async function create(request: CreateHyperParameterTuningJobCommandInput, on = sandbox) {
  await on.sagemaker.send(new CreateHyperParameterTuningJobCommand(request));
}

function finished(name: string, on = sandbox): Promise<DescribeHyperParameterTuningJobCommandOutput> {
  const isOver = (status: string | undefined) => status !== "InProgress" && status !== "Stopping";
  return eventually(
    () => describeJob(name, on),
    ({ HyperParameterTuningJobStatus: status }) => isOver(status),
  );
}

async function trials(name: string, on = sandbox) {
  const { TrainingJobSummaries } = await on.sagemaker.send(
    new ListTrainingJobsForHyperParameterTuningJobCommand({
      HyperParameterTuningJobName: name,
      SortBy: "FinalObjectiveMetricValue",
      SortOrder: "Descending",
      MaxResults: 100,
    }),
  );
  return TrainingJobSummaries ?? [];
}

describe("a tuning job", () => {
  test("runs its trials as training jobs and names the best", async () => {
    await create(tuningRequest());
    const job = await finished("tune-1");
    expect(job.HyperParameterTuningJobStatus).toBe("Completed");
    expect(job.TrainingJobStatusCounters).toEqual({
      Completed: 4,
      InProgress: 0,
      RetryableError: 0,
      NonRetryableError: 0,
      Stopped: 0,
    });
    expect(job.ObjectiveStatusCounters).toEqual({ Succeeded: 4, Pending: 0, Failed: 0 });
    const sorted = await trials("tune-1");
    expect(sorted).toHaveLength(4);
    expect(job.BestTrainingJob?.TrainingJobName).toBe(sorted[0]?.TrainingJobName);
    expect(job.BestTrainingJob?.TrainingJobName).toMatch(/^tune-1-00[1-4]-[0-9a-f]{8}$/);
    const best = await sandbox.sagemaker.send(
      new DescribeTrainingJobCommand({ TrainingJobName: sorted[0]?.TrainingJobName }),
    );
    expect(best.TuningJobArn).toBe(job.HyperParameterTuningJobArn);
    expect(best.HyperParameters).toEqual({
      num_round: "10",
      objective: "binary:logistic",
      _tuning_objective_metric: "validation:auc",
      ...sorted[0]?.TunedHyperParameters,
    });
    // Each simulated trial downloads 25 s, trains 90 s and uploads 10 s.
    expect(job.ConsumedResources?.RuntimeInSeconds).toBe(4 * 125);
  });

  test("ends by its own run time, in its own clock", async () => {
    const ResourceLimits = { MaxNumberOfTrainingJobs: 50, MaxParallelTrainingJobs: 1, MaxRuntimeInSeconds: 400 };
    await create(
      tuningRequest({
        HyperParameterTuningJobName: "short",
        HyperParameterTuningJobConfig: tuningConfig({ ResourceLimits }),
      }),
    );
    const job = await finished("short");
    // A trial takes 8 + 25 + 90 + 10 = 133 s: three fit into 400 s, the fourth has one second left.
    expect(job.TrainingJobStatusCounters).toMatchObject({ Completed: 3, Stopped: 1 });
  });

  test("stops at its target", async () => {
    const TuningJobCompletionCriteria = { TargetObjectiveMetricValue: 0.5 };
    const ResourceLimits = { MaxNumberOfTrainingJobs: 20, MaxParallelTrainingJobs: 1 };
    await create(
      tuningRequest({
        HyperParameterTuningJobName: "target",
        HyperParameterTuningJobConfig: tuningConfig({ TuningJobCompletionCriteria, ResourceLimits }),
      }),
    );
    const job = await finished("target");
    expect(job.HyperParameterTuningJobStatus).toBe("Completed");
    expect(await trials("target")).toHaveLength(1);
  });

  test("walks a grid to its end", async () => {
    await create(
      tuningRequest({
        HyperParameterTuningJobName: "grid",
        HyperParameterTuningJobConfig: tuningConfig({
          Strategy: "Grid",
          ResourceLimits: { MaxParallelTrainingJobs: 3 },
          ParameterRanges: {
            CategoricalParameterRanges: [
              { Name: "booster", Values: ["gbtree", "dart"] },
              { Name: "eta", Values: ["0.1", "0.2", "0.3"] },
            ],
          },
        }),
      }),
    );
    await finished("grid");
    const tried = (await trials("grid")).map(({ TunedHyperParameters }) => JSON.stringify(TunedHyperParameters));
    expect(new Set(tried).size).toBe(6);
  });

  test("stops its trials when it is stopped, and is deleted only then", async () => {
    const slow = await testSandbox({ speed: 1 });
    await create(tuningRequest(), slow);
    const name = { HyperParameterTuningJobName: "tune-1" };
    await eventually(
      () => describeJob("tune-1", slow),
      ({ TrainingJobStatusCounters }) => TrainingJobStatusCounters?.InProgress === 2,
    );
    await expect(slow.sagemaker.send(new DeleteHyperParameterTuningJobCommand(name))).rejects.toMatchObject({
      message: expect.stringContaining("not in a terminal state") as string,
    });
    await slow.sagemaker.send(new StopHyperParameterTuningJobCommand(name));
    const job = await finished("tune-1", slow);
    expect(job.HyperParameterTuningJobStatus).toBe("Stopped");
    expect(job.TrainingJobStatusCounters).toMatchObject({ InProgress: 0, Stopped: 2 });
    await slow.sagemaker.send(new DeleteHyperParameterTuningJobCommand(name));
    await expect(describeJob("tune-1", slow)).rejects.toMatchObject({ name: "ResourceNotFound" });
    await slow.close();
  });

  test("is taken up again by the next server", async () => {
    const patient = await testSandbox({ speed: 400, maxAttempts: 3 });
    await create(tuningRequest(), patient);
    await eventually(
      () => describeJob("tune-1", patient),
      ({ TrainingJobStatusCounters }) => (TrainingJobStatusCounters?.Completed ?? 0) >= 1,
    );
    await patient.restart();
    const job = await finished("tune-1", patient);
    expect(job.HyperParameterTuningJobStatus).toBe("Completed");
    expect(job.TrainingJobStatusCounters).toMatchObject({ Completed: 4, InProgress: 0 });
    expect(await trials("tune-1", patient)).toHaveLength(4);
    await patient.close();
  });

  test("gives up when five trials have failed", async () => {
    await fetch(`${sandbox.endpoint}/_sandbox/faults`, {
      method: "POST",
      body: JSON.stringify({ kind: "fail", prefix: "doomed-", reason: "AlgorithmError: no" }),
    });
    const ResourceLimits = { MaxNumberOfTrainingJobs: 20, MaxParallelTrainingJobs: 1 };
    await create(
      tuningRequest({
        HyperParameterTuningJobName: "doomed",
        HyperParameterTuningJobConfig: tuningConfig({ ResourceLimits }),
      }),
    );
    const job = await finished("doomed");
    expect(job.HyperParameterTuningJobStatus).toBe("Failed");
    expect(job.FailureReason).toContain("No training job succeeded after 5 attempts");
    expect(job.BestTrainingJob).toBeUndefined();
  });
});
