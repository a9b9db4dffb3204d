import type { ResourceValidationPolicy } from "@pulumi/policy";
import { z } from "zod";
import { trialsOf, tuningCostWords } from "../judging/cost-words";
import { searchRequest, tuningConfiguration } from "../reading/job-requests";
import { countAt, textAt } from "../reading/request-fields";
import { configSchema, pageOf, settingsOf } from "../judging/rule-config";

const name = "tuning-parallelism";

const settings = z.strictObject({
  maxShareAtOnce: z
    .number()
    .positive()
    .max(1)
    .default(0.25)
    .describe("Largest part of its trials that a Bayesian search may run at the same time"),
});

/** Advises against Bayesian searches that start most trials before any has taught them something. */
export const tuningParallelism: ResourceValidationPolicy = {
  name,
  description: "A Bayesian search waits for results before it starts most of its trials.",
  remediationSteps: "Lower ResourceLimits.MaxParallelTrainingJobs; the search takes longer and needs fewer trials.",
  severity: "low",
  enforcementLevel: "advisory",
  url: pageOf(name),
  configSchema: configSchema(settings),
  validateResource: (resource, report) => {
    const request = searchRequest(resource);
    if (request === undefined) return;
    const configuration = tuningConfiguration(request);
    if (textAt(configuration, "Strategy") !== "Bayesian") return;
    const atOnce = countAt(configuration, "ResourceLimits", "MaxParallelTrainingJobs");
    const trials = trialsOf(configuration);
    if (atOnce === undefined || trials === undefined) return;
    // One at a time is the least there is, and two leave something to learn in any search.
    const maximum = Math.max(2, Math.floor(trials * settingsOf(name, settings, resource).maxShareAtOnce));
    if (atOnce <= maximum) return;
    const cost = tuningCostWords(resource, request);
    report(`Too many trials at once: ${atOnce} of ${trials}, maximum ${maximum}; all trials at their limit: ${cost}.`);
  },
};
