import { type ChildProcess, spawn } from "node:child_process";

/** What a finished command printed and how it ended. */
interface Finished {
  readonly code: number | null;
  readonly output: string;
}

export interface Started {
  readonly child: ChildProcess;
  /** All that was printed so far, both streams together. */
  output(): string;
  readonly finished: Promise<Finished>;
}

/** Starts a command in a process group of its own, so that a test can kill all of it. */
export function start(
  command: string,
  args: readonly string[],
  options: { readonly cwd: string; readonly env: NodeJS.ProcessEnv },
): Started {
  const child = spawn(command, args, { ...options, detached: true, stdio: ["ignore", "pipe", "pipe"] });
  let printed = "";
  const collect = (chunk: Buffer): void => {
    printed += chunk.toString();
  };
  child.stdout.on("data", collect);
  child.stderr.on("data", collect);
  const finished = new Promise<Finished>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => {
      resolve({ code, output: printed });
    });
  });
  return { child, output: () => printed, finished };
}

/** Runs a command to its end; a failure shows what it printed. */
export async function run(
  command: string,
  args: readonly string[],
  options: { readonly cwd: string; readonly env: NodeJS.ProcessEnv },
): Promise<string> {
  const { code, output } = await start(command, args, options).finished;
  if (code !== 0) throw new Error(`${command} ${args.join(" ")} ended with ${code}:\n${output}`);
  return output;
}
