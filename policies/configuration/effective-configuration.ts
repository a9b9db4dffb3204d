import type { Policies, PolicyPackConfig } from "@pulumi/policy";
import type { PackSettings } from "./pack-settings";
import { levels, type Level } from "./rule-settings";
import { topicOf } from "./topics";

type Rule = Policies[number];

/**
 * What the settings of a pack mean for each rule, in the form that the engine lays between the rules' own defaults and
 * the file of `--policy-pack-config`.
 */
export function effectiveConfiguration(rules: readonly Rule[], settings: PackSettings): PolicyPackConfig {
  return Object.fromEntries(
    rules.map((rule) => [rule.name, { ...settingsOf(rule, settings), enforcementLevel: levelOf(rule, settings) }]),
  );
}

/**
 * The level of a rule: its own entry counts before its topic, its topic before its severity, that before the preset. With
 * `remediate`, a rule that would refuse and can mend does so, unless its own entry says otherwise.
 */
export function levelOf(rule: Rule, settings: PackSettings): Level {
  const single = settings.rules[rule.name]?.level;
  if (single !== undefined) return single;
  const level = levelOfMany(rule, settings);
  return settings.remediate && level === "mandatory" && "remediateResource" in rule ? "remediate" : level;
}

function levelOfMany(rule: Rule, { preset, levels: bySeverity, topics }: PackSettings): Level {
  const topic = topicOf(rule);
  if (topic !== undefined && topics[topic] === "off") return "disabled";
  const severe = rule.severity === undefined ? undefined : bySeverity[rule.severity];
  return severe ?? levelOfPreset(rule, preset);
}

function levelOfPreset({ enforcementLevel }: Rule, preset: PackSettings["preset"]): Level {
  if (preset === "advisory") return "advisory";
  if (preset === "strict") return "mandatory";
  return levels.find((level) => level === enforcementLevel) ?? "mandatory";
}

function settingsOf(rule: Rule, { allowedRegions, rules }: PackSettings): Readonly<Record<string, unknown>> {
  const single = rules[rule.name]?.settings ?? {};
  const takesRegions = rule.configSchema?.properties["allowedRegions"] !== undefined;
  return allowedRegions !== undefined && takesRegions ? { allowedRegions, ...single } : single;
}
