import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { newProject, type Project } from "../support/project";
import { root, startTestSandbox, type TestSandbox } from "../support/sandbox";
import { stateOf } from "../support/stack";

jest.setTimeout(300_000);

/** One resource for each rule that can mend, each with the fault that it mends, beside values that a preview does not know. */
const PROGRAM = `
const aws = Object.fromEntries(["cloudwatch", "iam", "kms", "s3", "sagemaker"].map((one) => [one, require("@pulumi/aws/" + one)]));
const { jobs } = require(${JSON.stringify(join(root, "dist", "components"))});
const region = "eu-north-1";
const role = new aws.iam.Role("runner", { assumeRolePolicy: JSON.stringify({ Version: "2012-10-17", Statement: [
  { Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "sagemaker.amazonaws.com" } }] }) });
const bucket = new aws.s3.Bucket("rows", { region, forceDestroy: true });
const at = (prefix) => bucket.bucket.apply((name) => "s3://" + name + "/" + prefix);
new aws.cloudwatch.LogGroup("events", { region, tags: { bucket: bucket.bucket } });
new aws.s3.BucketLifecycleConfiguration("tidy", { region, bucket: bucket.bucket, rules: [
  { id: "old", status: "Enabled", filter: { prefix: "checkpoints/" }, expiration: { days: 30 } }] });
new aws.sagemaker.Domain("studio", { region, domainName: "studio", authMode: "IAM", vpcId: "vpc-0123456789abcdef0",
  subnetIds: ["subnet-0123456789abcdef0"], defaultUserSettings: { executionRole: role.arn } });
const job = {
  roleArn: role.arn,
  algorithmSpecification: { trainingImage: "662702820516.dkr.ecr.eu-north-1.amazonaws.com/sagemaker-xgboost:3.2-0", trainingInputMode: "File" },
  outputDataConfig: { s3OutputPath: at("models") },
  resourceConfig: { instanceType: "ml.m7i.large", instanceCount: 1, volumeSizeInGb: 5 },
};
const object = new aws.s3.BucketObjectv2("rows", { region, bucket: bucket.bucket, key: "train/rows.csv", content: "0,1\\n1,2\\n0,3\\n1,4\\n" });
const inputDataConfigs = ["train", "validation"].map((channelName) => ({ channelName, contentType: "text/csv",
  dataSource: { s3DataSource: { s3DataType: "S3Prefix", s3Uri: at("train/") } } }));
new aws.sagemaker.HyperParameterTuningJob("search", { region,
  config: { strategy: "Bayesian", objective: { metricName: "validation:auc", type: "Maximize" },
    resourceLimits: { maxParallelTrainingJobs: 1, maxNumberOfTrainingJobs: 2 },
    parameterRanges: { continuousParameterRanges: [{ name: "eta", minValue: "0.1", maxValue: "0.3" }] } },
  trainingJobDefinition: { ...job, inputDataConfigs, staticHyperParameters: { num_round: "2", objective: "binary:logistic", eval_metric: "auc" },
    stoppingCondition: { maxRuntimeInSeconds: 600 } } }, { dependsOn: [object] });
new aws.sagemaker.TrainingJob("long", { region, trainingJobName: "long", ...job, inputDataConfigs,
  hyperParameters: { num_round: "2", objective: "binary:logistic" },
  checkpointConfig: { s3Uri: at("checkpoints/") }, stoppingCondition: { maxRuntimeInSeconds: 7200 } }, { dependsOn: [object] });
new jobs.TrainingJob("ours", { region, namePrefix: "ours", request: {
  AlgorithmSpecification: { TrainingImage: job.algorithmSpecification.trainingImage, TrainingInputMode: "File" },
  RoleArn: role.arn,
  HyperParameters: { num_round: "2", objective: "binary:logistic" },
  InputDataConfig: [{ ChannelName: "train", ContentType: "text/csv", DataSource: { S3DataSource: { S3DataType: "S3Prefix", S3Uri: at("train/") } } }],
  OutputDataConfig: { S3OutputPath: at("models") },
  ResourceConfig: { InstanceType: "ml.m7i.large", InstanceCount: 1, VolumeSizeInGB: 5 },
  CheckpointConfig: { S3Uri: at("checkpoints/ours/") },
  StoppingCondition: { MaxRuntimeInSeconds: 7200 } } }, { dependsOn: [object] });
`;

