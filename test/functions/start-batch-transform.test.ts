import {
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
} from "@aws-sdk/client-s3";
import {
  CreateTransformJobCommand,
  ListTransformJobsCommand,
  ResourceInUse,
  SageMakerClient,
  type CreateTransformJobRequest,
  type TransformJobStatus,
} from "@aws-sdk/client-sagemaker";
import { mockClient } from "aws-sdk-client-mock";
import { handler } from "../../functions/start-batch-transform";
import { checkJob } from "../../jobs/check-job";
import { transformJob } from "../../jobs/transform-job";

const sagemaker = mockClient(SageMakerClient);
const s3 = mockClient(S3Client);
const due = { scheduledTime: "2026-08-02T02:00:00Z" };

const request: Omit<CreateTransformJobRequest, "TransformJobName"> = {
  ModelName: "churn-model",
  TransformInput: {
    DataSource: { S3DataSource: { S3DataType: "S3Prefix", S3Uri: "s3://customers/new/" } },
    ContentType: "text/csv",
    SplitType: "Line",
  },
  TransformOutput: { S3OutputPath: "s3://scores/out/" },
  TransformResources: { InstanceType: "ml.m5.large", InstanceCount: 1 },
};

const object = (Key: string, arrived: string, Size = 10) => ({ Key, Size, LastModified: new Date(arrived) });

function jobs(...listed: [name: string, status: TransformJobStatus][]): void {
  const TransformJobSummaries = listed.map(([TransformJobName, TransformJobStatus]) => ({
    TransformJobName,
    TransformJobStatus,
    TransformJobArn: `arn:aws:sagemaker:eu-north-1:123456789012:transform-job/${TransformJobName}`,
    CreationTime: new Date("2026-08-01T02:00:30Z"),
  }));
  sagemaker.on(ListTransformJobsCommand).resolves({ TransformJobSummaries });
}

function manifest(): unknown {
  const [call] = s3.commandCalls(PutObjectCommand);
  return JSON.parse(call?.args[0].input.Body as string);
}

/** What the last completed run had taken, as the marks it left; nothing when they were cleared away. */
function seen(...marks: string[]): void {
  if (marks.length === 0) {
    s3.on(GetObjectCommand).rejects(
      new S3ServiceException({ name: "AccessDenied", $fault: "client", $metadata: {}, message: "Access Denied" }),
    );
    return;
  }
  const Body = { transformToString: () => Promise.resolve(JSON.stringify(marks)) } as never;
  s3.on(GetObjectCommand).resolves({ Body });
}

beforeEach(() => {
  sagemaker.reset();
  s3.reset();
  process.env.NAME_PREFIX = "churn-1a2b3c4d";
  process.env.INPUT = "s3://customers/new/";
  process.env.MANIFESTS = "s3://scores/out/_manifests/";
  process.env.REQUEST = JSON.stringify(request);
  delete process.env.KMS_KEY;
  jobs();
  s3.on(ListObjectsV2Command).resolves({ Contents: [object("new/a.csv", "2026-08-01T12:00:00Z")] });
  s3.on(PutObjectCommand).resolves({});
  seen();
  sagemaker.on(CreateTransformJobCommand).resolves({});
});

