import { join, resolve } from "node:path";
import type { Policies } from "@pulumi/policy";
import { SETTINGS_FILE } from "../policies/configuration/settings-file";
import { topics } from "../policies/configuration/topics";
import { writeNew } from "./writing/write-new";

/** Settings of single rules that the whole pack sets for all: written down for one, they would hide what the pack says. */
const OF_THE_PACK = ["allowedRegions"];

/** Writes a settings file that changes nothing yet, with every topic, rule and setting in its place; never over another. */
export function writeStarter(cwd: string, rules: Policies): string {
  const file = join(resolve(cwd), SETTINGS_FILE);
  writeNew(file, laidOut(starter(rules)));
  return `Wrote ${file}: preset recommended, ${rules.length} rules at their defaults.`;
}

/** As JSON that people edit: a line for each topic and for each rule. */
function laidOut(settings: Readonly<Record<string, unknown>>): string {
  const members = Object.entries(settings).map(([key, value]) => `  ${JSON.stringify(key)}: ${member(value)}`);
  return `{\n${members.join(",\n")}\n}\n`;
}

function member(value: unknown): string {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return JSON.stringify(value);
  const lines = Object.entries(value).map(([key, one]) => `    ${JSON.stringify(key)}: ${JSON.stringify(one)}`);
  return lines.length === 0 ? "{}" : `{\n${lines.join(",\n")}\n  }`;
}

function starter(rules: Policies): Readonly<Record<string, unknown>> {
  const entries = rules.map(({ name, configSchema }) => {
    const settings = Object.entries(configSchema?.properties ?? {}).filter(
      ([setting, one]) => one.default !== undefined && !OF_THE_PACK.includes(setting),
    );
    return [name, Object.fromEntries(settings.map(([setting, one]) => [setting, one.default]))];
  });
  return {
    preset: "recommended",
    levels: {},
    topics: Object.fromEntries(topics.map((topic) => [topic, "on"])),
    remediate: false,
    rules: Object.fromEntries(entries),
    exemptions: [],
  };
}
