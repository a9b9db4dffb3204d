import { resolve } from "node:path";
import { findEvidenceFile, recordsInFile } from "../policies/configuration/evidence-file";
import type { PackSettings } from "../policies/configuration/pack-settings";
import { findSettingsFile, settingsInFile } from "../policies/configuration/settings-file";
import { isDay } from "../policies/judging/calendar-day";
import { judgingDay } from "../policies/judging/judging-day";
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

/** The records of evidence for a folder of a project, as they stand in its file. */
export function evidenceAt(cwd: string): readonly unknown[] {
  const file = evidenceFileAt(cwd);
  return file === undefined ? [] : recordsInFile(file);
}

/** The evidence file for a folder of a project, if there is one. */
export function evidenceFileAt(cwd: string): string | undefined {
  const { file, settings } = settingsAt(cwd);
  const whereabouts = { folder: resolve(cwd), environment: process.env, settingsFile: file };
  return findEvidenceFile({ ...whereabouts, setting: settings.evidence });
}

/** The day to judge on: the one that `--on` gives, else the environment's, else today. */
export function dayGiven(on: string | undefined): string {
  if (on === undefined) return judgingDay(process.env, new Date());
  if (isDay(on)) return on;
  throw new InputError(`Expected --on as YYYY-MM-DD, got "${on}"`);
}

/** What the pack refuses is bad input to the command. */
export function asInput<Value>(act: () => Value): Value {
  try {
    return act();
  } catch (error) {
    throw error instanceof Error && error.stack === error.message ? new InputError(error.message) : error;
  }
}
