import type { ResourceValidationPolicy } from "@pulumi/policy";
import { z } from "zod";
import { countAt, textAt } from "../reading/request-fields";
import { configSchema, pageOf, settingsOf } from "../judging/rule-config";

const name = "log-retention";

const settings = z.strictObject({
  maxDays: z.number().int().positive().max(3653).default(30).describe("Longest acceptable retention, days"),
  longLivedPrefixes: z
    .array(z.string().min(1))
    .default([])
    .describe("Log groups whose name starts so may be kept longer, or for ever, such as audit trails"),
});

/** Makes log groups forget. */
export const logRetention: ResourceValidationPolicy = {
  name,
  description: "Log groups delete their events after an agreed time.",
  remediationSteps: "Set retentionInDays, or add the group's prefix to longLivedPrefixes and record why.",
  severity: "low",
  enforcementLevel: "mandatory",
  url: pageOf(name),
  configSchema: configSchema(settings),
  validateResource: (resource, report) => {
    if (resource.type !== "aws:cloudwatch/logGroup:LogGroup") return;
    const { maxDays, longLivedPrefixes } = settingsOf(name, settings, resource);
    const days = countAt(resource.props, "RetentionInDays");
    if (days !== undefined && days <= maxDays) return;
    // AWS keeps the events of a delivery group for two days, whatever the group says.
    if (textAt(resource.props, "LogGroupClass") === "DELIVERY") return;
    if (longLivedPrefixes.length > 0) {
      const group = textAt(resource.props, "Name") ?? "";
      if (longLivedPrefixes.some((prefix) => group.startsWith(prefix))) return;
    }
    report(
      days === undefined
        ? `Expected retentionInDays of 1 to ${maxDays}, got none: events stay for ever.`
        : `Too long: retentionInDays ${days}, maximum ${maxDays}.`,
    );
  },
};
