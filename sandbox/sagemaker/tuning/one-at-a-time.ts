/** Runs what it is given one after the other, in the order of asking; a failure is the asker's alone. */
export class OneAtATime {
  private last: Promise<unknown> = Promise.resolve();

  /** Runs `act` when everything before it is done. */
  run<T>(act: () => Promise<T>): Promise<T> {
    const mine = this.last.then(act);
    this.last = mine.catch(() => undefined);
    return mine;
  }
}
