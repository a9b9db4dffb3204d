import { readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";

/** A live owner touches its lock this often. */
const BEAT_MILLISECONDS = 2_000;
/** A lock of another machine that is untouched for as long as this has no live owner. */
const SILENCE_MILLISECONDS = 20_000;
const FORGOTTEN_MILLISECONDS = 600_000;
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

/** Removes a dead owner's lock. A second lock guards the look and the removal, lest a live lock made in between be removed. */
function dropIfDead(path: string): void {
  if (!isDead(path)) return;
  const guard = `${path}.guard`;
  if (!take(guard, String(process.pid))) {
    if (ageOf(guard) > SILENCE_MILLISECONDS) rmSync(guard, { force: true });
    return;
  }
  try {
    if (isDead(path)) rmSync(path, { force: true });
  } finally {
    rmSync(guard, { force: true });
  }
}

function isDead(path: string): boolean {
  const seen = read(path);
  if (seen === undefined) return false;
  const [pid, host] = seen.split(" ");
  const age = ageOf(path);
  // On this machine the process number tells, unless it has long gone to somebody else.
  if (age > (host === hostname() ? FORGOTTEN_MILLISECONDS : SILENCE_MILLISECONDS)) return true;
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
