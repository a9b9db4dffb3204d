/** The parallel slots of a tuning job that stand empty, by the sandbox time at which each fell free. */
export class ParallelSlots {
  private times: number[] = [];

  /** A trial has ended and leaves its slot. */
  free(at: number): void {
    this.times.push(at);
  }

  /** When the next trial would start: when the slot it takes fell free, or at `otherwise` in a slot not used before. */
  next(otherwise: number): number {
    return this.times.length === 0 ? otherwise : Math.min(...this.times);
  }

  /** A trial that starts at this time takes a slot. */
  take(at: number): void {
    const place = this.times.indexOf(at);
    if (place !== -1) this.times.splice(place, 1);
  }

  /** Forgets all but the slots that fell free last. */
  keepLatest(count: number): void {
    this.times = this.times.sort((a, b) => b - a).slice(0, count);
  }
}
