import { setTimeout as sleep } from "node:timers/promises";

import { AwsError, type Cloud } from "./cloud";
import { authorization, send } from "./requests";
import { isObject, type Properties, type Value } from "./values";

/** AWS's ways of saying that something is not there. */
const absent = /could not find|not found|does not exist|no such/i;

/** SageMaker's API as the sandbox's server speaks it, for one region. */
export class SageMaker {
  readonly #cloud: Cloud;
  readonly #region: string;

  constructor({ cloud, region }: { readonly cloud: Cloud; readonly region: string }) {
    this.#cloud = cloud;
    this.#region = region;
  }

  /** Calls an operation; tries again for two minutes while AWS throttles or does not see a new role yet. */
  async call(operation: string, request: Properties): Promise<Properties> {
    const end = Date.now() + Math.max(1_000, this.#real(120));
    for (;;) {
      try {
        return await this.#send(operation, request);
      } catch (error) {
        if (!(error instanceof AwsError) || !passes(error) || Date.now() > end) throw error;
        await this.#pause(2);
      }
    }
  }

  /** Describes something; `undefined` when AWS says it is not there. */
  async find(operation: string, request: Properties): Promise<Properties | undefined> {
    try {
      return await this.call(operation, request);
    } catch (error) {
      if (error instanceof AwsError && isAbsent(error)) return undefined;
      throw error;
    }
  }

  /** Describes something until `settled` says so; gives up after so many seconds of the sandbox's clock. */
  async wait(
    operation: string,
    request: Properties,
    seconds: number,
    settled: (seen: Properties | undefined) => boolean,
  ): Promise<Properties | undefined> {
    // A fast clock must not outrun a slow machine.
    const end = Date.now() + Math.max(30_000, this.#real(seconds));
    for (;;) {
      const seen = await this.find(operation, request);
      if (settled(seen)) return seen;
      if (Date.now() > end)
        throw new Error(
          `timeout while waiting for ${operation} to settle (${String(seconds)} s of the sandbox's clock)`,
        );
      await this.#pause(10);
    }
  }

  async #send(operation: string, request: Properties): Promise<Properties> {
    const headers = {
      "content-type": "application/x-amz-json-1.1",
      "x-amz-target": `SageMaker.${operation}`,
      ...authorization(this.#region, "sagemaker"),
    };
    const response = await send(this.#cloud.sagemakerUrl, { method: "POST", headers, body: JSON.stringify(request) });
    const text = await response.text();
    const body = text === "" ? {} : (JSON.parse(text) as Value);
    if (response.ok && isObject(body)) return body;
    throw refusal(response.status, isObject(body) ? body : {});
  }

  async #pause(seconds: number): Promise<void> {
    await sleep(Math.max(20, this.#real(seconds)), undefined, { signal: this.#cloud.cancelled });
  }

  /** Milliseconds of the real clock. */
  #real(seconds: number): number {
    return (seconds * 1000) / this.#cloud.speed;
  }
}

/** Whether AWS says that a thing is not there, in any of its three ways. */
export function isAbsent({ code, sentence }: AwsError): boolean {
  if (code === "ResourceNotFound" || code === "ResourceNotFoundException") return true;
  return code === "ValidationException" && absent.test(sentence);
}

function passes({ code, sentence }: AwsError): boolean {
  return code === "ThrottlingException" || (code === "ValidationException" && /assume role/i.test(sentence));
}

function refusal(status: number, body: Properties): AwsError {
  const type = body["__type"];
  const message = body["message"] ?? body["Message"];
  const code = typeof type === "string" ? (type.split("#").at(-1) ?? type) : `Http${String(status)}`;
  return new AwsError(
    code,
    typeof message === "string" && message !== "" ? message : `The server answered ${String(status)}.`,
  );
}
