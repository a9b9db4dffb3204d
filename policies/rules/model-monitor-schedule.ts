import type { ResourceValidationPolicy } from "@pulumi/policy";
import { z } from "zod";
import { configSchema, pageOf, settingsOf } from "../judging/rule-config";

const name = "model-monitor-schedule";

const settings = z.strictObject({
  acceptedSchedules: z
    .array(z.string().min(1))
    .default([])
    .describe("Pulumi names of monitoring schedules of accounts that had Model Monitor before it closed"),
});

/** Points out monitoring that new accounts cannot have, and that starts machines by the clock. */
export const modelMonitorSchedule: ResourceValidationPolicy = {
  name,
  description: "Drift is watched for by what new accounts can have, and when there is data to watch.",
  remediationSteps:
    "Judge drift when captured data arrives (an S3 event and a function), or list the schedule in acceptedSchedules.",
  severity: "low",
  enforcementLevel: "advisory",
  url: pageOf(name),
  configSchema: configSchema(settings),
  validateResource: (resource, report) => {
    if (resource.type !== "aws:sagemaker/monitoringSchedule:MonitoringSchedule") return;
    if (settingsOf(name, settings, resource).acceptedSchedules.includes(resource.name)) return;
    report(
      "Cannot be made in a new account because Model Monitor closed to new customers on 2026-07-30; what a month of its " +
        "jobs costs is unknown.",
    );
  },
};
