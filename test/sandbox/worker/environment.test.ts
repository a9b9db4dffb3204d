import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import type { Progress } from "../../../sandbox/progress";
import { ensureWorker, WorkerUnavailable } from "../../../sandbox/worker";
import { withLock } from "../../../sandbox/process-lock";
import { Zygote } from "../../../sandbox/worker/zygote";
import { FIRST_USE_MILLISECONDS, temporaryFolder } from "./fixture";

jest.setTimeout(60_000);

const folder = temporaryFolder();
afterAll(folder.remove);

/** Stands for an interpreter, to see what is asked of it. */
function pretendPython(name: string, script: string): string {
  const path = join(folder.path, name);
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
}

function progressInto(words: string[]): Progress {
  const say = (line: string): void => {
    words.push(line);
  };
  return { say, update: say };
}

describe("the Python environment", () => {
  it(
    "is made once, then found at once and without a word",
    async () => {
      const first = await ensureWorker({ progress: progressInto([]) });
      const words: string[] = [];
      const second = await ensureWorker({ progress: progressInto(words) });
      expect(second).toEqual(first);
      expect(words).toEqual([]);
      const { stdout } = spawnSync(second.python, ["-c", "import xgboost; print(xgboost.__version__)"], {
        encoding: "utf8",
      });
      expect(stdout).toBe("2.1.4\n");
    },
    FIRST_USE_MILLISECONDS,
  );

  it("says in one sentence that Python is missing or too old", async () => {
    const refusal = (python: string): Promise<unknown> =>
      ensureWorker({ progress: progressInto([]), environment: { GREENML_PYTHON: python } }).catch(
        (error: unknown) => error,
      );
    const old = pretendPython("old-python", "echo 'AssertionError: it is Python 3.8.1' >&2; exit 1");
    for (const [python, why] of [
      [join(folder.path, "no-such-python"), "offers no Python 3.9 or later"],
      [old, "it is Python 3.8.1"],
    ] as const) {
      const error = await refusal(python);
      expect(error).toBeInstanceOf(WorkerUnavailable);
      expect(String(error)).toContain(why);
      expect(String(error).split("\n")).toHaveLength(1);
    }
  });

  it("says why the installation failed, keeps its log, and begins afresh next time", async () => {
    const answer = `{"path": "${join(folder.path, "failing")}", "version": "3.12.0"}`;
    const failing = pretendPython(
      "failing",
      `if [ "$1" = "-c" ]; then echo '${answer}'; else echo 'ERROR: no space left' >&2; exit 1; fi`,
    );
    const environment = { GREENML_PYTHON: failing, XDG_CACHE_HOME: join(folder.path, "cache") };
    const words: string[] = [];
    for (let attempt = 0; attempt < 2; attempt += 1) {
      await expect(ensureWorker({ progress: progressInto(words), environment })).rejects.toThrow(
        /could not be made: ERROR: no space left/,
      );
    }
    expect(words.filter((line) => line.startsWith("sandbox: making a Python 3.12.0 environment"))).toHaveLength(2);
    expect(words.filter((line) => line.includes("1/3"))).toHaveLength(2);
  });
});

describe("the lock", () => {
  it("lets one at a time work and the other wait", async () => {
    const path = join(folder.path, "one.lock");
    let inside = 0;
    let most = 0;
    const work = async (): Promise<void> => {
      most = Math.max(most, (inside += 1));
      await sleep(300);
      inside -= 1;
    };
    await Promise.all([0, 1, 2].map(() => withLock(path, () => undefined, work)));
    expect(most).toBe(1);
    expect(existsSync(path)).toBe(false);
  });

  it("takes over from a process that has died, and from one silent for long elsewhere", async () => {
    const dead = spawnSync(process.execPath, ["-e", ""]).pid;
    const path = join(folder.path, "dead.lock");
    writeFileSync(path, `${dead} ${hostname()} x`);
    expect(
      await withLock(
        path,
        () => undefined,
        () => Promise.resolve(readFileSync(path, "utf8").split(" ")[0]),
      ),
    ).toBe(String(process.pid));
    writeFileSync(path, `1 another-machine x`);
    utimesSync(path, new Date(Date.now() - 60_000), new Date(Date.now() - 60_000));
    expect(
      await withLock(
        path,
        () => undefined,
        () => Promise.resolve("done"),
      ),
    ).toBe("done");
  });

  it("waits for a process that lives, and says for which", async () => {
    const path = join(folder.path, "live.lock");
    writeFileSync(path, `${process.ppid} ${hostname()} x`);
    const heard: string[] = [];
    const waiting = withLock(
      path,
      (owner) => heard.push(owner),
      () => Promise.resolve(),
    );
    await sleep(1_500);
    expect(heard).toEqual([String(process.ppid)]);
    writeFileSync(path, "0 gone x");
    utimesSync(path, new Date(0), new Date(0));
    await waiting;
  });
});

describe("the Python process", () => {
  it.each(["kill", "close"] as const)(
    "leaves no child at work after its %s",
    async (end) => {
      const { python } = await ensureWorker({ progress: progressInto([]) });
      const zygote = new Zygote(python, 1);
      await zygote.ready();
      const { spec, checkpoints } = endlessTraining(join(folder.path, end));
      await new Promise<void>((resolve) => {
        zygote.start("train", spec, {
          onLog: (line) => {
            if (line.startsWith("[3]")) resolve();
          },
          onEnd: () => undefined,
        });
      });
      const rounds = (): string => readdirSync(checkpoints).sort().join(" ");
      const early = rounds();
      await sleep(200);
      expect(rounds()).not.toBe(early);
      if (end === "kill") process.kill(zygote.pid!, "SIGKILL");
      await zygote.close();
      await sleep(1_000);
      const late = rounds();
      await sleep(500);
      expect(rounds()).toBe(late);
    },
    FIRST_USE_MILLISECONDS,
  );
});

/** A training that would never end and keeps a checkpoint of every round. */
function endlessTraining(root: string): { readonly spec: object; readonly checkpoints: string } {
  const checkpoints = join(root, "checkpoints");
  for (const part of ["input/config", "input/data/train", "checkpoints"])
    mkdirSync(join(root, part), { recursive: true });
  writeFileSync(join(root, "input/config/hyperparameters.json"), '{"num_round":"1000000000"}');
  writeFileSync(join(root, "input/config/inputdataconfig.json"), '{"train":{"ContentType":"csv"}}');
  writeFileSync(join(root, "input/data/train/rows.csv"), "1,2\n0,1\n1,3\n");
  return {
    spec: { root, checkpoints, threads: 1, image: "xgboost:1", artefact: join(root, "model.tar.gz") },
    checkpoints,
  };
}
