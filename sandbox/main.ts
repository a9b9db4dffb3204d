import { resolve } from "node:path";
import { parseArgs } from "node:util";

import { exportLines, sandboxEnvironment } from "./environment";
import { progressOn } from "./progress";
import { stopServer } from "./running";
import { sandboxHome, startSandbox } from "./start";

const COMMANDS = ["start", "stop"];
const USAGE = "Usage: npm run -s sandbox [-- start | stop] [--home FOLDER] [--speed N]";

/** `npm run sandbox`: starts the sandbox in the background if need be and prints how a shell reaches it. */
async function main(args: readonly string[]): Promise<void> {
  const { command, home, speed } = parse(args);
  if (command === "stop") {
    const stopped = await stopServer(home);
    process.stderr.write(stopped ? "sandbox: stopped; its state stays\n" : "sandbox: none is running here\n");
    return;
  }
  const progress = progressOn();
  const address = await startSandbox({ home, progress, ...(speed === undefined ? {} : { speed }) });
  progress.say(`sandbox: running on port ${address.port}, state in ${home}; \`npm run sandbox -- stop\` ends it`);
  process.stdout.write(exportLines(sandboxEnvironment(address)));
}

function parse(args: readonly string[]): { command: string; home: string; speed: number | undefined } {
  const { values, positionals } = readArguments(args);
  const [command = "start", ...rest] = positionals;
  if (rest.length > 0 || !COMMANDS.includes(command)) throw new Error(USAGE);
  const speed = values.speed === undefined ? undefined : Number(values.speed);
  if (speed !== undefined && !(speed > 0)) {
    throw new Error(`Expected --speed above 0 (sandbox seconds in a real one), got ${values.speed}`);
  }
  return { command, home: resolve(values.home ?? sandboxHome()), speed };
}

function readArguments(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { home: { type: "string" }, speed: { type: "string" } },
    });
  } catch (error) {
    throw new Error(USAGE, { cause: error });
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 2;
});
