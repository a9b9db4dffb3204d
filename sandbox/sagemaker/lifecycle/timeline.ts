import { setTimeout as sleep } from "node:timers/promises";

/**
 * A job's own clock, in sandbox seconds since the epoch. It starts when the job is created and moves on by what the job does:
 * a phase of known length counts exactly that long and really takes `length / speed`; real work counts the real time it
 * took times `speed`. While the server is down no time passes.
 */
export class Timeline {
  private seconds: number;

  constructor(
    readonly speed: number,
    start: number,
  ) {
    this.seconds = start;
  }

  /** The time now, as AWS's answers carry it: epoch seconds with milliseconds. */
  get now(): number {
    return Math.round(this.seconds * 1000) / 1000;
  }

  /** Lets a phase of known length pass, or as much of it as there is before the signal. */
  async pass(seconds: number, signal: AbortSignal): Promise<void> {
    const began = performance.now();
    try {
      await sleep((seconds * 1000) / this.speed, undefined, { signal });
      this.seconds += seconds;
    } catch {
      this.seconds += Math.min(seconds, this.sandboxSecondsSince(began));
    }
  }

  /** Lets work pass; it counts as `planned` seconds if given, else as long as it takes. */
  async during<T>(work: Promise<T>, planned?: number): Promise<T> {
    const began = performance.now();
    const result = await work;
    this.seconds += planned ?? this.sandboxSecondsSince(began);
    return result;
  }

  /** Moves on to a time that something this job waited for has reached; never back. */
  reach(seconds: number): void {
    this.seconds = Math.max(this.seconds, seconds);
  }

  private sandboxSecondsSince(began: number): number {
    return ((performance.now() - began) * this.speed) / 1000;
  }
}
