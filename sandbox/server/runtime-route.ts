import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";

import { AwsError } from "../sagemaker/aws-error";
import type { SageMaker } from "../sagemaker/sagemaker";
import { scopeOf } from "../sagemaker/scope";

const path = /^\/endpoints\/([a-zA-Z0-9-]{1,63})\/invocations$/;

/** The endpoint a request invokes; undefined if it invokes none. */
export function invokedEndpoint({ method, url = "" }: IncomingMessage): string | undefined {
  return method === "POST" ? path.exec(url.split("?")[0] ?? "")?.[1] : undefined;
}

/** Answers sagemaker-runtime's InvokeEndpoint. */
export async function answerInvocation(
  sagemaker: SageMaker,
  endpoint: string,
  { headers }: IncomingMessage,
  response: ServerResponse,
  body: Buffer,
): Promise<void> {
  const id = { "x-amzn-requestid": randomUUID() };
  try {
    const accept = headers["x-amzn-sagemaker-accept"] ?? headers.accept ?? "";
    const contentType = headers["content-type"] ?? "application/octet-stream";
    const asked = { contentType, accept: String(accept), body };
    const answer = await sagemaker.invoke(endpoint, scopeOf(headers.authorization), asked);
    const described = { "content-type": answer.contentType, "x-amzn-invoked-production-variant": answer.variant };
    response.writeHead(answer.status, { ...id, ...described }).end(answer.body);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    const described = { "content-type": "application/json", "x-amzn-errortype": error.code };
    response
      .writeHead(error.status, { ...id, ...described })
      .end(JSON.stringify({ Message: error.message, message: error.message }));
  }
}
