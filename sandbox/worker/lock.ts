import { readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";

/** A live owner touches its lock this often; one untouched for ten times as long is taken over. */
const BEAT_MILLISECONDS = 2_000;
const POLL_MILLISECONDS = 200;

/**
 * Does `work` while no other process does work under the same lock file.
 * A lock whose owner has died is taken over.
 * @param waiting called every few seconds while another process holds the lock.
 */
export async function withLock<T>(path: string, waiting: (owner: string) => void, work: () => Promise<T>): Promise<T> {
  const mark = `${process.pid} ${hostname()} ${Math.random().toString(36).slice(2)}`;
  let nextWord = Date.now() + 1_000;
  while (!take(path, mark)) {
    dropIfDead(path);
    if (Date.now() >= nextWord) {
      waiting(read(path)?.split(" ")[0] ?? "unknown");
      nextWord = Date.now() + 10_000;
    }
    await sleep(POLL_MILLISECONDS);
  }
  const beat = setInterval(() => {
    touch(path);
  }, BEAT_MILLISECONDS);
  try {
    return await work();
  } finally {
    clearInterval(beat);
    if (read(path) === mark) rmSync(path, { force: true });
  }
}

function take(path: string, mark: string): boolean {
  try {
    writeFileSync(path, mark, { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

function touch(path: string): void {
  try {
    utimesSync(path, new Date(), new Date());
  } catch {
    // The lock was taken from a process that slept too long; the work goes on and its result is complete or absent all the same.
  }
}

/** Moves a dead owner's lock aside under a name of our own, so that of two finders one alone does it. */
function dropIfDead(path: string): void {
  const seen = read(path);
  if (seen === undefined || !isDead(path, seen)) return;
  const aside = `${path}.${process.pid}.dead`;
  try {
    renameSync(path, aside);
  } catch {
    return;
  }
  // Another finder may have taken the lock in between: give its lock back.
  if (read(aside) !== seen) renameSync(aside, path);
  else rmSync(aside, { force: true });
}

function isDead(path: string, seen: string): boolean {
  const [pid, host] = seen.split(" ");
  const age = ageOf(path);
  if (age > 10 * BEAT_MILLISECONDS) return true;
  // Between a lock's making and its first words it is empty for a moment.
  if (pid === undefined || pid === "" || host !== hostname()) return false;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ESRCH";
  }
}

function ageOf(path: string): number {
  try {
    return Date.now() - statSync(path).mtimeMs;
  } catch {
    return 0;
  }
}
