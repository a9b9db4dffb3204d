import {
  ListHyperParameterTuningJobsCommand,
  ListTrainingJobsCommand,
  SageMakerClient,
} from "@aws-sdk/client-sagemaker";

import type { Started } from "../support/command";
import { startTestSandbox, type TestSandbox } from "../support/sandbox";
import { eventually } from "../support/stack";

jest.setTimeout(300_000);

describe("an interrupted pulumi up", () => {
  let sandbox: TestSandbox;
  let client: SageMakerClient;
  beforeAll(() => {
    sandbox = startTestSandbox(60);
    client = new SageMakerClient({
      region: "eu-north-1",
      endpoint: sandbox.endpoint,
      credentials: { accessKeyId: "sandbox", secretAccessKey: "sandbox" },
    });
  }, 900_000);
  afterAll(() => {
    client.destroy();
    sandbox.stop();
  });

  const tuningJobs = async (status?: "InProgress"): Promise<string[]> => {
    const { HyperParameterTuningJobSummaries = [] } = await client.send(
      new ListHyperParameterTuningJobsCommand(status === undefined ? {} : { StatusEquals: status }),
    );
    return HyperParameterTuningJobSummaries.map(({ HyperParameterTuningJobName }) => HyperParameterTuningJobName ?? "");
  };
  const runningTrials = async (): Promise<number> => {
    const { TrainingJobSummaries = [] } = await client.send(
      new ListTrainingJobsCommand({ StatusEquals: "InProgress" }),
    );
    return TrainingJobSummaries.length;
  };
  /** Starts an `up` and returns once a trial of its tuning job runs. */
  const upUntilTrialsRun = async (stack: string): Promise<Started> => {
    await sandbox.pulumi(["stack", "init", stack]);
    const up = sandbox.startPulumi(["up", "--yes", "--skip-preview", "--stack", stack]);
    await eventually(`a trial of ${stack}:\n${up.output()}`, async () => (await runningTrials()) > 0);
    return up;
  };
  const killAndUnlock = async (up: Started, stack: string): Promise<void> => {
    process.kill(-(up.child.pid ?? 0), "SIGKILL");
    await up.finished;
    await sandbox.pulumi(["cancel", "--yes", "--stack", stack]);
  };

  it("killed during a job, goes on waiting for the same job at the next up", async () => {
    const up = await upUntilTrialsRun("tabular-resumed");
    const [job] = await tuningJobs();
    await killAndUnlock(up, "tabular-resumed");
    await sandbox.pulumi(["up", "--yes", "--skip-preview", "--stack", "tabular-resumed"]);
    await expect(tuningJobs()).resolves.toEqual([job]);
    await sandbox.pulumi(["destroy", "--yes", "--skip-preview", "--stack", "tabular-resumed"]);
  });

  it("killed during a job, leaves a job that destroy stops", async () => {
    const up = await upUntilTrialsRun("tabular-destroyed");
    await killAndUnlock(up, "tabular-destroyed");
    await expect(tuningJobs("InProgress")).resolves.toHaveLength(1);
    await sandbox.pulumi(["destroy", "--yes", "--skip-preview", "--stack", "tabular-destroyed"]);
    await expect(tuningJobs()).resolves.toEqual([]);
    await expect(runningTrials()).resolves.toBe(0);
    expect(sandbox.awsResources()).toEqual([]);
  });

  it("interrupted by Ctrl-C, returns within two seconds and loses nothing", async () => {
    const up = await upUntilTrialsRun("tabular-cancelled");
    const [job] = await tuningJobs();
    const pressed = Date.now();
    process.kill(-(up.child.pid ?? 0), "SIGINT");
    await up.finished;
    expect(Date.now() - pressed).toBeLessThan(2000);
    await sandbox.pulumi(["up", "--yes", "--skip-preview", "--stack", "tabular-cancelled"]);
    await expect(tuningJobs()).resolves.toEqual([job]);
    await sandbox.pulumi(["destroy", "--yes", "--skip-preview", "--stack", "tabular-cancelled"]);
  });

  it("does not disturb another stack that comes up at the same time", async () => {
    const stacks = ["tabular-left", "tabular-right"];
    for (const stack of stacks) await sandbox.pulumi(["stack", "init", stack]);
    await Promise.all(stacks.map((stack) => sandbox.pulumi(["up", "--yes", "--skip-preview", "--stack", stack])));
    await expect(tuningJobs()).resolves.toHaveLength(2);
    await Promise.all(stacks.map((stack) => sandbox.pulumi(["destroy", "--yes", "--skip-preview", "--stack", stack])));
    expect(sandbox.awsResources()).toEqual([]);
  });
});
