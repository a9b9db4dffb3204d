/** Where a long step says what is happening. */
export interface Progress {
  /** A line that stays. */
  say(line: string): void;
  /** The state of the step under way; replaces the one before on a terminal, appears now and then in a log. */
  update(line: string): void;
}

const LOG_EVERY_MS = 15_000;
const CLEAR_LINE = "\r\u001b[2K";

/** Progress on standard error, so that standard output stays for results. */
export function progressOn(stream: NodeJS.WriteStream = process.stderr): Progress {
  let shown = 0;
  return {
    say(line) {
      shown = Date.now();
      stream.write(`${stream.isTTY ? CLEAR_LINE : ""}${line}\n`);
    },
    update(line) {
      if (stream.isTTY) stream.write(CLEAR_LINE + line.slice(0, (stream.columns || 80) - 1));
      else if (Date.now() - shown >= LOG_EVERY_MS) this.say(line);
    },
  };
}

/** "45 s", "3 min 20 s". */
export function forPeople(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
