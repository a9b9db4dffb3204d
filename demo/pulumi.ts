import { spawn } from "node:child_process";

/** Runs `pulumi` so that its own progress is seen; rejects with one sentence when it fails. */
export async function showPulumi(args: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  // With a terminal on both ends Pulumi draws a tree that renews itself; otherwise it prints a line for every step.
  const interactive = process.stdin.isTTY && process.stdout.isTTY;
  const display = interactive ? [] : ["--non-interactive", "--color", "never"];
  const stdin = interactive ? "inherit" : "ignore";
  const child = spawn("pulumi", [...args, ...display], { env, stdio: [stdin, "inherit", "inherit"] });
  const { code } = await ended(child);
  if (code !== 0) throw new Error(`pulumi ${args[0] ?? ""} failed; what it printed above says why.`);
}

/** Runs `pulumi` unseen and gives what it printed, with its exit code. */
export async function askPulumi(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<{ readonly code: number | null; readonly output: string }> {
  const child = spawn("pulumi", [...args, "--non-interactive", "--color", "never"], {
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const { code } = await ended(child);
  return { code, output };
}

/** As {@link askPulumi}, for a command that has no reason to fail. */
export async function tellPulumi(args: readonly string[], env: NodeJS.ProcessEnv): Promise<string> {
  const { code, output } = await askPulumi(args, env);
  if (code !== 0) throw new Error(`pulumi ${args.join(" ")} failed: ${output.trim()}`);
  return output;
}

function ended(child: ReturnType<typeof spawn>): Promise<{ readonly code: number | null }> {
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => {
      resolve({ code });
    });
  });
}
