import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";

import { AwsError } from "../sagemaker/aws-error";
import type { SageMaker } from "../sagemaker/sagemaker";
import { scopeOf } from "../sagemaker/scope";

const target = "SageMaker.";

/** Whether a request is one of AWS JSON 1.1. */
export function isJsonProtocol({ method, headers }: IncomingMessage): boolean {
  return method === "POST" && headers["x-amz-target"] !== undefined;
}

/** Answers an AWS JSON 1.1 request. */
export function answerSageMaker(
  sagemaker: SageMaker,
  request: IncomingMessage,
  response: ServerResponse,
  body: Buffer,
): void {
  const called = String(request.headers["x-amz-target"]);
  const operation = called.startsWith(target) ? called.slice(target.length) : "";
  try {
    const answer = sagemaker.answer(operation, parsed(body), scopeOf(request.headers.authorization));
    if (sagemaker.losesAnswer(operation)) request.socket.destroy();
    else send(response, 200, answer);
  } catch (error) {
    const { code, message, status } = error instanceof AwsError ? error : broken(error);
    send(response, status, { __type: code, message }, { "x-amzn-errortype": code });
  }
}

function parsed(body: Buffer): unknown {
  if (body.length === 0) return {};
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    throw new AwsError("SerializationException", "The request body is not JSON.");
  }
}

function broken(error: unknown): AwsError {
  return new AwsError(
    "InternalFailure",
    `The sandbox broke: ${error instanceof Error ? error.message : String(error)}`,
    500,
  );
}

function send(response: ServerResponse, status: number, body: object, headers: Record<string, string> = {}): void {
  response
    .writeHead(status, { "content-type": "application/x-amz-json-1.1", "x-amzn-requestid": randomUUID(), ...headers })
    .end(JSON.stringify(body));
}
