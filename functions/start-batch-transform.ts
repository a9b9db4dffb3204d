import {
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
  type _Object,
} from "@aws-sdk/client-s3";
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
  const seen = runs.last && (await readSeen(settings, runs.last.jobName));
  const arrivals = await newObjects(settings, { since: runs.last?.due, seen, due });
  if (arrivals.length === 0) return { kind: "skipped", because: "no new data" };
  const manifest = await writeManifest(settings, jobName, arrivals);
  await writeSeen(settings, jobName, [...(seen ?? []), ...arrivals.map(mark)], due);
  return start(settings, jobName, manifest, arrivals.length);
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
  | { readonly kind: "busy"; readonly jobName: string }
  | { readonly kind: "idle"; readonly last: { readonly jobName: string; readonly due: Date } | undefined };

/** An object as S3 lists it. */
interface Arrival {
  readonly key: string;
  readonly time: Date;
}

/**
 * How long an upload may take. S3 dates an object by the start of its upload (User Guide, "Working with object metadata"),
 * so a large one shows up behind the time of a run that could not see it yet.
 */
const longestUpload = 24 * 3600 * 1000;

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
    if (NextToken === undefined) return { kind: "idle", last: undefined };
  }
}

/** The newest run that settles the question: one at work, or one that has done its part. Failed runs leave their data to the next. */
function judge(jobs: readonly TransformJobSummary[], jobName: string): EarlierRuns | undefined {
  for (const { TransformJobName, TransformJobStatus } of jobs) {
    if (TransformJobName === undefined || TransformJobName === jobName) continue;
    const due = timeIn(TransformJobName);
    if (due === undefined) continue;
    if (TransformJobStatus === "InProgress" || TransformJobStatus === "Stopping") {
      return { kind: "busy", jobName: TransformJobName };
    }
    if (TransformJobStatus === "Completed") return { kind: "idle", last: { jobName: TransformJobName, due } };
  }
  return undefined;
}

/** What tells a new object from one that an earlier run has taken. */
interface Bounds {
  readonly since: Date | undefined;
  /** Marks of what was taken up to then and is young enough to be met again; undefined when nobody knows. */
  readonly seen: readonly string[] | undefined;
  readonly due: Date;
}

/** Objects that arrived by the time this run was due and that no completed run has taken: every object falls to one run. */
async function newObjects({ input }: Settings, bounds: Bounds): Promise<Arrival[]> {
  const seen = bounds.seen && new Set(bounds.seen);
  const arrivals: Arrival[] = [];
  for (let ContinuationToken: string | undefined; ;) {
    const page = await s3.send(
      new ListObjectsV2Command({
        Bucket: input.bucket,
        Prefix: input.key,
        ...(ContinuationToken !== undefined && { ContinuationToken }),
      }),
    );
    arrivals.push(...(page.Contents ?? []).flatMap(arrivalOf).filter((arrival) => isNew(arrival, bounds, seen)));
    ContinuationToken = page.NextContinuationToken;
    if (ContinuationToken === undefined) return arrivals;
  }
}

/** Empty objects stand for folders. */
function arrivalOf({ Key, Size, LastModified }: _Object): Arrival[] {
  return Key === undefined || LastModified === undefined || Size === 0 ? [] : [{ key: Key, time: LastModified }];
}

function isNew(arrival: Arrival, { since, due }: Bounds, seen: ReadonlySet<string> | undefined): boolean {
  if (arrival.time > due) return false;
  if (since === undefined || arrival.time > since) return true;
  return seen !== undefined && arrival.time.getTime() > since.getTime() - longestUpload && !seen.has(mark(arrival));
}

/** What an object is remembered by: written again, it is another. */
function mark({ key, time }: Arrival): string {
  return `${time.toISOString()} ${key}`;
}

/** Marks that the run of that job left; undefined when somebody has cleared them away. */
async function readSeen({ manifests }: Settings, jobName: string): Promise<readonly string[] | undefined> {
  try {
    const found = await s3.send(new GetObjectCommand({ Bucket: manifests.bucket, Key: seenKey(manifests, jobName) }));
    return JSON.parse((await found.Body?.transformToString()) ?? "[]") as string[];
  } catch (error) {
    // Without the right to list, a missing object is forbidden rather than missing.
    if (error instanceof S3ServiceException && /^(NoSuchKey|AccessDenied)$/.test(error.name)) return undefined;
    throw error;
  }
}

async function writeSeen(settings: Settings, jobName: string, marks: readonly string[], due: Date): Promise<void> {
  const oldest = new Date(due.getTime() - longestUpload).toISOString();
  const young = [...new Set(marks)].filter((one) => one > oldest);
  await put(settings, seenKey(settings.manifests, jobName), young);
}

function seenKey({ key }: Settings["manifests"], jobName: string): string {
  return `${key}${jobName}.seen.json`;
}

async function writeManifest(settings: Settings, jobName: string, arrivals: readonly Arrival[]): Promise<string> {
  const { input, manifests } = settings;
  const Key = `${manifests.key}${jobName}.json`;
  await put(settings, Key, [{ prefix: `s3://${input.bucket}/` }, ...arrivals.map(({ key }) => key)]);
  return `s3://${manifests.bucket}/${Key}`;
}

async function put({ manifests, kmsKey }: Settings, Key: string, content: readonly unknown[]): Promise<void> {
  await s3.send(
    new PutObjectCommand({
      Bucket: manifests.bucket,
      Key,
      Body: JSON.stringify(content),
      ContentType: "application/json",
      ...(kmsKey !== undefined && { ServerSideEncryption: "aws:kms" as const, SSEKMSKeyId: kmsKey }),
    }),
  );
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
