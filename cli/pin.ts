import { Command } from "commander";

import { catalogVersion, findInstance, findRegion, PIN_FILE_NAME, regions, type Pin, type PinFile } from "../carbon";
import { InputError } from "./input-error";
import { changePins, readPins } from "./placing/pin-file";
import { findProjectFolder } from "./placing/project-folder";
import { withOwnCatalog } from "./own-catalog";
import { formatOption, type Format } from "./printing/format-option";
import { grid } from "./printing/grid";
import { json } from "./printing/json";
import type { Streams } from "./streams";

interface Options {
  readonly region?: string;
  readonly instanceType?: string;
  readonly why?: string;
  readonly list?: true;
  readonly remove?: true;
  readonly cwd: string;
  readonly format: Format;
}

/**
 * `greenml pin`.
 * @public read on demand, which tools cannot see
 */
export function pinCommand(streams: Streams): Command {
  return withOwnCatalog(
    new Command("pin")
      .argument("[name]", "name of the component that the pin is for")
      .option("--region <region>", "the region that stays")
      .option("--instance-type <type>", "the instance type that stays")
      .option("--why <text>", "why it was chosen, for those who read the file later")
      .option("--list", "show the pins of the project")
      .option("--remove", "take the pin of NAME away")
      .option("--cwd <folder>", "folder of the Pulumi project", ".")
      .addOption(formatOption())
      .action((name: string | undefined, options: Options) => {
        run(name, options, streams);
      }),
  );
}

function run(name: string | undefined, options: Options, streams: Streams): void {
  const folder = findProjectFolder(options.cwd);
  if (folder === undefined) throw new InputError(`Expected a Pulumi.yaml in --cwd "${options.cwd}" or above, got none`);
  if (options.list === true) {
    refuse(name !== undefined, "a name", "--list");
    streams.out(listed(readPins(folder), options.format, streams));
    return;
  }
  if (name === undefined || name === "")
    throw new InputError('Expected a name to pin, got none; "greenml pin --list" shows those there are');
  // JSON keeps such a key, and whoever reads it into an object loses it.
  if (name === "__proto__")
    throw new InputError('Cannot pin "__proto__" because no file can keep that name: choose another');
  if (options.remove === true) remove(name, folder, options, streams);
  else add(name, folder, options, streams);
}

function remove(name: string, folder: string, options: Options, streams: Streams): void {
  refuse(options.region !== undefined, "--region", "--remove");
  changePins(folder, ({ pins }) => {
    if (Object.hasOwn(pins, name)) return Object.entries(pins).filter(([one]) => one !== name);
    const known = Object.keys(pins).join(", ");
    throw new InputError(`Unknown pin "${name}" in ${PIN_FILE_NAME}. Known: ${known === "" ? "none" : known}`);
  });
  streams.err(`greenml: ${name} is free again\n`);
}

function add(name: string, folder: string, options: Options, streams: Streams): void {
  const { region, instanceType, why } = options;
  if (region === undefined) throw new InputError(`Expected --region for the pin "${name}", got none`);
  if (findRegion(region) === undefined) {
    const known = regions().map(({ id }) => id);
    throw new InputError(`Unknown region "${region}" in --region. Known: ${known.join(", ")}`);
  }
  const pin: Pin = {
    region,
    ...(instanceType === undefined ? {} : { instanceType: typeOf(instanceType, streams) }),
    catalogVersion: catalogVersion(),
    pinnedAt: new Date().toISOString().slice(0, 10),
    why: why ?? "",
  };
  changePins(folder, ({ pins }) => [...Object.entries(pins).filter(([one]) => one !== name), [name, pin]]);
  streams.err(
    `greenml: ${name} stays in ${region}${pin.instanceType === undefined ? "" : ` on ${pin.instanceType}`}\n`,
  );
}

/** The type with its "ml."; one that is newer than the catalogue is warned of and kept. */
function typeOf(given: string, streams: Streams): string {
  const type = given.startsWith("ml.") ? given : `ml.${given}`;
  if (!/^ml\.[a-z0-9-]+\.[a-z0-9]+$/.test(type)) {
    throw new InputError(`Expected --instance-type such as "ml.m7i.large", got "${given}"`);
  }
  if (findInstance(type) === undefined) streams.err(`greenml: the catalogue lacks ${type}: its figures are unknown\n`);
  return type;
}

function refuse(given: boolean, what: string, option: string): void {
  if (given) throw new InputError(`Cannot take ${what} together with ${option}`);
}

function listed(file: PinFile, format: Format, streams: Streams): string {
  const { pins } = file;
  if (format === "json") return json(file);
  const rows = Object.entries(pins);
  if (rows.length === 0) return "No pins: every placement follows its figures.\n";
  return grid(
    [{ head: "name" }, { head: "region" }, { head: "type" }, { head: "since" }, { head: "why", grows: true }],
    rows.map(([name, { region, instanceType, pinnedAt, why }]) => ({
      cells: [name, region, instanceType ?? "any", pinnedAt, why],
    })),
    format,
    streams.colour,
  );
}
