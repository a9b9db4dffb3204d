import { Command } from "commander";

import { init } from "./init";
import type { Streams } from "./streams";

/**
 * `greenml init`.
 * @public read on demand, which tools cannot see
 */
export function initCommand(streams: Streams): Command {
  return new Command("init")
    .option("--cwd <folder>", "folder of the Pulumi project", ".")
    .action(({ cwd }: { cwd: string }) => {
      streams.out(`${init(cwd).sentence}\n`);
    });
}
