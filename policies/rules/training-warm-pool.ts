import type { ResourceValidationPolicy } from "@pulumi/policy";
import { z } from "zod";
import { warmPoolCostWords } from "../judging/cost-words";
import { trainingRuns } from "../reading/job-requests";
import { countAt } from "../reading/request-fields";
import { configSchema, pageOf, settingsOf } from "../judging/rule-config";

const name = "training-warm-pool";

const settings = z.strictObject({
  maxKeepAliveSeconds: z
    .number()
    .int()
    .nonnegative()
    .max(21_600)
    .default(600)
    .describe("Longest time that the instances of a training may be kept after it, seconds"),
});

/** Keeps the machines of a training from waiting long for a next one that may not come. */
export const trainingWarmPool: ResourceValidationPolicy = {
  name,
  description: "The instances of a training are given back soon after it.",
  remediationSteps:
    "Leave KeepAlivePeriodInSeconds out, or set it to the pause between two runs of somebody who is at work.",
  severity: "medium",
  enforcementLevel: "mandatory",
  url: pageOf(name),
  configSchema: configSchema(settings),
  validateResource: (resource, report) => {
    for (const run of trainingRuns(resource)) {
      const kept = countAt(run.request, "ResourceConfig", "KeepAlivePeriodInSeconds");
      if (kept === undefined) continue;
      const { maxKeepAliveSeconds } = settingsOf(name, settings, resource);
      if (kept <= maxKeepAliveSeconds) continue;
      const fault = `Too long: KeepAlivePeriodInSeconds ${kept} of ${run.what}, maximum ${maxKeepAliveSeconds}`;
      report(`${fault}; one wait: ${warmPoolCostWords(resource, run, kept)}.`);
    }
  },
};
