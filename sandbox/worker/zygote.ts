import { spawn, type ChildProcessByStdio } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";

/** What the Python process runs, by its own versions. */
export interface ZygoteVersions {
  readonly python: string;
  readonly xgboost: string;
  readonly optuna: string;
}

/** How a piece of work ended. `lost`: the Python process died too often while it ran. */
export type WorkEnd = { readonly kind: "exit"; readonly code: number | null } | { readonly kind: "lost" };

export interface WorkListener {
  onLog(line: string): void;
  onReply?(value: unknown): void;
  /** The work was begun again in a new process after the old one died: what was sent before must be sent again. */
  onRestart?(): void;
  onEnd(end: WorkEnd): void;
}

/** A piece of work in a process of its own. */
export interface Work {
  send(message: unknown): void;
  /** SIGTERM, or SIGKILL. */
  signal(name: "TERM" | "KILL"): void;
}

interface Entry {
  readonly request: object;
  readonly listener: WorkListener;
  attempts: number;
  stopping: boolean;
}

type ZygoteMessage =
  | {
      readonly event: "ready";
      readonly pid: number;
      readonly python: string;
      readonly xgboost: string;
      readonly optuna: string;
    }
  | { readonly event: "log"; readonly id: number; readonly line: string }
  | { readonly event: "reply"; readonly id: number; readonly value: unknown }
  | { readonly event: "exit"; readonly id: number; readonly code: number | null; readonly signal: number | null };

type Process = ChildProcessByStdio<Writable, Readable, Readable>;

const SCRIPT = join(__dirname, "python", "zygote.py");
const MAXIMUM_ATTEMPTS = 3;
const STDERR_KEPT = 2_000;

/**
 * The Python process that has everything imported and forks a child for each piece of work.
 * If it dies it is started again, and the work it carried begins again (a training from its last checkpoint).
 */
export class Zygote {
  readonly #python: string;
  readonly #threads: number;
  readonly #entries = new Map<number, Entry>();
  #process: Process | undefined;
  #closed = false;
  #last = 0;
  #stderr = "";
  #onReady: ((versions: ZygoteVersions) => void) | undefined;
  #onDeath: (() => void) | undefined;

  /** Process id of the Python process while it runs. */
  get pid(): number | undefined {
    return this.#process?.pid;
  }

  /**
   * @param python interpreter of the worker's environment
   * @param threads how many threads one piece of work may use
   */
  constructor(python: string, threads: number) {
    this.#python = python;
    this.#threads = threads;
  }

  /** Starts the process and waits until it has imported everything. */
  ready(): Promise<ZygoteVersions> {
    return new Promise((resolve, reject) => {
      this.#onReady = resolve;
      this.#onDeath = () => {
        reject(
          new Error(`The Python process ended before it was ready: ${this.#stderr.trim().split("\n").at(-1) ?? ""}`),
        );
      };
      this.#running();
    });
  }

  /** Begins a piece of work; `job` is one the Python side knows. */
  start(job: string, spec: object, listener: WorkListener): Work {
    const id = ++this.#last;
    const request = { op: "start", id, job, spec };
    const entry: Entry = { request, listener, attempts: 1, stopping: false };
    this.#entries.set(id, entry);
    this.#write(request);
    return {
      send: (message) => {
        this.#write({ op: "send", id, message });
      },
      signal: (name) => {
        entry.stopping = true;
        this.#write({ op: "signal", id, name });
      },
    };
  }

  /** Ends the process and, through their pipes, every child of it; nothing more is heard of their work. */
  async close(): Promise<void> {
    this.#closed = true;
    const running = this.#process;
    if (running === undefined) return;
    const ended = new Promise((resolve) => running.once("close", resolve));
    running.stdin.end();
    const impatience = setTimeout(() => running.kill("SIGKILL"), 5_000);
    await ended;
    clearTimeout(impatience);
  }

  #running(): Process {
    if (this.#process !== undefined) return this.#process;
    const environment = {
      ...process.env,
      // Threads before a fork would leave the children with locks nobody opens.
      OPENBLAS_NUM_THREADS: "1",
      OMP_NUM_THREADS: String(this.#threads),
      OMP_WAIT_POLICY: "PASSIVE",
      OBJC_DISABLE_INITIALIZE_FORK_SAFETY: "YES",
      PYTHONDONTWRITEBYTECODE: "1",
      PYTHONUTF8: "1",
    };
    const started = spawn(this.#python, [SCRIPT], { stdio: ["pipe", "pipe", "pipe"], env: environment });
    this.#process = started;
    started.stdin.on("error", () => undefined); // the process has ended; its close event is on its way
    started.stderr.on("data", (chunk: Buffer) => {
      this.#stderr = (this.#stderr + chunk.toString()).slice(-STDERR_KEPT);
    });
    createInterface({ input: started.stdout }).on("line", (line) => {
      this.#hear(JSON.parse(line) as ZygoteMessage);
    });
    started.on("error", (error) => {
      this.#stderr += error.message;
    });
    started.on("close", () => {
      this.#lose(started);
    });
    return started;
  }

  #write(message: object): void {
    if (this.#closed) return;
    this.#running().stdin.write(`${JSON.stringify(message)}\n`);
  }

  #hear(message: ZygoteMessage): void {
    if (message.event === "ready") {
      this.#onReady?.(message);
      this.#onDeath = undefined;
      return;
    }
    const entry = this.#entries.get(message.id);
    if (entry === undefined) return;
    if (message.event === "log") entry.listener.onLog(message.line);
    else if (message.event === "reply") entry.listener.onReply?.(message.value);
    else {
      this.#entries.delete(message.id);
      entry.listener.onEnd({ kind: "exit", code: message.code });
    }
  }

  /** The process has ended: what it carried begins again, unless it was being stopped or has been tried often enough. */
  #lose(ended: Process): void {
    if (this.#process === ended) this.#process = undefined;
    this.#onDeath?.();
    // Work that ends because we close is neither failed nor stopped: whoever closes takes it up again another time.
    if (this.#closed) return;
    for (const [id, entry] of [...this.#entries]) {
      if (entry.stopping || entry.attempts >= MAXIMUM_ATTEMPTS) {
        this.#entries.delete(id);
        entry.listener.onEnd({ kind: "lost" });
        continue;
      }
      entry.attempts += 1;
      entry.listener.onLog("sandbox: the Python process died; a new one takes the work up again");
      this.#write(entry.request);
      entry.listener.onRestart?.();
    }
  }
}
