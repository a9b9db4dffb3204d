import type { Policies } from "@pulumi/policy";
import { z } from "zod";
import { findRegion } from "../../carbon/index";
import { isDay } from "../judging/calendar-day";

type Rule = Policies[number];

/** How loudly a rule speaks, in Pulumi's own words. */
export const levels = ["advisory", "mandatory", "remediate", "disabled"] as const;
export type Level = (typeof levels)[number];

/** What is set of one rule, in the form of Pulumi's own pack configuration: its level, its settings or both. */
export interface RuleSettings {
  readonly level: Level | undefined;
  readonly settings: Readonly<Record<string, unknown>>;
}

/** The JSON Schema of what may be set of one rule beside its level; nothing else is accepted. */
export function ruleSchema(rule: Rule): z.core.JSONSchema.JSONSchema {
  const properties = rule.configSchema?.properties ?? {};
  return { type: "object", properties: { ...properties } as Schemas, additionalProperties: false };
}

type Schemas = Record<string, z.core.JSONSchema.JSONSchema>;

/** Reads what is set of one rule; throws one sentence that names the rule and the setting. */
export function readRuleSettings(rule: Rule, given: unknown): RuleSettings {
  if (typeof given === "string") return { level: levelNamed(rule, given), settings: {} };
  if (typeof given !== "object" || given === null || Array.isArray(given)) {
    throw refusal(`Expected a level or an object of settings for ${rule.name}, got ${JSON.stringify(given)}`);
  }
  const { enforcementLevel, ...settings } = given as Record<string, unknown>;
  const parsed = z.fromJSONSchema(ruleSchema(rule)).safeParse(settings);
  if (!parsed.success) {
    const known = Object.keys(rule.configSchema?.properties ?? {}).join(", ");
    throw refusal(`Cannot use the settings of ${rule.name} because of ${problems(parsed.error)}. It has: ${known}`);
  }
  refuseUnknownRegions(settings["allowedRegions"], `allowedRegions of ${rule.name}`);
  refuseNoDay(settings["judgedOn"], `judgedOn of ${rule.name}`);
  return { level: enforcementLevel === undefined ? undefined : levelNamed(rule, enforcementLevel), settings };
}

/** Refuses a list of regions of which the catalogue lacks one: nothing could move there, so a rule would be off in silence. */
export function refuseUnknownRegions(given: unknown, where: string): void {
  const regions = Array.isArray(given) ? (given as readonly unknown[]) : [];
  const unknown = regions.filter((one) => typeof one === "string").find((id) => findRegion(id) === undefined);
  if (unknown !== undefined) throw refusal(`Unknown region "${unknown}" in ${where}`);
}

function refuseNoDay(given: unknown, what: string): void {
  if (typeof given !== "string" || given === "" || isDay(given)) return;
  throw refusal(`Expected a day of the calendar, YYYY-MM-DD, as ${what}, got "${given}"`);
}

/** An error that is its sentence alone: the SDK prints the stack of what it catches, and users see no frames of ours. */
export function refusal(sentence: string): Error {
  const error = new Error(sentence);
  error.stack = sentence;
  return error;
}

/** What is wrong, in words: `maxDays: expected number, received string`. */
export function problems(
  { issues }: z.ZodError,
  placed: (path: readonly PropertyKey[]) => string | undefined = () => undefined,
): string {
  return issues
    .map(({ path, message }) => [placed(path) ?? path.map(String).join("."), message].filter(Boolean).join(": "))
    .join("; ");
}

function levelNamed(rule: Rule, given: unknown): Level {
  const level = levels.find((one) => one === given);
  if (level !== undefined) return level;
  throw refusal(`Expected ${levels.join(", ")} as level of ${rule.name}, got ${JSON.stringify(given)}`);
}