describe("level remediate under the real engine", () => {
  let sandbox: TestSandbox;
  let project: Project;
  const settings = join(mkdtempSync(join(tmpdir(), "greenml-remediate-")), "greenml.policies.json");
  beforeAll(async () => {
    sandbox = startTestSandbox(600);
    sandbox.env["GREENML_POLICIES"] = settings;
    project = newProject("remediation", PROGRAM);
    await sandbox.pulumi(["stack", "init", "dev"], project.folder);
  }, 900_000);
  afterAll(() => {
    sandbox.stop();
    project.remove();
    rmSync(settings);
  });

  const withPack = (command: string, ...args: string[]) =>
    sandbox.startPulumi([command, "--policy-pack", join(root, "policies"), ...args], project.folder).finished;

  it("refuses at the presets, which never mend", async () => {
    writeFileSync(settings, JSON.stringify({ preset: "strict", topics: { evidence: "off" } }));
    const { code, output } = await withPack("preview");
    expect(code).not.toBe(0);
    expect(output).toContain("Expected retentionInDays of 1 to 30, got none");
    expect(output).not.toContain("[remediate]");
  });

  it("mends what is created, as the state shows", async () => {
    const rules = { "bucket-lifecycle": "remediate" };
    writeFileSync(settings, JSON.stringify({ remediate: true, rules, topics: { evidence: "off" } }));
    const { code, output } = await withPack("up", "--yes");
    expect({ code, output }).toEqual({ code: 0, output: expect.stringContaining("[remediate]") as string });
    const state = await stateOf({ ...sandbox, pulumi: (args) => sandbox.pulumi(args, project.folder) }, "dev");
    const inputs = Object.fromEntries(state.map((one) => [one.urn.split("::").at(-1) ?? "", one.inputs ?? {}]));
    const idle = { lifecycleManagement: "ENABLED", idleTimeoutInMinutes: 120 };
    const shut = { appLifecycleManagement: { idleSettings: idle } };
    expect(inputs["events"]).toMatchObject({ retentionInDays: 30, tags: { bucket: inputs["rows"]?.["bucket"] } });
    expect(inputs["tidy"]).toMatchObject({
      rules: [
        { id: "old", expiration: { days: 30 } },
        { id: "greenml-unfinished-uploads", abortIncompleteMultipartUpload: { daysAfterInitiation: 7 } },
      ],
    });
    expect(inputs["studio"]).toMatchObject({
      defaultUserSettings: { jupyterLabAppSettings: shut, codeEditorAppSettings: shut },
    });
    expect(inputs["search"]).toMatchObject({
      config: {
        trainingJobEarlyStoppingType: "Auto",
        tuningJobCompletionCriteria: { convergenceDetected: { completeOnConvergence: "Enabled" } },
      },
    });
    expect(inputs["long"]).toMatchObject({
      enableManagedSpotTraining: true,
      stoppingCondition: { maxRuntimeInSeconds: 7200, maxWaitTimeInSeconds: 14_400 },
    });
    expect(inputs["ours"]).toMatchObject({
      request: {
        EnableManagedSpotTraining: true,
        StoppingCondition: { MaxRuntimeInSeconds: 7200, MaxWaitTimeInSeconds: 14_400 },
      },
    });
  });

  it("mends the same way again, so that nothing changes", async () => {
    const { code, output } = await withPack("preview", "--expect-no-changes");
    expect({ code, output }).toEqual({ code: 0, output: expect.any(String) as string });
  });
});
