import { existsSync, readFileSync } from "node:fs";
import { dirname, isAbsolute, join } from "node:path";
import type { Policies } from "@pulumi/policy";
import { DEFAULT_PACK_SETTINGS, type PackSettings, readPackSettings } from "./pack-settings";
import { refusal } from "./rule-settings";

/** Name of the file that holds a project's settings of the pack. */
export const SETTINGS_FILE = "greenml.policies.json";

/** Environment variable that names the settings file instead; an absolute path. */
const SETTINGS_VARIABLE = "GREENML_POLICIES";

/** Environment variable with the day, YYYY-MM-DD, that exemptions are judged on; today when unset. */
const DAY_VARIABLE = "GREENML_POLICIES_DAY";

/** The settings file: the one that the environment names, else the nearest in a folder or above it, else none. */
export function findSettingsFile(
  folder: string,
  environment: Readonly<Record<string, string | undefined>>,
): string | undefined {
  const named = environment[SETTINGS_VARIABLE] ?? "";
  if (named !== "") return namedFile(named);
  for (let at = folder; ; at = dirname(at)) {
    const file = join(at, SETTINGS_FILE);
    if (existsSync(file)) return file;
    if (at === dirname(at)) return undefined;
  }
}

/** The day that exemptions are judged on, YYYY-MM-DD, from the environment or a clock. */
export function judgingDay(environment: Readonly<Record<string, string | undefined>>, now: Date): string {
  const day = environment[DAY_VARIABLE] ?? "";
  if (day === "") return now.toISOString().slice(0, 10);
  if (/^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(day))) return day;
  throw refusal(`Expected ${DAY_VARIABLE} as YYYY-MM-DD, got "${day}"`);
}

/** The settings in a file; throws one sentence that names the file, the rule and the setting. */
export function settingsInFile(
  file: string | undefined,
  rules: Policies,
  retired: Readonly<Record<string, string>>,
): PackSettings {
  if (file === undefined) return DEFAULT_PACK_SETTINGS;
  try {
    return readPackSettings(JSON.parse(readFileSync(file, "utf8")), rules, retired);
  } catch (error) {
    throw refusal(`${error instanceof Error ? error.message : String(error)} (in ${file})`);
  }
}

function namedFile(named: string): string {
  // The pack runs in its own folder and is not told where the command was started, so a relative path would be a guess.
  if (!isAbsolute(named)) throw refusal(`Expected ${SETTINGS_VARIABLE} to be an absolute path, got "${named}"`);
  if (!existsSync(named)) throw refusal(`Expected a file at ${SETTINGS_VARIABLE}, got none at "${named}"`);
  return named;
}
