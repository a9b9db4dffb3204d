import {
  CreateHyperParameterTuningJobCommand,
  DeleteHyperParameterTuningJobCommand,
  DescribeHyperParameterTuningJobCommand,
  type HyperParameterTuningJobConfig,
  ListTrainingJobsForHyperParameterTuningJobCommand,
  StopTrainingJobCommand,
} from "@aws-sdk/client-sagemaker";

import { eventually, type TestSandbox, testSandbox } from "../server/test-sandbox";

import { tuningConfig, tuningRequest } from "./requests";
import { type Script, scriptedRunner } from "./scripted-runner";

/** Runs a tuning job on a sandbox of its own whose trials follow a script. */
async function tuned(script: Script, config: Partial<HyperParameterTuningJobConfig> = {}) {
  const scripted = scriptedRunner(script);
  const sandbox = await testSandbox({ runner: scripted.runner });
  const ResourceLimits = { MaxNumberOfTrainingJobs: 10, MaxParallelTrainingJobs: 1 };
  const job = await run(sandbox, "tune-1", { ResourceLimits, ...config });
  const { TrainingJobSummaries: trials = [] } = await sandbox.sagemaker.send(
    new ListTrainingJobsForHyperParameterTuningJobCommand({ HyperParameterTuningJobName: "tune-1", MaxResults: 100 }),
  );
  return { ...scripted, sandbox, job, trials };
}

async function run(
  sandbox: TestSandbox,
  name: string,
  config: Partial<HyperParameterTuningJobConfig>,
  parent?: string,
) {
  const HyperParameterTuningJobName = name;
  const warm = {
    WarmStartConfig: {
      WarmStartType: "IdenticalDataAndAlgorithm" as const,
      ParentHyperParameterTuningJobs: [{ HyperParameterTuningJobName: parent }],
    },
  };
  const HyperParameterTuningJobConfig = tuningConfig(config);
  await sandbox.sagemaker.send(
    new CreateHyperParameterTuningJobCommand(
      tuningRequest({
        HyperParameterTuningJobName,
        HyperParameterTuningJobConfig,
        ...(parent === undefined ? {} : warm),
      }),
    ),
  );
  return await eventually(
    () => sandbox.sagemaker.send(new DescribeHyperParameterTuningJobCommand({ HyperParameterTuningJobName })),
    ({ HyperParameterTuningJobStatus }) => HyperParameterTuningJobStatus !== "InProgress",
  );
}

