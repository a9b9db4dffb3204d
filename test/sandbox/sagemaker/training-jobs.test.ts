import {
  CreateTrainingJobCommand,
  DeleteTrainingJobCommand,
  DescribeTrainingJobCommand,
  ListPipelinesCommand,
  ListTrainingJobsCommand,
  StopTrainingJobCommand,
  UpdateTrainingJobCommand,
} from "@aws-sdk/client-sagemaker";

import { eventually, type TestSandbox, testSandbox } from "../server/test-sandbox";

import { trainingRequest } from "./requests";

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await testSandbox();
});
afterAll(() => sandbox.close());

function describeJob(name: string) {
  return sandbox.sagemaker.send(new DescribeTrainingJobCommand({ TrainingJobName: name }));
}

function finished(name: string) {
  return eventually(
    () => describeJob(name),
    ({ TrainingJobStatus }) => TrainingJobStatus !== "InProgress" && TrainingJobStatus !== "Stopping",
  );
}

describe("a training job", () => {
  test("goes through SageMaker's own statuses to Completed", async () => {
    const { TrainingJobArn } = await sandbox.sagemaker.send(new CreateTrainingJobCommand(trainingRequest()));
    expect(TrainingJobArn).toBe("arn:aws:sagemaker:eu-north-1:123456789012:training-job/churn-1");
    const job = await finished("churn-1");
    expect(job.TrainingJobStatus).toBe("Completed");
    expect(job.SecondaryStatusTransitions?.map(({ Status }) => Status)).toEqual([
      "Starting",
      "Downloading",
      "Training",
      "Uploading",
      "Completed",
    ]);
    expect(job.SecondaryStatusTransitions?.[2]?.StatusMessage).toMatch(/simulated by the sandbox/);
    expect(job.ModelArtifacts).toEqual({ S3ModelArtifacts: "s3://churn-bucket/models/churn-1/output/model.tar.gz" });
    // Downloading 25 s, simulated training 90 s, uploading 10 s: a simulation's clock does not depend on the machine.
    expect(job.TrainingTimeInSeconds).toBe(125);
    expect(job.BillableTimeInSeconds).toBe(125);
  });

  test("lists by name and pages as AWS does", async () => {
    await sandbox.sagemaker.send(new CreateTrainingJobCommand(trainingRequest({ TrainingJobName: "page-a" })));
    await sandbox.sagemaker.send(new CreateTrainingJobCommand(trainingRequest({ TrainingJobName: "page-b" })));
    const first = await sandbox.sagemaker.send(
      new ListTrainingJobsCommand({ NameContains: "PAGE", MaxResults: 1, SortBy: "Name", SortOrder: "Ascending" }),
    );
    expect(first.TrainingJobSummaries?.map(({ TrainingJobName }) => TrainingJobName)).toEqual(["page-a"]);
    const second = await sandbox.sagemaker.send(
      new ListTrainingJobsCommand({
        NameContains: "PAGE",
        SortBy: "Name",
        SortOrder: "Ascending",
        NextToken: first.NextToken,
      }),
    );
    expect(second.TrainingJobSummaries?.map(({ TrainingJobName }) => TrainingJobName)).toEqual(["page-b"]);
    expect(second.NextToken).toBeUndefined();
  });

  test("pages on behind the last entry, whatever is created meanwhile", async () => {
    const create = (TrainingJobName: string) =>
      sandbox.sagemaker.send(new CreateTrainingJobCommand(trainingRequest({ TrainingJobName })));
    const page = (NextToken?: string) =>
      sandbox.sagemaker.send(
        new ListTrainingJobsCommand({ MaxResults: 1, SortBy: "CreationTime", SortOrder: "Descending", NextToken }),
      );
    await create("older");
    await create("newer");
    const first = await page();
    await create("newest");
    const second = await page(first.NextToken);
    expect([first, second].map((one) => one.TrainingJobSummaries?.[0]?.TrainingJobName)).toEqual(["newer", "older"]);
  });

  test("lists by the state of warm pools and by training plans, and says which call it does not know", async () => {
    await sandbox.sagemaker.send(new CreateTrainingJobCommand(trainingRequest({ TrainingJobName: "bare" })));
    const TrainingPlanArnEquals = "arn:aws:sagemaker:eu-north-1:123456789012:training-plan/plan";
    for (const filter of [{ WarmPoolStatusEquals: "Available" as const }, { TrainingPlanArnEquals }]) {
      const { TrainingJobSummaries } = await sandbox.sagemaker.send(new ListTrainingJobsCommand(filter));
      expect(TrainingJobSummaries).toEqual([]);
    }
    await expect(sandbox.sagemaker.send(new ListPipelinesCommand({}))).rejects.toMatchObject({
      name: "UnknownOperationException",
      message: "The sandbox does not carry out ListPipelines.",
    });
  });

  test("refuses a name in use whatever its case, and frees it once deleted", async () => {
    await sandbox.sagemaker.send(new CreateTrainingJobCommand(trainingRequest({ TrainingJobName: "again" })));
    await expect(
      sandbox.sagemaker.send(new CreateTrainingJobCommand(trainingRequest({ TrainingJobName: "AGAIN" }))),
    ).rejects.toMatchObject({ name: "ResourceInUse" });
    await expect(
      sandbox.sagemaker.send(new DeleteTrainingJobCommand({ TrainingJobName: "again" })),
    ).rejects.toMatchObject({
      name: "ValidationException",
      message: expect.stringContaining("not in a terminal state") as string,
    });
    await finished("again");
    await sandbox.sagemaker.send(new DeleteTrainingJobCommand({ TrainingJobName: "again" }));
    await expect(describeJob("again")).rejects.toMatchObject({
      name: "ValidationException",
      message: "Requested resource not found.",
    });
  });

  test("stops through Stopping to Stopped", async () => {
    const slow = await testSandbox({ speed: 1 });
    await slow.sagemaker.send(new CreateTrainingJobCommand(trainingRequest()));
    await slow.sagemaker.send(new StopTrainingJobCommand({ TrainingJobName: "churn-1" }));
    const job = await eventually(
      () => slow.sagemaker.send(new DescribeTrainingJobCommand({ TrainingJobName: "churn-1" })),
      ({ TrainingJobStatus }) => TrainingJobStatus === "Stopped",
    );
    await slow.close();
    expect(job.SecondaryStatusTransitions?.map(({ Status }) => Status)).toEqual(["Starting", "Stopping", "Stopped"]);
  });

  test("is ended by its maximum run time", async () => {
    await sandbox.sagemaker.send(
      new CreateTrainingJobCommand(
        trainingRequest({ TrainingJobName: "short", StoppingCondition: { MaxRuntimeInSeconds: 60 } }),
      ),
    );
    const job = await finished("short");
    expect([job.TrainingJobStatus, job.SecondaryStatus]).toEqual(["Stopped", "MaxRuntimeExceeded"]);
    expect(job.TrainingTimeInSeconds).toBe(60);
  });

  test("claims no model that a deleted job of its name has left", async () => {
    const slow = await testSandbox({ speed: 2000 });
    const TrainingJobName = "churn-1";
    const described = () => slow.sagemaker.send(new DescribeTrainingJobCommand({ TrainingJobName }));
    await slow.sagemaker.send(new CreateTrainingJobCommand(trainingRequest()));
    await eventually(described, ({ TrainingJobStatus }) => TrainingJobStatus === "Completed");
    await slow.sagemaker.send(new DeleteTrainingJobCommand({ TrainingJobName }));
    await slow.sagemaker.send(new CreateTrainingJobCommand(trainingRequest()));
    await eventually(described, ({ SecondaryStatus }) => SecondaryStatus === "Training");
    await slow.sagemaker.send(new StopTrainingJobCommand({ TrainingJobName }));
    const job = await eventually(described, ({ TrainingJobStatus }) => TrainingJobStatus === "Stopped");
    await slow.close();
    expect(job.ModelArtifacts).toBeUndefined();
  });

  test("is refused in AWS's words", async () => {
    const wrong = trainingRequest({ TrainingJobName: "not a name" });
    await expect(sandbox.sagemaker.send(new CreateTrainingJobCommand(wrong))).rejects.toMatchObject({
      name: "ValidationException",
      message:
        "1 validation error detected: Value 'not a name' at 'trainingJobName' failed to satisfy constraint: " +
        "Member must satisfy regular expression pattern: [a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}",
    });
  });

  test("keeps its machines warm as long as asked, and cannot be deleted meanwhile", async () => {
    const slow = await testSandbox({ speed: 4000 });
    const ResourceConfig = { ...trainingRequest().ResourceConfig, VolumeSizeInGB: 10, KeepAlivePeriodInSeconds: 3600 };
    await slow.sagemaker.send(new CreateTrainingJobCommand(trainingRequest({ ResourceConfig })));
    const described = () => slow.sagemaker.send(new DescribeTrainingJobCommand({ TrainingJobName: "churn-1" }));
    await eventually(described, ({ WarmPoolStatus }) => WarmPoolStatus?.Status === "Available");
    const remove = () => slow.sagemaker.send(new DeleteTrainingJobCommand({ TrainingJobName: "churn-1" }));
    await expect(remove()).rejects.toMatchObject({ message: expect.stringContaining("warm pool") as string });
    const release = { TrainingJobName: "churn-1", ResourceConfig: { KeepAlivePeriodInSeconds: 0 } };
    await slow.sagemaker.send(new UpdateTrainingJobCommand(release));
    expect((await described()).WarmPoolStatus?.Status).toBe("Terminated");
    await remove();
    // The name is free again, and the job that takes it runs although the first one's machines had time left.
    await slow.sagemaker.send(new CreateTrainingJobCommand(trainingRequest()));
    await eventually(described, ({ TrainingJobStatus }) => TrainingJobStatus === "Completed");
    await slow.close();
  });
});
