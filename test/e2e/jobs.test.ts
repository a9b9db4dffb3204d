import { join } from "node:path";

import { newProject, type Project } from "../support/project";
import { root, startTestSandbox, type TestSandbox } from "../support/sandbox";

jest.setTimeout(300_000);

/** A training job beside what it needs; `settings` go into its stopping condition. */
const program = (settings: string): string => `
const aws = { iam: require("@pulumi/aws/iam"), s3: require("@pulumi/aws/s3") };
const { jobs } = require(${JSON.stringify(join(root, "dist", "components"))});
const region = "eu-north-1";
const bucket = new aws.s3.Bucket("rows", { region, forceDestroy: true });
const content = Array.from({ length: 200 }, (_, i) => [i % 2, i % 7, i % 11].join(",")).join("\\n");
const object = new aws.s3.BucketObjectv2("rows", { region, bucket: bucket.bucket, key: "train/rows.csv", content });
const role = new aws.iam.Role("trainer", { assumeRolePolicy: JSON.stringify({ Version: "2012-10-17", Statement: [
  { Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "sagemaker.amazonaws.com" } }] }) });
const at = (prefix) => bucket.bucket.apply((name) => "s3://" + name + "/" + prefix);
const job = new jobs.TrainingJob("train", { region, namePrefix: "e2e", request: {
  AlgorithmSpecification: { TrainingImage: "662702820516.dkr.ecr.eu-north-1.amazonaws.com/sagemaker-xgboost:1.7-1", TrainingInputMode: "File" },
  RoleArn: role.arn,
  HyperParameters: { num_round: "5", objective: "binary:logistic" },
  InputDataConfig: [{ ChannelName: "train", ContentType: "text/csv", DataSource: { S3DataSource: { S3DataType: "S3Prefix", S3Uri: at("train/") } } }],
  OutputDataConfig: { S3OutputPath: at("models") },
  ResourceConfig: { InstanceType: "ml.m7i.large", InstanceCount: 1, VolumeSizeInGB: 5 },
  StoppingCondition: { ${settings} },
} }, { dependsOn: [object] });
const done = new jobs.TrainingJobCompletion("done", { region, jobName: job.jobName });
exports.jobName = job.jobName;
exports.attempt = job.attempt;
exports.status = done.status;
exports.model = done.modelArtifacts;
`;

describe("a job as a resource under the real engine", () => {
  let sandbox: TestSandbox;
  let project: Project;
  beforeAll(async () => {
    sandbox = startTestSandbox(600);
    project = newProject("jobs", program("MaxRuntimeInSeconds: 600"));
    await sandbox.pulumi(["stack", "init", "dev"], project.folder);
  }, 900_000);
  afterAll(() => {
    sandbox.stop();
    project.remove();
  });

  const outputs = async (): Promise<Record<string, unknown>> =>
    JSON.parse(await sandbox.pulumi(["stack", "output", "--json"], project.folder)) as Record<string, unknown>;
  const order = (fault: object): Promise<Response> =>
    fetch(`${sandbox.endpoint}/_sandbox/faults`, { method: "POST", body: JSON.stringify(fault) });
  const upWithout = (...args: string[]) =>
    sandbox.startPulumi(["up", "--yes", "--skip-preview", ...args], project.folder).finished;

  it("refuses a request in the preview that AWS would refuse, before anything exists", async () => {
    project.write(program("MaxRuntimeInSeconds: 600, MaxWaitTimeInSeconds: 60"));
    const { code, output } = await sandbox.startPulumi(["preview"], project.folder).finished;
    expect(code).not.toBe(0);
    expect(output).toContain("MaxWaitTimeInSeconds");
    expect(sandbox.awsResources()).toEqual([]);
    project.write(program("MaxRuntimeInSeconds: 600"));
  });

  it("shows AWS's reason when the job fails, and starts the next attempt at the next up", async () => {
    await order({ kind: "fail", prefix: "e2e", reason: "ClientError: the label column is missing", times: 1 });
    const failed = await upWithout();
    expect(failed.code).not.toBe(0);
    expect(failed.output).toContain("ClientError: the label column is missing");
    const preview = await sandbox.pulumi(["preview"], project.folder);
    expect(preview).toMatch(/~ +greenml:jobs:TrainingJob train update/);
    const second = await upWithout();
    expect(second.output).toContain("greenml:jobs:TrainingJobCompletion");
    expect(second.code).toBe(0);
    const now = await outputs();
    expect(now).toMatchObject({ attempt: 2, status: "Completed" });
    expect(now["model"]).toMatch(/^s3:\/\/rows-[0-9a-f]{7}\/models\/e2e-.*\/output\/model\.tar\.gz$/);
  });

  it("survives throttling, an answer that never comes and a role that is not known yet", async () => {
    project.write(program("MaxRuntimeInSeconds: 900"));
    await order({ kind: "throttle", operation: "*", times: 4 });
    await order({ kind: "role-not-assumable", times: 1 });
    await order({ kind: "accept-then-time-out", operation: "CreateTrainingJob", times: 1 });
    const before = (await outputs())["jobName"];
    const { code, output } = await upWithout();
    expect(`${code}: ${output}`).toMatch(/^0: /);
    const now = await outputs();
    expect(now["status"]).toBe("Completed");
    expect(now["jobName"]).not.toBe(before);
  });

  it("is unchanged when nothing changed, and gone after destroy", async () => {
    await sandbox.pulumi(["up", "--yes", "--skip-preview", "--expect-no-changes"], project.folder);
    await sandbox.pulumi(["destroy", "--yes", "--skip-preview"], project.folder);
    expect(sandbox.awsResources()).toEqual([]);
  });
});
