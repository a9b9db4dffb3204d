import { mkdirSync, openSync, closeSync, readFileSync, rmSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** A lock that a process holds by a file with its own number in it; a dead holder's lock is taken over. */
export interface ProcessLock {
  release(): void;
}

/**
 * Waits for the lock file and takes it.
 * @param onWait is told the holder's process number, once a second, while another process holds the lock
 */
export async function acquireProcessLock(file: string, onWait?: (holder: number) => void): Promise<ProcessLock> {
  mkdirSync(dirname(file), { recursive: true });
  for (;;) {
    const lock = tryProcessLock(file);
    if (lock !== undefined) return lock;
    const holder = holderOf(file);
    if (holder !== undefined) onWait?.(holder);
    await sleep(1000);
  }
}

/** Takes the lock file if nobody alive holds it. */
export function tryProcessLock(file: string): ProcessLock | undefined {
  mkdirSync(dirname(file), { recursive: true });
  const holder = holderOf(file);
  if (holder !== undefined && !isAlive(holder)) rmSync(file, { force: true });
  try {
    const handle = openSync(file, "wx");
    writeSync(handle, String(process.pid));
    closeSync(handle);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return undefined;
    throw error;
  }
  return {
    release: () => {
      if (holderOf(file) === process.pid) rmSync(file, { force: true });
    },
  };
}

/** Process number in a lock file, or undefined where there is no lock or it is still being written. */
export function holderOf(file: string): number | undefined {
  try {
    const holder = Number.parseInt(readFileSync(file, "utf8"), 10);
    return Number.isNaN(holder) ? undefined : holder;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/** Whether a process of that number runs on this machine. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
