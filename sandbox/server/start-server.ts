import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

import type { JobRunner } from "../sagemaker/job-runner";
import { SageMaker } from "../sagemaker/sagemaker";
import { S3 } from "../s3/s3";

import { type Admin, adminPrefix, answerAdmin } from "./admin-route";
import { answerJson } from "./answer-json";
import { roleExists } from "./known-roles";
import { readBody } from "./read-body";
import { answerS3 } from "./s3-route";
import { answerSageMaker, isJsonProtocol } from "./sagemaker-route";

export interface ServerOptions {
  readonly home: string;
  /** 0 for any free port. */
  readonly port: number;
  readonly speed: number;
  /** Does the jobs' work; they wait until it is ready. */
  readonly runner: JobRunner | Promise<JobRunner>;
  readonly version: string;
  /** Told when a client asks the server to stop. */
  readonly onStop?: () => void;
}

export interface SandboxServer {
  readonly port: number;
  /** Stops listening, leaves the running jobs on disk for the next server, ends their work. */
  close(): Promise<void>;
}

/** Starts SageMaker and S3 on 127.0.0.1. */
export async function startServer(options: ServerOptions): Promise<SandboxServer> {
  const { home, port, speed, version } = options;
  const runner = Promise.resolve(options.runner);
  let worker = "starting";
  void runner.then(({ description }) => (worker = description));
  const sagemaker = new SageMaker({ home, speed, runner, roleExists: (arn) => roleExists(home, arn) });
  const s3 = new S3(home);
  const admin: Admin = {
    faults: sagemaker.faults,
    health: () => ({ name: "greenml sandbox", pid: process.pid, home, version, speed, worker }),
    stop: () => options.onStop?.(),
  };
  const server = createServer((request, response) => {
    answer(request, response, { admin, sagemaker, s3 }).catch((error: unknown) => {
      if (!response.headersSent) answerJson(response, 500, { error: `The sandbox broke: ${String(error)}` });
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(port, "127.0.0.1", resolve);
  });
  sagemaker.resume();
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      sagemaker.leave();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      // A runner that is still being set up is not waited for.
      await Promise.race([runner.then((ready) => ready.close()), sleep(3000)]);
    },
  };
}

interface Services {
  readonly admin: Admin;
  readonly sagemaker: SageMaker;
  readonly s3: S3;
}

async function answer(request: IncomingMessage, response: ServerResponse, services: Services): Promise<void> {
  const body = await readBody(request);
  if (request.url?.startsWith(adminPrefix) === true) answerAdmin(services.admin, request, response, body);
  else if (isJsonProtocol(request)) answerSageMaker(services.sagemaker, request, response, body);
  else answerS3(services.s3, request, response, body);
}
