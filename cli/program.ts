import { createRequire } from "node:module";

import { Command, CommanderError } from "commander";

import { InputError } from "./input-error";
import type { Streams } from "./streams";
import { ThresholdExceeded } from "./threshold-exceeded";

/** Exit codes of the command: fine, a budget or threshold is exceeded, the input is bad. */
const exitCodes = { fine: 0, exceeded: 1, badInput: 2 } as const;

/** A sub-command; its file, and all that it needs, is read when it is called or its help is asked for. */
interface SubCommand {
  readonly name: string;
  readonly description: string;
  load(): (streams: Streams) => Command;
}

const load = createRequire(__filename);
const subCommands: readonly SubCommand[] = [
  {
    name: "init",
    description: "let Pulumi find the plugin that runs SageMaker jobs: one line in Pulumi.yaml",
    load: () => (load("./init-command") as typeof import("./init-command")).initCommand,
  },
  {
    name: "regions",
    description: "list the AWS regions with their grid, overhead and what SageMaker offers there",
    load: () => (load("./regions") as typeof import("./regions")).regionsCommand,
  },
  {
    name: "instances",
    description: "list the instance types with their size, generation, power and price",
    load: () => (load("./instances") as typeof import("./instances")).instancesCommand,
  },
  {
    name: "place",
    description: "find where some work should run, and on what, and say why",
    load: () => (load("./place") as typeof import("./place")).placeCommand,
  },
  {
    name: "pin",
    description: "keep a placement whatever newer figures say: greenml.placement.json",
    load: () => (load("./pin") as typeof import("./pin")).pinCommand,
  },
  {
    name: "estimate",
    description: "energy, emissions and cost of a state, a preview or a workload file",
    load: () => (load("./estimate") as typeof import("./estimate")).estimateCommand,
  },
  {
    name: "policies",
    description: "list the rules of the policy pack, their settings and exemptions; write its settings file",
    load: () => (load("./policies") as typeof import("./policies")).policiesCommand,
  },
  {
    name: "validate",
    description: "score the estimator on published runs: a CSV file, or the runs that come with the package",
    load: () => (load("./validate") as typeof import("./validate")).validateCommand,
  },
];

/** Runs the `greenml` command on arguments without node and script, and answers with its exit code. */
export async function runCommand(args: readonly string[], version: string, streams: Streams): Promise<number> {
  try {
    await program(args, version, streams).parseAsync([...args], { from: "user" });
    return exitCodes.fine;
  } catch (error) {
    // Commander has written its own sentence, or the help that was asked for.
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.fine : exitCodes.badInput;
    if (error instanceof ThresholdExceeded) {
      streams.err(`greenml: ${error.message}\n`);
      return exitCodes.exceeded;
    }
    // Anything else is a fault of ours: its stack is what a report needs. Never 1, which CI reads as "over budget".
    streams.err(`greenml: ${error instanceof InputError ? oneLine(error.message) : stackOf(error)}\n`);
    return exitCodes.badInput;
  }
}

/** What a parser quotes of a broken file may have lines of its own. */
function oneLine(text: string): string {
  return text.trim().replaceAll(/\s*\n\s*/g, " ");
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function program(args: readonly string[], version: string, streams: Streams): Command {
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
  const called = args[0] === "help" ? args[1] : args[0];
  for (const one of subCommands) {
    if (one.name !== called) command.command(one.name).description(one.description);
    else command.addCommand(one.load()(streams).description(one.description).copyInheritedSettings(command));
  }
  return command;
}
