import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";

import { withLock } from "../../sandbox/process-lock";

const newLockFile = (): string => join(mkdtempSync(join(tmpdir(), "greenml-lock-")), "lock");
const nobodyWaits = (): void => undefined;

describe("a process lock", () => {
  it("lets one at a time work, and is free afterwards", async () => {
    const file = newLockFile();
    const events: string[] = [];
    const work = (name: string) => async (): Promise<void> => {
      events.push(`${name} begins`);
      await new Promise((resolve) => setTimeout(resolve, 50));
      events.push(`${name} ends`);
    };
    await Promise.all(["a", "b"].map((name) => withLock(file, nobodyWaits, work(name))));
    expect(events).toHaveLength(4);
    expect(events.map((event) => event.slice(0, 1)).join("")).toMatch(/^(aabb|bbaa)$/);
    expect(existsSync(file)).toBe(false);
  });

  it("is taken over from a process that died with it", async () => {
    const file = newLockFile();
    writeFileSync(file, `${spawnSync(process.execPath, ["-e", ""]).pid} ${hostname()} gone`);
    await expect(withLock(file, nobodyWaits, () => Promise.resolve("worked"))).resolves.toBe("worked");
  });

  it("is free again after work that failed", async () => {
    const file = newLockFile();
    await expect(withLock(file, nobodyWaits, () => Promise.reject(new Error("broken")))).rejects.toThrow("broken");
    expect(existsSync(file)).toBe(false);
  });
});
