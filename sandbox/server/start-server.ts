import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

import { S3 } from "../s3/s3";
import type { JobRunner } from "../sagemaker/job-runner";
import { SageMaker } from "../sagemaker/sagemaker";

import { type Admin, adminPrefix, answerAdmin } from "./admin-route";
import { answerJson } from "./answer-json";
import { forward } from "./forward";
import { roleExists } from "./known-roles";
import { Ownership } from "./ownership";
import { readBody } from "./read-body";
import { answerInvocation, invokedEndpoint } from "./runtime-route";
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
  /** Whether this server runs the folder's jobs; another one hands its SageMaker calls on to the one that does. */
  isOwner(): boolean;
  /** Stops listening, leaves the running jobs on disk for the next server, ends their work. */
  close(): Promise<void>;
}

/** Milliseconds between looks at whether the owner of the jobs still lives, and at whether we still own them. */
const watchEvery = 500;
const doubtEvery = 2000;

/** Starts SageMaker and S3 on 127.0.0.1. */
export async function startServer(options: ServerOptions): Promise<SandboxServer> {
  const services = new Services(options);
  const server = createServer((request, response) => {
    services.answer(request, response).catch((error: unknown) => {
      if (response.headersSent) response.destroy();
      else answerJson(response, 500, { error: `The sandbox broke: ${String(error)}` });
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(options.port, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  const close = async () => {
    services.leave();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await services.closeRunner();
    services.release();
  };
  try {
    services.open(port);
  } catch (error) {
    await close(); // A server that could not take the jobs up must not answer as if it had.
    throw error;
  }
  return { port, isOwner: () => services.isOwner(), close };
}

/** What answers behind the port. */
class Services {
  private readonly sagemaker: SageMaker;
  private readonly s3: S3;
  private readonly admin: Admin;
  private readonly ownership: Ownership;
  private owns = false;
  private ready: JobRunner | undefined;
  private watch: NodeJS.Timeout | undefined;

  constructor({ home, speed, version, runner, onStop }: ServerOptions) {
    const ready = Promise.resolve(runner);
    void ready.then((one) => (this.ready = one));
    this.sagemaker = new SageMaker({ home, speed, runner: ready, roleExists: (arn) => roleExists(home, arn) });
    this.s3 = new S3(home);
    this.ownership = new Ownership(home);
    this.admin = {
      faults: this.sagemaker.faults,
      health: () => ({
        name: "greenml sandbox",
        pid: process.pid,
        home,
        version,
        speed,
        worker: this.ready?.description ?? "starting",
        owner: this.owns,
      }),
      stop: () => onStop?.(),
    };
  }

  isOwner(): boolean {
    return this.owns;
  }

  /** Runs the folder's jobs, now or once their owner is gone. */
  open(port: number): void {
    if (this.takeOver(port)) return;
    this.watch = setInterval(() => this.takeOver(port), watchEvery).unref();
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(request);
    const endpoint = invokedEndpoint(request);
    if (request.url?.startsWith(adminPrefix) === true) answerAdmin(this.admin, request, response, body);
    else if (isJsonProtocol(request)) await this.answerJobs(request, response, body);
    else if (endpoint !== undefined) await answerInvocation(this.sagemaker, endpoint, request, response, body);
    else answerS3(this.s3, request, response, body);
  }

  leave(): void {
    clearInterval(this.watch);
    if (this.owns) this.sagemaker.leave();
  }

  /** Ends the runner's work; one that is still being set up is not waited for. */
  async closeRunner(): Promise<void> {
    await this.ready?.close();
  }

  release(): void {
    this.ownership.release();
  }

  private takeOver(port: number): boolean {
    if (this.owns || !this.ownership.claim()) return this.owns;
    this.owns = true;
    clearInterval(this.watch);
    this.ownership.announce(port);
    this.sagemaker.resume();
    this.watch = setInterval(() => {
      this.endIfLost();
    }, doubtEvery).unref();
    return true;
  }

  /** A server whose folder was removed has nothing left to serve. */
  private endIfLost(): void {
    if (!this.ownership.isLost()) return;
    this.leave();
    this.admin.stop();
  }

  /** SageMaker's calls go to the server that runs the jobs, so that one process alone writes their state. */
  private async answerJobs(request: IncomingMessage, response: ServerResponse, body: Buffer): Promise<void> {
    const owner = this.owns ? undefined : this.ownership.ownerPort();
    if (this.owns) answerSageMaker(this.sagemaker, request, response, body);
    else if (owner !== undefined) await forward(owner, request, response, body);
    else request.socket.destroy(); // The owner has gone and this server is about to take over: a client tries again.
  }
}
