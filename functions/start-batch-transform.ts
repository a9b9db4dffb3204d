import { ListObjectsV2Command, PutObjectCommand, S3Client, type _Object } from "@aws-sdk/client-s3";
import {
  CreateTransformJobCommand,
  ListTransformJobsCommand,
  ResourceInUse,
  SageMakerClient,
  type CreateTransformJobRequest,
  type TransformJobSummary,
} from "@aws-sdk/client-sagemaker";

/** What the schedule sends. */
export interface ScheduledRun {
  /** When this run was due, such as "2026-08-01T02:00:00Z". */
  readonly scheduledTime: string;
}

/** What became of a run. */
export type RunResult =
  | { readonly kind: "started"; readonly jobName: string; readonly objects: number }
  | { readonly kind: "skipped"; readonly because: string };

/**
 * Starts a transform of the objects that arrived since the last completed run, and nothing when none did.
 * The job is named after the time the run was due, so that a second delivery of the same run changes nothing.
 */
export async function handler(event: ScheduledRun): Promise<RunResult> {
  const settings = readSettings();
  const due = new Date(event.scheduledTime);
  const jobName = `${settings.namePrefix}-${stamp(due)}`;
  const runs = await earlierRuns(settings.namePrefix, jobName);
  if (runs.kind === "busy")
    return { kind: "skipped", because: `${runs.jobName} is still at work; the next run takes its place` };
  const keys = await newKeys(settings, runs.since, due);
  if (keys.length === 0) return { kind: "skipped", because: "no new data" };
  const manifest = await writeManifest(settings, jobName, keys);
  return start(settings, jobName, manifest, keys.length);
}

interface Settings {
  readonly namePrefix: string;
  readonly input: { readonly bucket: string; readonly key: string };
  readonly manifests: { readonly bucket: string; readonly key: string };
  readonly kmsKey: string | undefined;
  /** AWS's own request, without the job's name and the address of the data. */
  readonly request: Omit<CreateTransformJobRequest, "TransformJobName">;
}

type EarlierRuns =
  { readonly kind: "busy"; readonly jobName: string } | { readonly kind: "idle"; readonly since: Date | undefined };

const sagemaker = new SageMakerClient({});
const s3 = new S3Client({});

function readSettings(): Settings {
  const { NAME_PREFIX, INPUT, MANIFESTS, KMS_KEY, REQUEST } = process.env;
  return {
    namePrefix: required("NAME_PREFIX", NAME_PREFIX),
    input: address(required("INPUT", INPUT)),
    manifests: address(required("MANIFESTS", MANIFESTS)),
    kmsKey: KMS_KEY,
    request: JSON.parse(required("REQUEST", REQUEST)) as Settings["request"],
  };
}

function required(name: string, value: string | undefined): string {
  if (value === undefined || value === "") throw new Error(`Expected the environment variable ${name}`);
  return value;
}

function address(uri: string): { readonly bucket: string; readonly key: string } {
  const match = /^s3:\/\/([^/]+)\/?(.*)$/.exec(uri);
  if (match?.[1] === undefined) throw new Error(`Expected an address such as "s3://bucket/prefix/", got "${uri}"`);
  return { bucket: match[1], key: match[2] ?? "" };
}

/** A time as fourteen digits: names of jobs take no colons. */
function stamp(time: Date): string {
  return time.toISOString().replace(/\D/g, "").slice(0, 14);
}

function timeIn(jobName: string): Date | undefined {
  const digits = /-(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})$/.exec(jobName);
  if (digits === null) return undefined;
  const [, year, month, day, hour, minute, second] = digits;
  return new Date(`${year ?? ""}-${month ?? ""}-${day ?? ""}T${hour ?? ""}:${minute ?? ""}:${second ?? ""}Z`);
}

async function earlierRuns(namePrefix: string, jobName: string): Promise<EarlierRuns> {
  for (let NextToken: string | undefined; ;) {
    const page = await sagemaker.send(
      new ListTransformJobsCommand({
        NameContains: `${namePrefix}-`,
        SortBy: "CreationTime",
        SortOrder: "Descending",
        ...(NextToken !== undefined && { NextToken }),
      }),
    );
    const verdict = judge(page.TransformJobSummaries ?? [], jobName);
    if (verdict !== undefined) return verdict;
    NextToken = page.NextToken;
    if (NextToken === undefined) return { kind: "idle", since: undefined };
  }
}

/** The newest run that settles the question: one at work, or one that has done its part. Failed runs leave their data to the next. */
function judge(jobs: readonly TransformJobSummary[], jobName: string): EarlierRuns | undefined {
  for (const { TransformJobName, TransformJobStatus } of jobs) {
    if (TransformJobName === undefined || TransformJobName === jobName) continue;
    const since = timeIn(TransformJobName);
    if (since === undefined) continue;
    if (TransformJobStatus === "InProgress" || TransformJobStatus === "Stopping") {
      return { kind: "busy", jobName: TransformJobName };
    }
    if (TransformJobStatus === "Completed") return { kind: "idle", since };
  }
  return undefined;
}

/** Objects that arrived after the last run was due and by the time this one is: every object falls to exactly one run. */
async function newKeys({ input }: Settings, since: Date | undefined, due: Date): Promise<string[]> {
  const keys: string[] = [];
  for (let ContinuationToken: string | undefined; ;) {
    const page = await s3.send(
      new ListObjectsV2Command({
        Bucket: input.bucket,
        Prefix: input.key,
        ...(ContinuationToken !== undefined && { ContinuationToken }),
      }),
    );
    keys.push(...(page.Contents ?? []).flatMap((object) => arrivedBetween(object, since, due)));
    ContinuationToken = page.NextContinuationToken;
    if (ContinuationToken === undefined) return keys;
  }
}

function arrivedBetween({ Key, Size, LastModified }: _Object, since: Date | undefined, due: Date): string[] {
  if (Key === undefined || LastModified === undefined || Size === 0) return [];
  return LastModified <= due && (since === undefined || LastModified > since) ? [Key] : [];
}

async function writeManifest({ input, manifests, kmsKey }: Settings, jobName: string, keys: readonly string[]) {
  const Key = `${manifests.key}${jobName}.json`;
  await s3.send(
    new PutObjectCommand({
      Bucket: manifests.bucket,
      Key,
      Body: JSON.stringify([{ prefix: `s3://${input.bucket}/` }, ...keys]),
      ContentType: "application/json",
      ...(kmsKey !== undefined && { ServerSideEncryption: "aws:kms" as const, SSEKMSKeyId: kmsKey }),
    }),
  );
  return `s3://${manifests.bucket}/${Key}`;
}

async function start({ request }: Settings, jobName: string, manifest: string, objects: number): Promise<RunResult> {
  const DataSource = { S3DataSource: { S3DataType: "ManifestFile" as const, S3Uri: manifest } };
  try {
    await sagemaker.send(
      new CreateTransformJobCommand({
        ...request,
        TransformJobName: jobName,
        TransformInput: { ...request.TransformInput, DataSource },
      }),
    );
  } catch (error) {
    // The same run, delivered twice: the job is there already, which is what was wanted.
    if (error instanceof ResourceInUse) return { kind: "skipped", because: `${jobName} has started already` };
    throw error;
  }
  return { kind: "started", jobName, objects };
}
