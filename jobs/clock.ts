/** Time, as the lifecycle needs it; tests bring their own. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Waits, or less when the signal says so. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
  /** A number from 0 to 1, 1 excluded, to spread retries. */
  random(): number;
}

/** The clock on the wall. */
export const wallClock: Clock = {
  now: () => Date.now(),
  random: () => Math.random(),
  sleep: (milliseconds, signal) =>
    new Promise((resolve) => {
      if (signal.aborted) {
        resolve();
        return;
      }
      const done = () => {
        clearTimeout(timer);
        signal.removeEventListener("abort", done);
        resolve();
      };
      const timer = setTimeout(done, milliseconds);
      signal.addEventListener("abort", done);
    }),
};
