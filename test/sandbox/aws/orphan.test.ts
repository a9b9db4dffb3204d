import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { root } from "../../support/sandbox";
import { eventually } from "../../support/stack";

const entry = join(root, "dist", "sandbox", "aws", "main.js");

describe("the aws stand-in", () => {
  it("ends when the engine that started it is killed", async () => {
    expect(existsSync(entry)).toBe(true);
    const start = `const child = require("child_process").spawn(process.execPath, [${JSON.stringify(entry)}], { stdio: ["ignore", "pipe", "ignore"] });
      child.stdout.once("data", () => console.log(child.pid)); setTimeout(() => undefined, 60_000);`;
    const engine = spawn(process.execPath, ["-e", start], { stdio: ["ignore", "pipe", "ignore"] });
    const plugin = await new Promise<number>((resolve) => {
      engine.stdout.once("data", (chunk: Buffer) => {
        resolve(Number(chunk.toString()));
      });
    });
    expect(runs(plugin)).toBe(true);
    engine.kill("SIGKILL");
    await eventually("the stand-in to end", () => !runs(plugin), 10_000);
  }, 30_000);
});

/** Whether the process runs; one that has ended and that nobody has collected yet does not. */
function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch {
    return false;
  }
}

function isZombie(pid: number): boolean {
  const stat = `/proc/${pid}/stat`;
  return existsSync(stat) && /\) Z /.test(readFileSync(stat, "utf8"));
}
