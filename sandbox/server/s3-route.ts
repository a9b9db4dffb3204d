import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";

import { scopeOf } from "../sagemaker/scope";
import { refusal, type S3 } from "../s3/s3";
import { S3Error } from "../s3/s3-error";
import { readS3Request, type S3Answer } from "../s3/s3-request";

/** Answers a path-style S3 request. */
export function answerS3(s3: S3, message: IncomingMessage, response: ServerResponse, body: Buffer): void {
  const { status, headers = {}, body: content = "" } = answer(s3, message, body);
  const length =
    message.method === "HEAD" || status === 204 ? {} : { "content-length": String(Buffer.byteLength(content)) };
  response.writeHead(status, { "x-amz-request-id": randomUUID(), ...length, ...headers }).end(content);
}

function answer(s3: S3, message: IncomingMessage, body: Buffer): S3Answer {
  try {
    return s3.answer(readS3Request(message, body, scopeOf(message.headers.authorization).region));
  } catch (error) {
    const fault =
      error instanceof S3Error ? error : new S3Error(500, "InternalError", `The sandbox broke: ${String(error)}`);
    return refusal(fault, { bucket: "", key: "", method: message.method ?? "" });
  }
}