describe("the function that starts scheduled transforms", () => {
  it("starts a job on what has arrived, named after the time it was due", async () => {
    expect(await handler(due)).toEqual({ kind: "started", jobName: "churn-1a2b3c4d-20260802020000", objects: 1 });
    expect(manifest()).toEqual([{ prefix: "s3://customers/" }, "new/a.csv"]);
    const [call] = sagemaker.commandCalls(CreateTransformJobCommand);
    const { TransformJobName, ...sent } = call?.args[0].input ?? {};
    expect(TransformJobName).toBe("churn-1a2b3c4d-20260802020000");
    expect(sent).toEqual({
      ...request,
      TransformInput: {
        ContentType: "text/csv",
        SplitType: "Line",
        DataSource: {
          S3DataSource: {
            S3DataType: "ManifestFile",
            S3Uri: "s3://scores/out/_manifests/churn-1a2b3c4d-20260802020000.json",
          },
        },
      },
    });
    expect(checkJob(transformJob, sent)).toEqual([]);
  });

  it("takes every object once: after the last completed run was due, and by the time this one is", async () => {
    jobs(["churn-1a2b3c4d-20260801020000", "Completed"]);
    s3.on(ListObjectsV2Command)
      .resolvesOnce({
        Contents: [
          object("new/old.csv", "2026-08-01T02:00:00Z"),
          object("new/first.csv", "2026-08-01T02:00:01Z"),
          object("new/", "2026-08-01T12:00:00Z", 0),
        ],
        NextContinuationToken: "more",
      })
      .resolvesOnce({
        Contents: [object("new/last.csv", "2026-08-02T02:00:00Z"), object("new/late.csv", "2026-08-02T02:00:01Z")],
      });
    expect(await handler(due)).toMatchObject({ kind: "started", objects: 2 });
    expect(manifest()).toEqual([{ prefix: "s3://customers/" }, "new/first.csv", "new/last.csv"]);
  });

  it("takes an object whose upload began before the last run and ended after it, and no object twice", async () => {
    jobs(["churn-1a2b3c4d-20260801020000", "Completed"]);
    seen("2026-08-01T01:50:00.000Z new/taken.csv", "2026-07-31T02:30:00.000Z new/older.csv");
    s3.on(ListObjectsV2Command).resolves({
      Contents: [
        object("new/taken.csv", "2026-08-01T01:50:00Z"),
        object("new/large.csv", "2026-08-01T01:55:00Z"),
        object("new/ancient.csv", "2026-07-31T01:00:00Z"),
        object("new/b.csv", "2026-08-01T12:00:00Z"),
      ],
    });
    expect(await handler(due)).toMatchObject({ kind: "started", objects: 2 });
    const puts = s3.commandCalls(PutObjectCommand).map(({ args }) => args[0].input);
    expect(puts.map(({ Key }) => Key)).toEqual([
      "out/_manifests/churn-1a2b3c4d-20260802020000.json",
      "out/_manifests/churn-1a2b3c4d-20260802020000.seen.json",
    ]);
    expect(manifest()).toEqual([{ prefix: "s3://customers/" }, "new/large.csv", "new/b.csv"]);
    expect(JSON.parse(puts[1]?.Body as string)).toEqual(["2026-08-01T12:00:00.000Z new/b.csv"]);
    expect(s3.commandCalls(GetObjectCommand)[0]?.args[0].input.Key).toBe(
      "out/_manifests/churn-1a2b3c4d-20260801020000.seen.json",
    );
  });

  it("fails loudly when it cannot read what was taken", async () => {
    jobs(["churn-1a2b3c4d-20260801020000", "Completed"]);
    s3.on(GetObjectCommand).rejects(new Error("SlowDown"));
    await expect(handler(due)).rejects.toThrow("SlowDown");
  });

  it("starts nothing without new data", async () => {
    jobs(["churn-1a2b3c4d-20260801020000", "Completed"]);
    s3.on(ListObjectsV2Command).resolves({ Contents: [object("new/old.csv", "2026-07-31T00:00:00Z")] });
    expect(await handler(due)).toEqual({ kind: "skipped", because: "no new data" });
    s3.on(ListObjectsV2Command).resolves({});
    expect(await handler(due)).toEqual({ kind: "skipped", because: "no new data" });
    expect(sagemaker.commandCalls(CreateTransformJobCommand)).toHaveLength(0);
    expect(s3.commandCalls(PutObjectCommand)).toHaveLength(0);
  });

  it("leaves the field to a run that is still at work", async () => {
    jobs(["churn-1a2b3c4d-20260801020000", "InProgress"]);
    expect(await handler(due)).toMatchObject({
      kind: "skipped",
      because: expect.stringMatching(/^churn-1a2b3c4d-20260801020000 is still at work/) as string,
    });
    expect(s3.calls()).toHaveLength(0);
  });

  it("picks up what a failed run left behind, and minds no jobs but its own", async () => {
    jobs(
      ["churn-1a2b3c4d-20260801020000", "Failed"],
      ["churn-1a2b3c4d-by-hand", "Completed"],
      ["churn-1a2b3c4d-20260731020000", "Completed"],
    );
    s3.on(ListObjectsV2Command).resolves({ Contents: [object("new/b.csv", "2026-07-31T12:00:00Z")] });
    expect(await handler(due)).toMatchObject({ kind: "started", objects: 1 });
  });

  it("looks through all pages of earlier jobs", async () => {
    sagemaker
      .on(ListTransformJobsCommand)
      .resolvesOnce({ TransformJobSummaries: [], NextToken: "more" })
      .resolvesOnce({});
    expect(await handler(due)).toMatchObject({ kind: "started" });
    expect(sagemaker.commandCalls(ListTransformJobsCommand).map(({ args }) => args[0].input.NextToken)).toEqual([
      undefined,
      "more",
    ]);
  });

  it("changes nothing when the same run is delivered twice", async () => {
    jobs(["churn-1a2b3c4d-20260802020000", "InProgress"]);
    sagemaker.on(CreateTransformJobCommand).rejects(new ResourceInUse({ message: "taken", $metadata: {} }));
    expect(await handler(due)).toEqual({
      kind: "skipped",
      because: "churn-1a2b3c4d-20260802020000 has started already",
    });
  });

  it("fails loudly on anything else, so that the scheduler tries again", async () => {
    sagemaker.on(CreateTransformJobCommand).rejects(new Error("ThrottlingException"));
    await expect(handler(due)).rejects.toThrow("ThrottlingException");
  });

  it("encrypts its lists with the caller's key", async () => {
    process.env.KMS_KEY = "arn:aws:kms:eu-north-1:123456789012:key/1";
    await handler(due);
    expect(s3.commandCalls(PutObjectCommand)[0]?.args[0].input).toMatchObject({
      ServerSideEncryption: "aws:kms",
      SSEKMSKeyId: "arn:aws:kms:eu-north-1:123456789012:key/1",
    });
  });

  it.each(["NAME_PREFIX", "INPUT", "MANIFESTS", "REQUEST"])("says when %s is missing", async (name) => {
    process.env[name] = "";
    await expect(handler(due)).rejects.toThrow(`Expected the environment variable ${name}`);
  });

  it("says when an address is none", async () => {
    process.env.INPUT = "customers";
    await expect(handler(due)).rejects.toThrow('Expected an address such as "s3://bucket/prefix/", got "customers"');
  });
});
