import type { Policies } from "@pulumi/policy";
import { z } from "zod";
import { type Exemption, exemptionSchema } from "./exemption";
import {
  levels,
  problems,
  readRuleSettings,
  refusal,
  refuseUnknownRegions,
  ruleSchema,
  type RuleSettings,
} from "./rule-settings";
import { type Topic, topics } from "./topics";

type Rules = readonly Policies[number][];

/** Three ways to live with the pack: everything is advice, each rule as its author meant it, everything is law. */
export const presets = ["advisory", "recommended", "strict"] as const;
type Preset = (typeof presets)[number];

const level = z.enum(levels);
const whole = z.strictObject({
  $schema: z.string().optional().describe("Where an editor finds the schema of this file"),
  preset: z.enum(presets).default("recommended").describe("advisory: all rules advise; strict: all rules refuse"),
  levels: z
    .strictObject({ low: level, medium: level, high: level, critical: level })
    .partial()
    .default({})
    .describe("Level of all rules of a severity, whatever the preset"),
  topics: z
    .strictObject(Object.fromEntries(topics.map((topic) => [topic, z.enum(["on", "off"])])))
    .partial()
    .default({})
    .describe("Topics whose rules are off"),
  remediate: z
    .boolean()
    .default(false)
    .describe("Whether rules that would refuse, and can mend, mend instead (level remediate)"),
  evidence: z
    .string()
    .min(1)
    .optional()
    .describe("File with evidence, seen from this file; left out, the nearest greenml.evidence.json above the pack"),
  allowedRegions: z
    .array(z.string().min(1))
    .min(1)
    .optional()
    .describe("Regions that work may run in; the default of every rule with a setting of this name"),
  rules: z.record(z.string(), z.unknown()).default({}).describe("Level and settings of single rules"),
  exemptions: z.array(exemptionSchema).default([]).describe("Agreed exceptions, each until a day"),
});

/** The settings of a whole pack, every default filled in. */
export interface PackSettings {
  readonly preset: Preset;
  readonly levels: Readonly<Partial<Record<"low" | "medium" | "high" | "critical", RuleSettings["level"]>>>;
  readonly topics: Readonly<Partial<Record<Topic, "on" | "off">>>;
  readonly remediate: boolean;
  readonly evidence: string | undefined;
  readonly allowedRegions: readonly string[] | undefined;
  readonly rules: Readonly<Record<string, RuleSettings>>;
  readonly exemptions: readonly Exemption[];
}

/** The settings of a pack for which nobody has written any. */
export const DEFAULT_PACK_SETTINGS: PackSettings = readPackSettings({}, [], {});

/** Reads a pack's settings; throws one sentence that names the rule and the setting. */
export function readPackSettings(
  given: unknown,
  rules: Rules,
  retired: Readonly<Record<string, string>>,
): PackSettings {
  const parsed = whole.safeParse(given);
  if (!parsed.success) {
    throw refusal(`Cannot use the settings because of ${problems(parsed.error, (path) => placeOf(path, given))}`);
  }
  const { preset, topics: switches, levels: bySeverity, remediate, evidence, allowedRegions, exemptions } = parsed.data;
  refuseUnknownRegions(allowedRegions, "allowedRegions");
  exemptions.forEach((exemption) => namedRule(exemption.rule, rules, retired, "exemptions"));
  const single = Object.entries(parsed.data.rules).map(([name, settings]) => {
    return [name, readRuleSettings(namedRule(name, rules, retired, "rules"), settings)] as const;
  });
  return {
    preset,
    levels: bySeverity,
    topics: switches,
    remediate,
    evidence,
    allowedRegions,
    rules: Object.fromEntries(single),
    exemptions,
  };
}

/** Where a fault is, for people: an exemption is told by its rule, not by its number in the list. */
function placeOf([first, index, ...rest]: readonly PropertyKey[], given: unknown): string | undefined {
  if (first !== "exemptions" || typeof index !== "number") return undefined;
  const exemption = (given as { exemptions: readonly unknown[] }).exemptions[index];
  const rule = (exemption as { readonly rule?: unknown } | null)?.rule;
  const from = typeof rule === "string" ? `the exemption from ${rule}` : `exemption ${index + 1}`;
  return [...rest.map((part) => `${String(part)} of `), from].join("");
}

/** The rule of a name; throws one sentence when there is none, with the successor of a retired one. */
export function namedRule(
  name: string,
  rules: Rules,
  retired: Readonly<Record<string, string>>,
  where: string,
): Policies[number] {
  const rule = rules.find((one) => one.name === name);
  if (rule !== undefined) return rule;
  const successor = Object.hasOwn(retired, name) ? retired[name] : undefined;
  const known = rules.map((one) => one.name).join(", ");
  throw refusal(
    `Unknown rule "${name}" in ${where}. ${successor === undefined ? `Known: ${known}` : `${successor} took over`}`,
  );
}

/** The JSON Schema of the settings file, with every rule's own settings. */
export function packSettingsSchema(rules: Rules): Readonly<Record<string, unknown>> {
  const { properties, ...rest } = z.toJSONSchema(whole, { io: "input" });
  const single = rules.map((rule) => {
    const { properties: settings, ...object } = ruleSchema(rule);
    const withLevel = { ...object, properties: { enforcementLevel: { enum: levels }, ...settings } };
    return [rule.name, { description: rule.description, anyOf: [{ enum: levels }, withLevel] }] as const;
  });
  const names = { type: "object", properties: Object.fromEntries(single), additionalProperties: false };
  return { ...rest, title: "Settings of the greenml policy pack", properties: { ...properties, rules: names } };
}
