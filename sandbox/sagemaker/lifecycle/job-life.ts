import type { WorkHandle, WorkResult } from "../job-runner";
import type { Documents, JobKind } from "../kinds";
import type { Scope } from "../scope";
import type { Stored } from "../state/object-state";

import { Timeline } from "./timeline";
import type { Workshop } from "./workshop";

/** Why work ended before it was done. */
export type StopCause = "asked" | "max-runtime" | "early-stop";

/** Node's longest timer. */
const longestTimer = 2_147_483_647;

/**
 * The life of one job in this process: phases one after the other, each written to disk when it begins.
 * A kind of job says what its phases are; this class knows time, stopping and leaving.
 */
export abstract class JobLife<K extends JobKind> {
  protected readonly timeline: Timeline;
  protected cause: StopCause | undefined;
  protected readonly stopped = new AbortController();
  /** What the job was when this life began. */
  protected readonly initial: Stored<K>;
  private handle: WorkHandle | undefined;
  private hasLeft = false;
  private life: Promise<void> | undefined;

  constructor(
    protected readonly shop: Workshop,
    protected readonly kind: K,
    protected readonly scope: Scope,
    protected readonly name: string,
  ) {
    const stored = shop.objects.read(kind, scope, name);
    if (stored === undefined) throw new Error(`Unknown ${kind} job "${name}"`);
    this.initial = stored;
    const { CreationTime, LastModifiedTime } = stored.document;
    this.timeline = new Timeline(shop.speed, LastModifiedTime ?? CreationTime);
  }

  /** Lives the job to its end; never rejects. Call it once or more: there is one life. */
  run(): Promise<void> {
    this.life ??= this.live().catch((error: unknown) => {
      this.fail(`InternalServerError: the sandbox broke: ${error instanceof Error ? error.message : String(error)}`);
    });
    return this.life;
  }

  /** As a Stop call asks: the job goes through Stopping to Stopped. */
  stop(cause: StopCause = "asked"): void {
    if (this.cause !== undefined || this.stopped.signal.aborted) return;
    this.cause = cause;
    if (cause === "asked") this.beginStopping();
    this.stopped.abort();
    this.handle?.stop();
  }

  /** Leaves the job on disk as it is, because this server goes down; another takes it up again. */
  leave(): void {
    this.hasLeft = true;
    this.stopped.abort();
    this.handle?.stop();
  }

  protected isOver(): boolean {
    return this.stopped.signal.aborted;
  }

  /** Whether this life was left: the job goes on in another server. */
  protected get isLeft(): boolean {
    return this.hasLeft;
  }

  /** The phases; returns when the job is terminal. */
  protected abstract live(): Promise<void>;
  protected abstract beginStopping(): void;
  protected abstract fail(reason: string): void;

  /** Changes the document on disk, stamping the job's time; nothing once this life is left. */
  protected change(edit: (document: Documents[K], stored: Stored<K>) => void): void {
    if (this.hasLeft) return;
    this.shop.objects.update(this.kind, this.scope, this.name, (stored) => {
      edit(stored.document, stored);
      stored.document.LastModifiedTime = this.timeline.now;
    });
  }

  /** Why this job is to fail before its work begins, if a fault was ordered for it. */
  protected orderedFault(): string | undefined {
    const { faults } = this.shop;
    if (faults.take("capacity", ({ when, prefix }) => when === "run" && this.name.startsWith(prefix)) !== undefined) {
      return "CapacityError: Unable to provision requested ML compute capacity. Please retry using a different ML instance type.";
    }
    return faults.take("fail", ({ prefix }) => this.name.startsWith(prefix))?.reason;
  }

  protected pass(seconds: number): Promise<void> {
    return this.timeline.pass(seconds, this.stopped.signal);
  }

  /** Waits for work, but no longer than the limit (sandbox seconds); `cause` then tells why it was stopped. */
  protected async work(handle: WorkHandle, limit: number | undefined): Promise<WorkResult> {
    this.handle = handle;
    if (this.isOver()) handle.stop();
    const { plannedSeconds: planned } = handle;
    if (limit !== undefined && planned !== undefined && planned > limit) {
      await this.pass(limit);
      this.stop("max-runtime");
      return await handle.done;
    }
    const timer = planned === undefined && limit !== undefined ? this.stopAfter(limit) : undefined;
    const result = await this.timeline.during(handle.done, planned);
    clearTimeout(timer);
    return result;
  }

  private stopAfter(limit: number): NodeJS.Timeout {
    const real = Math.min((Math.max(limit, 0) * 1000) / this.shop.speed, longestTimer);
    return setTimeout(() => {
      this.stop("max-runtime");
    }, real);
  }
}
