import type { ResourceValidationPolicy } from "@pulumi/policy";
import { z } from "zod";
import { configSchema, pageOf, settingsOf } from "../judging/rule-config";
import { countAt, flagAt, partAt, textAt } from "../reading/request-fields";

const name = "feature-group-expiry";

const settings = z.strictObject({
  lastingGroups: z
    .array(z.string().min(1))
    .default([])
    .describe("Pulumi names of feature groups whose records are few and never stale"),
});

/** Makes online stores of features forget records that are stale. */
export const featureGroupExpiry: ResourceValidationPolicy = {
  name,
  description: "Records of an online feature store expire.",
  remediationSteps:
    "Set onlineStoreConfig.ttlDuration to the age at which a feature is stale; the offline store keeps the record.",
  severity: "low",
  enforcementLevel: "advisory",
  url: pageOf(name),
  configSchema: configSchema(settings),
  validateResource: (resource, report) => {
    if (resource.type !== "aws:sagemaker/featureGroup:FeatureGroup") return;
    const online = partAt(resource.props, "OnlineStoreConfig");
    if (!flagAt(online, "EnableOnlineStore") || countAt(online, "TtlDuration", "Value") !== undefined) return;
    if (settingsOf(name, settings, resource).lastingGroups.includes(resource.name)) return;
    const where = textAt(online, "StorageType") === "InMemory" ? "in memory" : "online";
    report(
      `Expected ttlDuration, got none: every record stays ${where} until it is overwritten; what that costs is unknown.`,
    );
  },
};
