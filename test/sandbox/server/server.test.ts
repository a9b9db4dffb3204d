import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import {
  CreateTrainingJobCommand,
  DescribeTrainingJobCommand,
  ListTrainingJobsCommand,
  SageMakerClient,
} from "@aws-sdk/client-sagemaker";

import { SimulatedRunner } from "../../../sandbox/sagemaker/simulated/simulated-runner";
import { replaceFile } from "../../../sandbox/sagemaker/state/atomic-file";
import { startServer } from "../../../sandbox/server/start-server";
import { trainingRequest } from "../sagemaker/requests";

import { eventually, type TestSandbox, testSandbox } from "./test-sandbox";

let sandbox: TestSandbox;
beforeEach(async () => {
  sandbox = await testSandbox();
});
afterEach(() => sandbox.close());

async function order(fault: object) {
  const answer = await fetch(`${sandbox.endpoint}/_sandbox/faults`, { method: "POST", body: JSON.stringify(fault) });
  return { status: answer.status, body: (await answer.json()) as { id?: string; error?: string } };
}

function create(name: string) {
  return sandbox.sagemaker.send(new CreateTrainingJobCommand(trainingRequest({ TrainingJobName: name })));
}

function finished(name: string) {
  return eventually(
    () => sandbox.sagemaker.send(new DescribeTrainingJobCommand({ TrainingJobName: name })),
    ({ TrainingJobStatus }) => TrainingJobStatus !== "InProgress",
  );
}

function secondServer(speed: number) {
  return startServer({ home: sandbox.home, port: 0, speed, runner: new SimulatedRunner({ speed }), version: "test" });
}

describe("the sandbox's own calls", () => {
  test("tell who answers", async () => {
    const health = (await (await fetch(`${sandbox.endpoint}/_sandbox/health`)).json()) as object;
    expect(health).toEqual({
      name: "greenml sandbox",
      pid: process.pid,
      home: sandbox.home,
      version: "test",
      speed: 100_000,
      worker: "simulated",
      owner: true,
    });
    const record = JSON.parse(readFileSync(join(sandbox.home, "server.json"), "utf8")) as { port: number };
    expect(sandbox.endpoint).toBe(`http://127.0.0.1:${record.port}`);
  });

  test("refuse what they do not know", async () => {
    expect((await fetch(`${sandbox.endpoint}/_sandbox/nonsense`)).status).toBe(404);
    const { status, body } = await order({ kind: "earthquake" });
    expect(status).toBe(400);
    expect(body.error).toContain(
      "Expected a fault (throttle, accept-then-time-out, fail, capacity, role-not-assumable)",
    );
  });
});

describe("a fault", () => {
  test("throttles the next calls of an operation, and no more", async () => {
    await order({ kind: "throttle", operation: "ListTrainingJobs", times: 2 });
    const list = () => sandbox.sagemaker.send(new ListTrainingJobsCommand({}));
    await expect(list()).rejects.toMatchObject({ name: "ThrottlingException", message: "Rate exceeded" });
    await create("other-operations-work");
    await expect(list()).rejects.toMatchObject({ name: "ThrottlingException" });
    await expect(list()).resolves.toMatchObject({
      TrainingJobSummaries: [{ TrainingJobName: "other-operations-work" }],
    });
  });

  test("loses the answer of a call that is carried out", async () => {
    await order({ kind: "accept-then-time-out", operation: "CreateTrainingJob" });
    await expect(create("lost")).rejects.toThrow("socket hang up");
    await expect(finished("lost")).resolves.toMatchObject({ TrainingJobStatus: "Completed" });
    await expect(create("lost")).rejects.toMatchObject({ name: "ResourceInUse" });
  });

  test("fails jobs by name, until it is taken back", async () => {
    const { body } = await order({ kind: "fail", prefix: "bad-", reason: "AlgorithmError: ordered" });
    await create("bad-1");
    await create("good-1");
    await expect(finished("bad-1")).resolves.toMatchObject({
      TrainingJobStatus: "Failed",
      SecondaryStatus: "Failed",
      FailureReason: "AlgorithmError: ordered",
    });
    await expect(finished("good-1")).resolves.toMatchObject({ TrainingJobStatus: "Completed" });
    await fetch(`${sandbox.endpoint}/_sandbox/faults/${body.id ?? ""}`, { method: "DELETE" });
    await create("bad-2");
    await expect(finished("bad-2")).resolves.toMatchObject({ TrainingJobStatus: "Completed" });
  });

  test("leaves a job without machines, or refuses to make it", async () => {
    await order({ kind: "capacity", prefix: "big-", when: "run", times: 1 });
    await create("big-1");
    const { FailureReason } = await finished("big-1");
    expect(FailureReason).toMatch(/^CapacityError: Unable to provision requested ML compute capacity/);
    await order({ kind: "capacity", prefix: "big-", when: "create", times: 1 });
    await expect(create("big-2")).rejects.toMatchObject({ name: "ResourceLimitExceeded" });
    await create("big-2");
  });

  test("makes a role not assumable yet", async () => {
    await order({ kind: "role-not-assumable", times: 1 });
    const refused = { name: "ValidationException", message: expect.stringMatching(/^Could not assume role/) as string };
    await expect(create("early")).rejects.toMatchObject(refused);
    await create("early");
  });

  test("put into the folder by hand counts", async () => {
    await order({ kind: "throttle", operation: "nothing" });
    writeFileSync(join(sandbox.home, "faults", "mine.json"), '{"kind":"throttle","operation":"*"}');
    await expect(create("x")).rejects.toMatchObject({ name: "ThrottlingException" });
    expect(existsSync(join(sandbox.home, "faults", "mine.json"))).toBe(false);
  });
});

