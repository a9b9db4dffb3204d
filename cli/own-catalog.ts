import { type Command, Option } from "commander";

import { catalogVersion, replaceTable, replaceTablesFrom } from "../carbon";
import { InputError } from "./input-error";
import { paragraph } from "./printing/grid";

/** What the command before this one, in the same process, put in the place of the catalogue's tables. */
let replaced: readonly string[] = [];

/** Gives a command that reads the catalogue the option that puts tables of the user's own in the place of ours. */
export function withOwnCatalog(command: Command): Command {
  return command
    .addOption(
      new Option(
        "--catalog <folder>",
        "take the tables in this folder, such as grid-intensity.csv, in place of ours",
      ).env("GREENML_CATALOG"),
    )
    .hook("preAction", () => {
      const { catalog } = command.opts<{ catalog?: string }>();
      for (const file of replaced) replaceTable(file, undefined);
      replaced = [];
      // An empty variable says nothing; an empty argument is a slip.
      if (catalog === undefined || (catalog === "" && command.getOptionValueSource("catalog") === "env")) return;
      replaced = tablesFrom(catalog);
    });
}

function tablesFrom(folder: string): readonly string[] {
  try {
    return replaceTablesFrom(folder);
  } catch (error) {
    throw new InputError(error instanceof Error ? error.message : String(error));
  }
}

/** What a result for people says below itself when tables of the user's own went into it; else nothing. */
export function ownCatalogNote(): string {
  return replaced.length === 0 ? "" : `\n${paragraph(`With tables of your own: catalogue ${catalogVersion()}.`)}\n`;
}
