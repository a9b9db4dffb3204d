import { bytesOf, sha256 } from "./assets";
import { AwsError, type Behaviour, type Work } from "./cloud";
import { S3Objects } from "./s3-objects";
import { sameValue, textOf, UNKNOWN, type Properties } from "./values";

type Prepared = Pick<Work, "cloud" | "inputs" | "region">;

/** Functions and layers: the code is measured and named by its hash; nothing runs. */
export const lambdaBehaviours: Readonly<Record<string, Behaviour>> = {
  "aws:lambda/function:Function": {
    prepare: async (work) => ({ ...(await codeOf(work)), lastModified: moment() }),
    update: (work, old) => Promise.resolve(published(work, old)),
    // A new version is numbered by AWS alone.
    preview: ({ publish }) =>
      publish === true ? { version: UNKNOWN, qualifiedArn: UNKNOWN, qualifiedInvokeArn: UNKNOWN } : {},
  },
  "aws:lambda/layerVersion:LayerVersion": {
    prepare: async (work) => ({ ...(await codeOf(work)), version: nextVersion(work) }),
  },
};

async function codeOf(work: Prepared): Promise<Properties> {
  const bytes = await codeBytes(work);
  const hash = sha256(bytes);
  const given = textOf(work.inputs, "sourceCodeHash");
  return { codeSha256: hash, sourceCodeHash: given ?? hash, sourceCodeSize: String(bytes.length) };
}

async function codeBytes(work: Prepared): Promise<Buffer> {
  const { inputs } = work;
  if (inputs["code"] !== undefined) return bytesOf(inputs["code"]);
  const [bucket, key] = [textOf(inputs, "s3Bucket"), textOf(inputs, "s3Key")];
  if (bucket === undefined || key === undefined) return Buffer.from(textOf(inputs, "imageUri") ?? "");
  const objects = new S3Objects(work);
  if (await objects.hasObject(bucket, key)) return objects.getObject(bucket, key);
  throw new AwsError(
    "InvalidParameterValueException",
    `Error occurred while GetObject. S3 Error Code: NoSuchKey. S3 Error Message: The specified key does not exist: ${bucket}/${key}`,
  );
}

function nextVersion({ cloud, inputs, region }: Prepared): string {
  const versions = cloud.store
    .all("aws:lambda/layerVersion:LayerVersion", region)
    .filter(({ outputs }) => outputs["layerName"] === inputs["layerName"])
    .map(({ outputs }) => Number(outputs["version"]));
  return String(Math.max(0, ...versions) + 1);
}

/** With publish, a change of the function is a version of its own. */
function published({ outputs }: Work, old: Properties): Properties {
  const unchanged = ["codeSha256", "environment", "memorySize", "timeout", "handler", "runtime", "role"].every((name) =>
    sameValue(outputs[name], old[name]),
  );
  if (outputs["publish"] !== true || unchanged) return {};
  const version = String((Number(old["version"]) || 0) + 1);
  const arn = `${textOf(outputs, "arn") ?? ""}:${version}`;
  const invoke = textOf(outputs, "invokeArn") ?? "";
  const before = textOf(outputs, "arn") ?? "";
  return { version, qualifiedArn: arn, qualifiedInvokeArn: invoke.replace(before, arn) };
}

function moment(): string {
  return `${new Date().toISOString().slice(0, 19)}.000+0000`;
}
