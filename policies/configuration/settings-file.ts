import { existsSync, readFileSync } from "node:fs";
import { dirname, isAbsolute, join } from "node:path";
import type { Policies } from "@pulumi/policy";
import { DEFAULT_PACK_SETTINGS, type PackSettings, readPackSettings } from "./pack-settings";
import { refusal } from "./rule-settings";

/** Name of the file that holds a project's settings of the pack. */
export const SETTINGS_FILE = "greenml.policies.json";

/** Environment variable that names the settings file instead; an absolute path. */
const SETTINGS_VARIABLE = "GREENML_POLICIES";

/** The settings file: the one that the environment names, else the nearest in a folder or above it, else none. */
export function findSettingsFile(
  folder: string,
  environment: Readonly<Record<string, string | undefined>>,
): string | undefined {
  return nearestFile(folder, SETTINGS_FILE, SETTINGS_VARIABLE, environment[SETTINGS_VARIABLE] ?? "");
}

/** The file that a variable names, else the nearest of a name in a folder or above it, else none. */
export function nearestFile(folder: string, name: string, variable: string, named: string): string | undefined {
  if (named !== "") return namedFile(variable, named);
  for (let at = folder; ; at = dirname(at)) {
    const file = join(at, name);
    if (existsSync(file)) return file;
    if (at === dirname(at)) return undefined;
  }
}

/** The settings in a file; throws one sentence that names the file, the rule and the setting. */
export function settingsInFile(
  file: string | undefined,
  rules: Policies,
  retired: Readonly<Record<string, string>>,
): PackSettings {
  if (file === undefined) return DEFAULT_PACK_SETTINGS;
  try {
    return readPackSettings(parsedText(readFileSync(file, "utf8")), rules, retired);
  } catch (error) {
    throw refusal(`${error instanceof Error ? error.message : String(error)} (in ${file})`);
  }
}

function parsedText(text: string): unknown {
  // Some editors begin a file with a mark of its byte order.
  const content = text.replace(/^\uFEFF/, "").trim();
  if (content === "") throw refusal("Expected settings as JSON, got an empty file");
  try {
    return JSON.parse(content);
  } catch (error) {
    throw refusal(`Expected settings as JSON, got what cannot be read: ${error instanceof Error ? error.message : ""}`);
  }
}

function namedFile(variable: string, named: string): string {
  // The pack runs in its own folder and is not told where the command was started, so a relative path would be a guess.
  if (!isAbsolute(named)) throw refusal(`Expected ${variable} to be an absolute path, got "${named}"`);
  if (!existsSync(named)) throw refusal(`Expected a file at ${variable}, got none at "${named}"`);
  return named;
}
