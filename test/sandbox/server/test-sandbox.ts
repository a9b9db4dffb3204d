import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { S3Client } from "@aws-sdk/client-s3";
import { SageMakerClient } from "@aws-sdk/client-sagemaker";

import type { JobRunner } from "../../../sandbox/sagemaker/job-runner";
import { SimulatedRunner } from "../../../sandbox/sagemaker/simulated/simulated-runner";
import { type SandboxServer, startServer } from "../../../sandbox/server/start-server";

/** A sandbox of a test's own, with unmodified AWS clients pointed at it. */
export interface TestSandbox {
  readonly home: string;
  readonly endpoint: string;
  readonly sagemaker: SageMakerClient;
  readonly s3: S3Client;
  /** Stops the server and starts another on the same folder and port. */
  restart(): Promise<void>;
  /** Stops the server and keeps the folder. */
  leave(): Promise<void>;
  close(): Promise<void>;
}

export async function testSandbox(
  overrides: { speed?: number; runner?: JobRunner; region?: string; maxAttempts?: number } = {},
): Promise<TestSandbox> {
  const home = mkdtempSync(join(tmpdir(), "greenml-sandbox-"));
  const { speed = 100_000, region = "eu-north-1", maxAttempts = 1 } = overrides;
  const start = (port: number) =>
    startServer({ home, port, speed, runner: overrides.runner ?? new SimulatedRunner({ speed }), version: "test" });
  let server: SandboxServer = await start(0);
  const { port } = server;
  const endpoint = `http://127.0.0.1:${port}`;
  const settings = {
    endpoint,
    region,
    maxAttempts,
    credentials: { accessKeyId: "sandbox", secretAccessKey: "sandbox" },
  };
  const sagemaker = new SageMakerClient(settings);
  const s3 = new S3Client({ ...settings, forcePathStyle: true });
  return {
    home,
    endpoint,
    sagemaker,
    s3,
    restart: async () => {
      await server.close();
      server = await start(port);
    },
    leave: () => server.close(),
    close: async () => {
      sagemaker.destroy();
      s3.destroy();
      await server.close().catch(() => undefined); // It may have been left before.
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** Asks until the answer is as wanted; fails after five seconds with the last answer. */
export async function eventually<T>(ask: () => Promise<T>, isWanted: (answer: T) => boolean): Promise<T> {
  const end = Date.now() + 5000;
  for (;;) {
    const answer = await ask();
    if (isWanted(answer)) return answer;
    if (Date.now() > end) throw new Error(`Expected something else than ${JSON.stringify(answer)}`);
    await sleep(10);
  }
}
