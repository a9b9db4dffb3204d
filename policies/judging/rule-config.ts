import type { PolicyConfigSchema, ResourceValidationArgs } from "@pulumi/policy";
import { z } from "zod";
import { judgingDay } from "./judging-day";

/** The pack configuration's schema of one rule, derived from the settings that the rule parses. */
export function configSchema(settings: z.ZodObject): PolicyConfigSchema {
  const { properties } = z.toJSONSchema(settings, { io: "input" }) as Pick<PolicyConfigSchema, "properties">;
  return { properties };
}

/** A rule's settings with every default filled in; throws one sentence that names the rule and the setting. */
export function settingsOf<Settings extends z.ZodObject>(
  rule: string,
  settings: Settings,
  args: Pick<ResourceValidationArgs, "getConfig">,
): z.output<Settings> {
  const parsed = settings.safeParse(args.getConfig());
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => [...path.map(String), message].join(": "));
  const refusal = new Error(`Cannot use the settings of ${rule} because of ${problems.join("; ")}`);
  // The policy SDK prints the stack of what a rule throws; users see the sentence, not our frames.
  refusal.stack = refusal.message;
  throw refusal;
}

/** The setting of rules whose verdict depends on the day. */
export const judgedOn = z
  .string()
  .regex(/^(\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01]))?$/)
  .default("")
  .describe("Day, YYYY-MM-DD, on which to judge; none means GREENML_POLICIES_DAY, else today");

/** The day on which a rule judges. */
export function dayOf(settings: { readonly judgedOn: string }): string {
  return settings.judgedOn === "" ? judgingDay(process.env, new Date()) : settings.judgedOn;
}

/** Where a rule explains itself, within this package. */
export function pageOf(rule: string): string {
  return `docs/rules/${rule}.md`;
}