describe("two servers of one folder", () => {
  test("see the same, and one alone runs the jobs", async () => {
    const second = await secondServer(100_000);
    expect(second.isOwner()).toBe(false);
    const client = new SageMakerClient({
      endpoint: `http://127.0.0.1:${second.port}`,
      region: "eu-north-1",
      credentials: { accessKeyId: "sandbox", secretAccessKey: "sandbox" },
    });
    await client.send(new CreateTrainingJobCommand(trainingRequest({ TrainingJobName: "by-second" })));
    await expect(finished("by-second")).resolves.toMatchObject({ TrainingJobStatus: "Completed" });
    await expect(client.send(new DescribeTrainingJobCommand({ TrainingJobName: "by-second" }))).resolves.toMatchObject({
      TrainingJobStatus: "Completed",
    });
    client.destroy();
    await second.close();
  });

  test("hand the jobs over when their owner goes", async () => {
    const slow = await testSandbox({ speed: 1 });
    await slow.sagemaker.send(new CreateTrainingJobCommand(trainingRequest()));
    const speed = 100_000;
    const runner = new SimulatedRunner({ speed });
    const heir = await startServer({ home: slow.home, port: 0, speed, runner, version: "test" });
    expect(heir.isOwner()).toBe(false);
    const path = join(slow.home, "sagemaker/123456789012/eu-north-1/training/churn-1.json");
    await slow.leave();
    const stored = await eventually(
      () => Promise.resolve(readFileSync(path, "utf8")),
      (content) => content.includes('"TrainingJobStatus": "Completed"'),
    );
    expect(heir.isOwner()).toBe(true);
    expect(stored).not.toContain('"Restarting"'); // It had not come further than Starting.
    await heir.close();
    await slow.close();
  });

  test("take the lock of a dead process over", async () => {
    await sandbox.leave();
    writeFileSync(join(sandbox.home, "server.lock"), JSON.stringify({ pid: 4_194_304, began: "1", token: "dead" }));
    const heir = await secondServer(100_000);
    expect(heir.isOwner()).toBe(true);
    await heir.close();
  });

  test.each(["", "{"])("take over a lock without words: %p", async (words) => {
    await sandbox.leave();
    writeFileSync(join(sandbox.home, "server.lock"), words);
    const heir = await secondServer(100_000);
    expect(heir.isOwner()).toBe(true);
    await heir.close();
  });

  test("do not start over a broken job, and name its file", async () => {
    await sandbox.leave();
    const path = join(sandbox.home, "sagemaker/123456789012/eu-north-1/training/broken.json");
    replaceFile(path, '{"kind": "train');
    await expect(secondServer(100_000)).rejects.toThrow(`Cannot read ${path} because it is not JSON`);
    expect(existsSync(join(sandbox.home, "server.lock"))).toBe(false);
  });

  test("end when their folder is removed", async () => {
    let isEnded = false;
    const { home } = sandbox;
    await sandbox.leave();
    const runner = new SimulatedRunner({ speed: 1 });
    const onStop = () => {
      isEnded = true;
    };
    const server = await startServer({ home, port: 0, speed: 1, runner, version: "test", onStop });
    rmSync(home, { recursive: true });
    const ended = await eventually(
      () => Promise.resolve(isEnded),
      (one) => one,
    );
    await server.close();
    expect(ended).toBe(true);
  });
});
