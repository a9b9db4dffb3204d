import type { IncomingMessage, ServerResponse } from "node:http";

import { type Faults, readFault } from "../sagemaker/faults";

import { answerJson } from "./answer-json";

/** What the sandbox's own calls need. */
export interface Admin {
  readonly faults: Faults;
  health(): object;
  /** Stops the server after its answer is out. */
  stop(): void;
}

export const adminPrefix = "/_sandbox/";

/** Answers a call to the sandbox itself: health, faults, stop. */
export function answerAdmin(admin: Admin, request: IncomingMessage, response: ServerResponse, body: Buffer): void {
  const [path = ""] = (request.url ?? "").slice(adminPrefix.length).split("?");
  const [subject, id] = path.split("/");
  const call = `${request.method ?? ""} ${subject ?? ""}`;
  switch (call) {
    case "GET health":
      answerJson(response, 200, admin.health());
      return;
    case "POST stop":
      answerJson(response, 200, { stopping: true });
      admin.stop();
      return;
    case "GET faults":
      answerJson(response, 200, { faults: admin.faults.list() });
      return;
    case "DELETE faults":
      admin.faults.cancel(id);
      answerJson(response, 200, { faults: admin.faults.list() });
      return;
    case "POST faults":
      orderFault(admin.faults, response, body);
      return;
    default:
      answerJson(response, 404, { error: `Unknown sandbox call ${request.method ?? ""} ${request.url ?? ""}` });
  }
}

function orderFault(faults: Faults, response: ServerResponse, body: Buffer): void {
  try {
    answerJson(response, 200, faults.order(readFault(JSON.parse(body.toString("utf8")))));
  } catch (error) {
    answerJson(response, 400, { error: error instanceof Error ? error.message : String(error) });
  }
}
