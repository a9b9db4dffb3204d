import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { acquireProcessLock, isAlive, tryProcessLock } from "../../sandbox/process-lock";

const newLockFile = (): string => join(mkdtempSync(join(tmpdir(), "greenml-lock-")), "sub", "lock");
/** Number of a process that has ended. */
const deadProcess = (): number => spawnSync(process.execPath, ["-e", ""]).pid;

describe("a process lock", () => {
  it("is held by one holder at a time and free after release", () => {
    const file = newLockFile();
    const lock = tryProcessLock(file);
    expect(lock).toBeDefined();
    expect(tryProcessLock(file)).toBeUndefined();
    lock?.release();
    expect(tryProcessLock(file)).toBeDefined();
  });

  it("is taken over from a process that died with it", () => {
    const file = newLockFile();
    tryProcessLock(file)?.release();
    writeFileSync(file, String(deadProcess()));
    expect(tryProcessLock(file)).toBeDefined();
    expect(readFileSync(file, "utf8")).toBe(String(process.pid));
  });

  it("makes a second process wait and tells who holds it", async () => {
    const file = newLockFile();
    tryProcessLock(file)?.release();
    const other = spawn(process.execPath, ["-e", "setTimeout(() => undefined, 60_000)"]);
    writeFileSync(file, String(other.pid));
    const waited: number[] = [];
    const lock = await acquireProcessLock(file, (holder) => {
      waited.push(holder);
      other.kill("SIGKILL");
    });
    expect(waited[0]).toBe(other.pid);
    lock.release();
    expect(existsSync(file)).toBe(false);
  });

  it("knows the living from the dead", () => {
    expect(isAlive(process.pid)).toBe(true);
    expect(isAlive(deadProcess())).toBe(false);
  });
});
