import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A call the fake SageMaker got. */
export interface Call {
  readonly operation: string;
  readonly region: string;
  readonly body: Record<string, unknown>;
}

/** Just enough of SageMaker and S3, in memory: an answer for every operation the stand-in may ask. */
export class FakeCloud {
  readonly calls: Call[] = [];
  /** Buckets with the text of their objects. */
  readonly buckets = new Map<string, Map<string, string>>();
  /** Refusals to give, by operation; each is given once. */
  readonly refusals = new Map<string, { code: string; message: string }>();
  /** Operations to carry out without an answer, each once. */
  readonly unanswered = new Set<string>();
  /** Statuses that endpoints show before the last one, which stays. */
  endpointStatuses = ["Creating", "InService"];
  readonly #things = new Map<string, Record<string, unknown>>();
  readonly #server: Server;

  constructor() {
    this.#server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        const body = Buffer.concat(chunks).toString();
        if (request.headers["x-amz-target"] === undefined) this.#answerS3(request, response, body);
        else this.#answerSageMaker(request, response, body);
      });
    });
  }

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** Operations in the order they came, repeated descriptions once. */
  get operations(): readonly string[] {
    return this.calls.map(({ operation }) => operation).filter((name, index, all) => name !== all[index - 1]);
  }

  #answerSageMaker(request: IncomingMessage, response: ServerResponse, text: string): void {
    const operation = String(request.headers["x-amz-target"]).replace("SageMaker.", "");
    const region = /Credential=[^/]+\/\d+\/([^/]+)\/sagemaker\//.exec(request.headers.authorization ?? "")?.[1] ?? "";
    const body = JSON.parse(text) as Record<string, unknown>;
    this.calls.push({ operation, region, body });
    const refusal = this.refusals.get(operation);
    this.refusals.delete(operation);
    const answer = refusal === undefined ? this.#answer(operation, body) : undefined;
    const given = refusal ?? { code: "ValidationException", message: "Could not find it." };
    if (this.unanswered.delete(operation)) {
      request.socket.destroy();
      return;
    }
    response.writeHead(answer === undefined ? 400 : 200);
    response.end(JSON.stringify(answer ?? { __type: given.code, message: given.message }));
  }

  #answer(operation: string, body: Record<string, unknown>): Record<string, unknown> | undefined {
    const [, verb, kind = ""] = /^(Create|Describe|Delete|Stop|Update)(\w+)$/.exec(operation) ?? [];
    if (verb === undefined || kind === "Tags") return {};
    const name = String(body[`${kind}Name`]);
    const key = `${kind} ${name}`;
    if (verb === "Create") {
      this.#things.set(key, { ...body, status: [...this.endpointStatuses] });
      return { [`${kind}Arn`]: `arn:aws:sagemaker:test:123456789012:${kind.toLowerCase()}/${name}` };
    }
    const thing = this.#things.get(key);
    return thing === undefined ? undefined : this.#change(verb, kind, key, { ...thing, ...body });
  }

  #change(verb: string, kind: string, key: string, thing: Record<string, unknown>): Record<string, unknown> {
    if (verb === "Describe") return this.#described(kind, thing);
    if (verb === "Delete") this.#things.delete(key);
    if (verb === "Stop") this.#things.set(key, { ...thing, job: "Stopped" });
    if (verb === "Update") this.#things.set(key, { ...thing, status: [...this.endpointStatuses] });
    return {};
  }

  #described(kind: string, thing: Record<string, unknown>): Record<string, unknown> {
    const statuses = thing["status"] as string[];
    const endpoint = (statuses.length > 1 ? statuses.shift() : statuses[0]) ?? "";
    const variants = [{ VariantName: "primary" }];
    const shown = kind === "Endpoint" ? { EndpointStatus: endpoint, ProductionVariants: variants } : {};
    return { ...thing, ...shown, [`${kind}Status`]: kind === "Endpoint" ? endpoint : (thing["job"] ?? "InProgress") };
  }

  #answerS3({ method = "", url }: IncomingMessage, response: ServerResponse, body: string): void {
    const [, bucket = "", ...rest] = new URL(url ?? "/", "http://s3").pathname.split("/").map(decodeURIComponent);
    const [objects, key] = [this.buckets.get(bucket), rest.join("/")];
    if (key === "" && method === "PUT") {
      this.buckets.set(bucket, new Map());
      response.end();
    } else if (objects === undefined) refuse(response, 404, "NoSuchBucket");
    else if (key === "") this.#answerBucket(method, bucket, objects, response);
    else answerObject(method, key, objects, response, body);
  }

  #answerBucket(method: string, bucket: string, objects: Map<string, string>, response: ServerResponse): void {
    if (method === "DELETE") this.buckets.delete(bucket);
    response.end([...objects.keys()].map((key) => `<Key>${key}</Key>`).join(""));
  }
}

function answerObject(
  method: string,
  key: string,
  objects: Map<string, string>,
  response: ServerResponse,
  body: string,
): void {
  if (method === "PUT") objects.set(key, body);
  else if (!objects.has(key)) {
    refuse(response, 404, "NoSuchKey");
    return;
  } else if (method === "DELETE") objects.delete(key);
  response.end(objects.get(key));
}

function refuse(response: ServerResponse, status: number, code: string): void {
  response.writeHead(status).end(`<Error><Code>${code}</Code><Message>It is not there.</Message></Error>`);
}
