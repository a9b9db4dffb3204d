/** Share of the epochs of the longest finished trial before which no trial is judged. */
const grace = 0.2;

/**
 * SageMaker's early stopping (developer guide: automatic-model-tuning-early-stopping): a trial ends when its objective up to an
 * epoch is worse than the median of the running averages of the trials before it, up to the same epoch. The guide names no
 * grace; without one the first epochs decide, and slow learning rates lose for being slow.
 */
export class MedianRule {
  private readonly running = new Map<string, Curve>();
  private readonly finished: Curve[] = [];

  /** @param leastTrials how many finished trials must have reached an epoch before it judges anyone */
  constructor(
    private readonly goal: "Minimize" | "Maximize",
    private readonly leastTrials = 3,
  ) {}

  /** Notes a value. @returns whether the trial should be stopped */
  isHopeless(trial: string, value: number): boolean {
    const curve = this.running.get(trial) ?? { averages: [], best: value };
    this.running.set(trial, curve);
    const { averages } = curve;
    averages.push(((averages.at(-1) ?? 0) * averages.length + value) / (averages.length + 1));
    curve.best = this.goal === "Maximize" ? Math.max(curve.best, value) : Math.min(curve.best, value);
    const longest = Math.max(0, ...this.finished.map((one) => one.averages.length));
    const theirs = this.finished.flatMap((one) => one.averages[averages.length - 1] ?? []);
    if (averages.length <= grace * longest || theirs.length < this.leastTrials) return false;
    return this.goal === "Maximize" ? curve.best < median(theirs) : curve.best > median(theirs);
  }

  /** From now on the trial is one of those that others are measured by. */
  finish(trial: string): void {
    const curve = this.running.get(trial);
    if (curve !== undefined) this.finished.push(curve);
    this.running.delete(trial);
  }
}

/** How a trial has done so far. */
interface Curve {
  /** Running averages of its objective, by epoch. */
  readonly averages: number[];
  best: number;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}
