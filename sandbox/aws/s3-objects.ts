import { AwsError, type Cloud } from "./cloud";
import { authorization, send } from "./requests";

/** The sandbox's object server: path-style REST calls, for one region. */
export class S3Objects {
  readonly #url: string | undefined;
  readonly #region: string;

  constructor({ cloud, region }: { readonly cloud: Cloud; readonly region: string }) {
    this.#url = cloud.s3Url;
    this.#region = region;
  }

  /** Whether there is a server for objects at all. */
  get isServed(): boolean {
    return this.#url !== undefined;
  }

  async hasBucket(bucket: string): Promise<boolean> {
    return this.isServed && (await this.#send("HEAD", bucket)).ok;
  }

  async createBucket(bucket: string): Promise<void> {
    const place = `<CreateBucketConfiguration><LocationConstraint>${this.#region}</LocationConstraint></CreateBucketConfiguration>`;
    await accepted(await this.#send("PUT", bucket, this.#region === "us-east-1" ? "" : place));
  }

  async deleteBucket(bucket: string): Promise<void> {
    await accepted(await this.#send("DELETE", bucket), 404);
  }

  async hasObject(bucket: string, key: string): Promise<boolean> {
    return (await this.#send("HEAD", pathOf(bucket, key))).ok;
  }

  async getObject(bucket: string, key: string): Promise<Buffer> {
    const response = await this.#send("GET", pathOf(bucket, key));
    await accepted(response.clone());
    return Buffer.from(await response.arrayBuffer());
  }

  async putObject(bucket: string, key: string, body: Buffer, type: string): Promise<void> {
    await accepted(await this.#send("PUT", pathOf(bucket, key), body, { "content-type": type }));
  }

  async deleteObject(bucket: string, key: string): Promise<void> {
    await accepted(await this.#send("DELETE", pathOf(bucket, key)), 404);
  }

  /** Keys of the first objects in a bucket; none when the bucket is gone. */
  async firstKeys(bucket: string): Promise<readonly string[]> {
    const response = await this.#send("GET", `${bucket}?list-type=2`);
    if (response.status === 404) return [];
    const text = await response.text();
    if (!response.ok) throw refusal(response.status, text);
    return [...text.matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, key]) => unescaped(key ?? ""));
  }

  async #send(
    method: string,
    path: string,
    body: string | Buffer = "",
    headers: Record<string, string> = {},
  ): Promise<Response> {
    if (this.#url === undefined) {
      throw new Error(
        "sandbox: Expected AWS_ENDPOINT_URL_S3 in the environment: objects are kept by the sandbox's server.",
      );
    }
    const sent = typeof body === "string" ? body : new Uint8Array(body);
    return send(`${this.#url.replace(/\/$/, "")}/${path}`, {
      method,
      headers: { ...authorization(this.#region, "s3"), ...headers },
      ...(method === "PUT" ? { body: sent } : {}),
    });
  }
}

function pathOf(bucket: string, key: string): string {
  return `${bucket}/${key.split("/").map(encodeURIComponent).join("/")}`;
}

async function accepted(response: Response, alsoFine?: number): Promise<void> {
  if (response.ok || response.status === alsoFine) return;
  throw refusal(response.status, await response.text());
}

function refusal(status: number, xml: string): AwsError {
  const [code, message] = ["Code", "Message"].map((tag) => new RegExp(`<${tag}>([^<]*)</${tag}>`).exec(xml)?.[1]);
  return new AwsError(
    code ?? `Http${String(status)}`,
    unescaped(message ?? `The object server answered ${String(status)}.`),
  );
}

function unescaped(text: string): string {
  const signs = [
    ["&lt;", "<"],
    ["&gt;", ">"],
    ["&quot;", '"'],
    ["&apos;", "'"],
    ["&#39;", "'"],
    ["&amp;", "&"],
  ] as const;
  return signs.reduce((read, [escaped, sign]) => read.replaceAll(escaped, sign), text);
}
