import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { HyperParameterTuningJob, HyperParameterTuningJobCompletion, TrainingJob } from "../../../provider/resources";

const registered: pulumi.runtime.MockResourceArgs[] = [];

function promised<T>(output: pulumi.Output<T>): Promise<T> {
  return new Promise((resolve) => {
    output.apply(resolve);
  });
}

beforeAll(async () => {
  await pulumi.runtime.setMocks({
    newResource: (args) => {
      registered.push(args);
      const inputs = args.inputs as Record<string, unknown>;
      return { id: `${args.name}-id`, state: { ...inputs, jobName: "churn-1f2e" } };
    },
    call: (args) => {
      throw new Error(`Unknown call ${args.token}`);
    },
  });
});

test("registers a tuning job with its request as it was written", async () => {
  const job = new HyperParameterTuningJob("churn", {
    region: "eu-north-1",
    namePrefix: "churn",
    request: {
      HyperParameterTuningJobConfig: {
        Strategy: "Bayesian",
        ResourceLimits: { MaxParallelTrainingJobs: pulumi.output(2), MaxNumberOfTrainingJobs: 10 },
      },
      TrainingJobDefinition: {
        AlgorithmSpecification: { TrainingInputMode: "File", TrainingImage: pulumi.output("image") },
        RoleArn: pulumi.output("arn:aws:iam::123456789012:role/trainer"),
        OutputDataConfig: { S3OutputPath: pulumi.interpolate`s3://${"bucket"}/` },
        ResourceConfig: { InstanceType: "ml.m99.large", InstanceCount: 1, VolumeSizeInGB: 10 },
        StoppingCondition: { MaxRuntimeInSeconds: 3600 },
        StaticHyperParameters: { objective: "binary:logistic" },
      },
    },
  });
  const completion = new HyperParameterTuningJobCompletion("churn-completion", {
    region: "eu-north-1",
    jobName: job.jobName,
  });
  await Promise.all([promised(job.urn), promised(completion.urn)]);

  expect(registered.map(({ type, name }) => [type, name])).toEqual([
    ["greenml:jobs:HyperParameterTuningJob", "churn"],
    ["greenml:jobs:HyperParameterTuningJobCompletion", "churn-completion"],
  ]);
  expect(registered[0]!.inputs).toEqual(
    expect.objectContaining({ region: "eu-north-1", namePrefix: "churn" }) as Record<string, unknown>,
  );
  expect(registered[1]!.inputs).toEqual({ region: "eu-north-1", jobName: "churn-1f2e", wait: true });
});

test("keeps the type token where policies look for it", () => {
  expect(TrainingJob.__pulumiType).toBe("greenml:jobs:TrainingJob");
});

test("asks for no line in Pulumi.yaml where programs are tested with mocks", async () => {
  const folder = mkdtempSync(join(tmpdir(), "greenml-mocks-"));
  writeFileSync(join(folder, "Pulumi.yaml"), "name: shop\nruntime: nodejs\n");
  const cwd = jest.spyOn(process, "cwd").mockReturnValue(folder);
  try {
    const job = new TrainingJob("plain", {
      region: "eu-north-1",
      namePrefix: "plain",
      request: { RoleArn: "arn", OutputDataConfig: { S3OutputPath: "s3://bucket/" } },
    });
    expect(await promised(job.region)).toBe("eu-north-1");
  } finally {
    cwd.mockRestore();
    rmSync(folder, { recursive: true });
  }
});
