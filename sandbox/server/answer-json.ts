import type { ServerResponse } from "node:http";

/** Answers JSON of the sandbox's own, not AWS's. */
export function answerJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": "application/json" }).end(`${JSON.stringify(body)}\n`);
}
