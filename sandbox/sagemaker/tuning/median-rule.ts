/**
 * SageMaker's early stopping: a trial ends when its best objective up to an epoch is worse than the median of the
 * other trials' running averages up to the same epoch.
 */
export class MedianRule {
  /** Running averages by trial and epoch. */
  private readonly averages = new Map<string, number[]>();
  private readonly best = new Map<string, number>();

  /** @param leastTrials how many other trials must have reached an epoch before it judges anyone */
  constructor(
    private readonly goal: "Minimize" | "Maximize",
    private readonly leastTrials = 3,
  ) {}

  /** Notes a value. @returns whether the trial should be stopped */
  isHopeless(trial: string, epoch: number, value: number): boolean {
    const averages = this.averages.get(trial) ?? [];
    const before = averages.at(-1) ?? 0;
    const count = averages.length;
    averages.push((before * count + value) / (count + 1));
    this.averages.set(trial, averages);
    const best = this.better(this.best.get(trial), value);
    this.best.set(trial, best);
    const others = [...this.averages]
      .filter(([name]) => name !== trial)
      .flatMap(([, theirs]) => theirs[Math.min(epoch, averages.length - 1)] ?? []);
    if (others.length < this.leastTrials) return false;
    const middle = median(others);
    return this.goal === "Maximize" ? best < middle : best > middle;
  }

  private better(a: number | undefined, b: number): number {
    if (a === undefined) return b;
    return this.goal === "Maximize" ? Math.max(a, b) : Math.min(a, b);
  }
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}
