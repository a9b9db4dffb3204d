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

type Answer = (admin: Admin, response: ServerResponse, body: Buffer, id: string | undefined) => void;

const calls: Readonly<Record<string, Answer>> = {
  "GET health": (admin, response) => {
    answerJson(response, 200, admin.health());
  },
  "POST stop": (admin, response) => {
    answerJson(response, 200, { stopping: true });
    admin.stop();
  },
  "GET faults": ({ faults }, response) => {
    answerJson(response, 200, { faults: faults.list() });
  },
  "POST faults": orderFault,
  "DELETE faults": ({ faults }, response, _body, id) => {
    faults.cancel(id);
    answerJson(response, 200, { faults: faults.list() });
  },
};

/** Answers a call to the sandbox itself: health, faults, stop. */
export function answerAdmin(admin: Admin, request: IncomingMessage, response: ServerResponse, body: Buffer): void {
  const { method = "", url = "" } = request;
  const [subject = "", id] = (url.split("?")[0] ?? "").slice(adminPrefix.length).split("/");
  const answer = Object.hasOwn(calls, `${method} ${subject}`) ? calls[`${method} ${subject}`] : undefined;
  if (answer === undefined) answerJson(response, 404, { error: `Unknown sandbox call ${method} ${url}` });
  else answer(admin, response, body, id);
}

function orderFault({ faults }: Admin, response: ServerResponse, body: Buffer): void {
  try {
    answerJson(response, 200, faults.order(readFault(JSON.parse(body.toString("utf8")))));
  } catch (error) {
    answerJson(response, 400, { error: error instanceof Error ? error.message : String(error) });
  }
}
