import { resolve } from "node:path";
import type { PackSettings } from "../policies/configuration/pack-settings";
import { findSettingsFile, settingsInFile } from "../policies/configuration/settings-file";
import { retired, rules } from "../policies/registry";
import { InputError } from "./input-error";

/** A project's settings of the pack, and the file that holds them, if there is one. */
export interface ProjectSettings {
  readonly file: string | undefined;
  readonly settings: PackSettings;
}

/** The settings of the pack for a folder of a project. */
export function settingsAt(cwd: string): ProjectSettings {
  const file = findSettingsFile(resolve(cwd), process.env);
  return { file, settings: settingsInFile(file, rules, retired) };
}

/** What the pack refuses is bad input to the command. */
export function asInput<Value>(act: () => Value): Value {
  try {
    return act();
  } catch (error) {
    throw error instanceof Error && error.stack === error.message ? new InputError(error.message) : error;
  }
}
