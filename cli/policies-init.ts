import { existsSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Policies } from "@pulumi/policy";
import { SETTINGS_FILE } from "../policies/configuration/settings-file";
import { topics } from "../policies/configuration/topics";
import { InputError } from "./input-error";
import { json } from "./printing/json";

/** Writes a settings file that changes nothing yet, with every topic, rule and setting in its place; never over another. */
export function writeStarter(cwd: string, rules: Policies): string {
  const file = join(resolve(cwd), SETTINGS_FILE);
  if (existsSync(file)) throw new InputError(`Cannot write ${file} because it exists already`);
  writeFileSync(file, json(starter(rules)));
  return `Wrote ${file}: preset recommended, ${rules.length} rules at their defaults.`;
}

function starter(rules: Policies): Readonly<Record<string, unknown>> {
  const entries = rules.map(({ name, configSchema }) => {
    const settings = Object.entries(configSchema?.properties ?? {}).filter(([, one]) => one.default !== undefined);
    return [name, Object.fromEntries(settings.map(([setting, one]) => [setting, one.default]))];
  });
  return {
    preset: "recommended",
    topics: Object.fromEntries(topics.map((topic) => [topic, "on"])),
    rules: Object.fromEntries(entries),
    exemptions: [],
  };
}
