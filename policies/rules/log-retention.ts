import type { ResourceValidationPolicy } from "@pulumi/policy";
import { z } from "zod";
import { setAt } from "../judging/mending";
import type { JudgedResource } from "../reading/job-requests";
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
    const fault = faultOf(resource, settingsOf(name, settings, resource));
    if (fault !== undefined) report(fault);
  },
  remediateResource: (resource) => {
    if (resource.type !== "aws:cloudwatch/logGroup:LogGroup") return undefined;
    const agreed = settingsOf(name, settings, resource);
    if (faultOf(resource, agreed) === undefined) return undefined;
    const days = RETENTIONS.findLast((one) => one <= agreed.maxDays);
    setAt(resource.type, resource.props, ["RetentionInDays"], days);
    return resource.props;
  },
};

/** The times that CloudWatch offers, days (API reference, PutRetentionPolicy). */
const RETENTIONS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

const COST = "what its events cost depends on how many there are and is unknown";

function faultOf({ props }: JudgedResource, agreed: z.output<typeof settings>): string | undefined {
  const { maxDays, longLivedPrefixes } = agreed;
  const days = countAt(props, "RetentionInDays");
  if (days !== undefined && days <= maxDays) return undefined;
  // AWS keeps the events of a delivery group for two days, whatever the group says.
  if (textAt(props, "LogGroupClass") === "DELIVERY") return undefined;
  if (longLivedPrefixes.length > 0) {
    const group = textAt(props, "Name") ?? "";
    if (longLivedPrefixes.some((prefix) => group.startsWith(prefix))) return undefined;
  }
  return days === undefined
    ? `Expected retentionInDays of 1 to ${maxDays}, got none: events stay for ever; ${COST}.`
    : `Too long: retentionInDays ${days}, maximum ${maxDays}; ${COST}.`;
}
