import { linkSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";

import { createFile, readIfThere, readJson, replaceFile } from "../sagemaker/state/atomic-file";

/** Who owns a state folder's running jobs. */
interface Owner {
  readonly pid: number;
  /** When the process began, in the kernel's ticks: tells a process from a later one of the same number. */
  readonly began: string | undefined;
  /** Tells two servers of one process apart. */
  readonly token: string;
}

let servers = 0;

/** The right to run a state folder's jobs: one server has it; a dead one's is taken over. */
export class Ownership {
  private readonly lock: string;
  private readonly record: string;
  private readonly self: Owner = {
    pid: process.pid,
    began: beganAt(process.pid),
    token: `${process.pid}-${++servers}`,
  };

  constructor(home: string) {
    this.lock = join(home, "server.lock");
    this.record = join(home, "server.json");
  }

  /** Takes the right if nobody alive has it. */
  claim(): boolean {
    const content = readIfThere(this.lock);
    if (content !== undefined) {
      const owner = ownerIn(content);
      if (owner?.token === this.self.token) return true;
      if ((owner !== undefined && isAlive(owner)) || !this.clear(content)) return false;
    }
    return createFile(this.lock, JSON.stringify(this.self));
  }

  /** Says where the owner listens; the sandbox command and other servers read it. */
  announce(port: number): void {
    replaceFile(this.record, JSON.stringify({ pid: process.pid, port, startedAt: new Date().toISOString() }));
  }

  /** The port the owner listens on, if it has said so. */
  ownerPort(): number | undefined {
    return (readJson(this.record) as { port: number } | undefined)?.port;
  }

  /** Whether what this server owned is no longer its own: the folder has gone, or was given to another. */
  isLost(): boolean {
    return ownerIn(readIfThere(this.lock))?.token !== this.self.token;
  }

  release(): void {
    if (this.isLost()) return;
    rmSync(this.record, { force: true });
    rmSync(this.lock, { force: true });
  }

  /** Removes a dead owner's lock; false if another process was quicker. */
  private clear(dead: string): boolean {
    const aside = `${this.lock}.${this.self.token}`;
    try {
      renameSync(this.lock, aside);
    } catch {
      return false; // Another process has just removed it.
    }
    const wasDead = readFileSync(aside, "utf8") === dead;
    // A quicker process's fresh lock was caught: put it back.
    if (!wasDead) linkSync(aside, this.lock);
    rmSync(aside, { force: true });
    return wasDead;
  }
}

/** What a lock says; undefined for none, and for one that a crash of the machine left without words. */
function ownerIn(content: string | undefined): Owner | undefined {
  try {
    return content === undefined ? undefined : (JSON.parse(content) as Owner);
  } catch {
    return undefined;
  }
}

function isAlive({ pid, began }: Owner): boolean {
  const now = beganAt(pid);
  if (began !== undefined && now !== undefined) return began === now;
  try {
    process.kill(pid, 0);
    return began === undefined || process.platform !== "linux";
  } catch {
    return false;
  }
}

/** A process's start in ticks, from Linux's process table; undefined elsewhere, and for one that is gone or only waits to be reaped. */
function beganAt(pid: number): string | undefined {
  const stat = readIfThere(`/proc/${pid}/stat`);
  if (stat === undefined) return undefined;
  // The name in parentheses may hold anything; fields are counted behind it. The 1st is the state, the 20th the start.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return fields[0] === "Z" ? undefined : fields[19];
}
