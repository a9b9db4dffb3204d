import { Command, CommanderError } from "commander";
import { init } from "./init";
import { InputError } from "./input-error";

/** Exit codes of the command: fine, a budget or threshold is exceeded, the input is bad. */
const exitCodes = { fine: 0, exceeded: 1, badInput: 2 } as const;

/** Where the command writes. */
export interface Streams {
  out(text: string): void;
  err(text: string): void;
}

/** Runs the `greenml` command on arguments without node and script, and answers with its exit code. */
export async function runCommand(args: readonly string[], version: string, streams: Streams): Promise<number> {
  try {
    await program(version, streams).parseAsync([...args], { from: "user" });
    return exitCodes.fine;
  } catch (error) {
    // Commander has written its own sentence, or the help that was asked for.
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.fine : exitCodes.badInput;
    // Anything else is a fault of ours: its stack is what a report needs. Never 1, which CI reads as "over budget".
    const text = error instanceof InputError ? error.message : error instanceof Error ? error.stack : String(error);
    streams.err(`greenml: ${text ?? ""}\n`);
    return exitCodes.badInput;
  }
}

function program(version: string, streams: Streams): Command {
  const command = new Command("greenml")
    .description("Green machine learning on Amazon SageMaker with Pulumi.")
    .version(version)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => {
        streams.out(text);
      },
      writeErr: (text) => {
        streams.err(text);
      },
    });
  command
    .command("init")
    .description("let Pulumi find the plugin that runs SageMaker jobs: writes one line into Pulumi.yaml")
    .option("--cwd <folder>", "folder of the Pulumi project", ".")
    .action(({ cwd }: { cwd: string }) => {
      streams.out(`${init(cwd).sentence}\n`);
    });
  return command;
}