describe("the tuning driver", () => {
  test("gives the strategy what the request says", async () => {
    const { searches, runs, sandbox } = await tuned({ curves: [[0.5]] }, { RandomSeed: 7 });
    await sandbox.close();
    expect(searches).toEqual([
      {
        tuningJobName: "tune-1",
        strategy: "Bayesian",
        goal: "Maximize",
        parameters: [
          { kind: "integer", name: "max_depth", min: 3, max: 9, scaling: "Auto" },
          { kind: "continuous", name: "eta", min: 0.01, max: 0.3, scaling: "Logarithmic" },
        ],
        seed: 7,
        maxTrials: 10,
        maxParallel: 1,
        parents: [],
        history: [],
      },
    ]);
    expect(runs[0]?.objectiveMetric).toBe("validation:auc");
    expect(runs[0]?.artefactPath).toBe(
      `${sandbox.home}/s3/churn-bucket/models/${runs[0]?.jobName ?? ""}/output/model.tar.gz`,
    );
  });

  test("takes a trial's last value, tells the strategy, and finds the best", async () => {
    const { job, told, trials, sandbox } = await tuned({ curves: [[0.9, 0.6], [0.5, 0.7], [0.65]] });
    await sandbox.close();
    expect(told).toEqual([0.6, 0.7, 0.65]);
    expect(job.BestTrainingJob).toMatchObject({
      TrainingJobName: trials[1]?.TrainingJobName,
      FinalHyperParameterTuningJobObjectiveMetric: { MetricName: "validation:auc", Value: 0.7 },
      TunedHyperParameters: { trial: "1" },
    });
  });

  test("stops hopeless trials when early stopping is on, and counts them", async () => {
    const good = [0.8, 0.81, 0.82, 0.83];
    const curves = [good, good, good, [0.1, 0.1, 0.1, 0.1]];
    const { job, trials, sandbox } = await tuned({ curves }, { TrainingJobEarlyStoppingType: "Auto" });
    await sandbox.close();
    expect(trials.map(({ TrainingJobStatus }) => TrainingJobStatus)).toEqual([
      "Completed",
      "Completed",
      "Completed",
      "Stopped",
    ]);
    expect(trials[3]).toMatchObject({ ObjectiveStatus: "Succeeded" });
    expect(job.TrainingJobStatusCounters).toMatchObject({ Completed: 3, Stopped: 1 });
  });

  test("lets hopeless trials run when early stopping is off", async () => {
    const curves = [[0.8], [0.8], [0.8], [0.1]];
    const { job, sandbox } = await tuned({ curves });
    await sandbox.close();
    expect(job.TrainingJobStatusCounters).toMatchObject({ Completed: 4, Stopped: 0 });
  });

  test("stops a trial when the strategy says so", async () => {
    const judge = (_epoch: number, value: number) => (value < 0.5 ? ("stop" as const) : ("continue" as const));
    const curves = [
      [0.9, 0.9],
      [0.4, 0.4, 0.4],
    ];
    const { trials, sandbox } = await tuned({ curves, judge });
    await sandbox.close();
    expect(trials.map(({ TrainingJobStatus }) => TrainingJobStatus)).toEqual(["Completed", "Stopped"]);
  });

  test("ends when the best has not improved for as many trials as asked", async () => {
    const TuningJobCompletionCriteria = { BestObjectiveNotImproving: { MaxNumberOfTrainingJobsNotImproving: 3 } };
    const { job, trials, sandbox } = await tuned(
      { curves: [[0.9], [0.5], [0.6], [0.7], [0.95]] },
      { TuningJobCompletionCriteria },
    );
    await sandbox.close();
    expect(trials).toHaveLength(4);
    expect(job.TuningJobCompletionDetails?.NumberOfTrainingJobsObjectiveNotImproving).toBe(3);
  });

  test("goes on after a failed trial, and fails when all have failed", async () => {
    const some = await tuned({ curves: [[], [0.7]] });
    await some.sandbox.close();
    expect(some.job.HyperParameterTuningJobStatus).toBe("Completed");
    expect(some.job.TrainingJobStatusCounters).toMatchObject({ Completed: 1, NonRetryableError: 1 });
    expect(some.trials[0]).toMatchObject({ FailureReason: "AlgorithmError: no curve", ObjectiveStatus: "Failed" });
    const all = await tuned({ curves: [[], []] });
    await all.sandbox.close();
    expect(all.job.HyperParameterTuningJobStatus).toBe("Failed");
    expect(all.job.FailureReason).toMatch(/^All training jobs failed/);
  });

  test("starts warm from its parents and names the best of all", async () => {
    const { sandbox, searches, job } = await tuned(
      { curves: [[0.9], [0.8]] },
      { ResourceLimits: { MaxNumberOfTrainingJobs: 1, MaxParallelTrainingJobs: 1 } },
    );
    const child = await run(sandbox, "child", {}, "tune-1");
    await sandbox.close();
    expect(searches[1]?.parents).toEqual([
      { trial: job.BestTrainingJob?.TrainingJobName, parameters: { trial: "0" }, value: 0.9 },
    ]);
    expect(child.BestTrainingJob?.FinalHyperParameterTuningJobObjectiveMetric?.Value).toBe(0.8);
    expect(child.OverallBestTrainingJob).toMatchObject({
      TuningJobName: "tune-1",
      TrainingJobName: job.BestTrainingJob?.TrainingJobName,
    });
  });

  test("gives a job under a deleted one's name trials of its own", async () => {
    const { sandbox, searches, trials } = await tuned({ curves: [[0.9], [0.8], [0.7]] }, limits(2));
    await sandbox.sagemaker.send(new DeleteHyperParameterTuningJobCommand({ HyperParameterTuningJobName: "tune-1" }));
    const again = await run(sandbox, "tune-1", limits(1));
    const { TrainingJobSummaries: own = [] } = await sandbox.sagemaker.send(
      new ListTrainingJobsForHyperParameterTuningJobCommand({ HyperParameterTuningJobName: "tune-1" }),
    );
    await sandbox.close();
    expect(searches[1]?.history).toEqual([]);
    expect(own).toHaveLength(1);
    expect(trials.map(({ TrainingJobName }) => TrainingJobName)).not.toContain(own[0]?.TrainingJobName);
    expect(again.TrainingJobStatusCounters).toMatchObject({ Completed: 1 });
    expect(again.BestTrainingJob?.FinalHyperParameterTuningJobObjectiveMetric?.Value).toBe(0.7);
  });

  test("stops a single trial when asked, and goes on with the others", async () => {
    const endless = Array.from({ length: 2000 }, () => 0.5);
    const { runner, runs } = scriptedRunner({ curves: [endless, [0.7]] });
    const sandbox = await testSandbox({ runner });
    const ended = run(sandbox, "tune-1", limits(2));
    const [first] = await eventually(
      () => Promise.resolve(runs),
      ({ length }) => length === 1,
    );
    const TrainingJobName = first?.jobName;
    await sandbox.sagemaker.send(new StopTrainingJobCommand({ TrainingJobName }));
    const job = await ended;
    await sandbox.close();
    expect(job.HyperParameterTuningJobStatus).toBe("Completed");
    expect(job.TrainingJobStatusCounters).toMatchObject({ Completed: 1, Stopped: 1 });
  });
});

function limits(trials: number): Partial<HyperParameterTuningJobConfig> {
  return { ResourceLimits: { MaxNumberOfTrainingJobs: trials, MaxParallelTrainingJobs: 1 } };
}
