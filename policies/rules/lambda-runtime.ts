import type { ResourceValidationPolicy } from "@pulumi/policy";
import { z } from "zod";
import { runtimeDeprecation } from "../tables/support-dates";
import { textAt } from "../reading/request-fields";
import { configSchema, dayOf, judgedOn, pageOf, settingsOf } from "../judging/rule-config";

const name = "lambda-runtime";

const settings = z.strictObject({ judgedOn });

/** Refuses functions on runtimes that AWS no longer looks after. */
export const lambdaRuntime: ResourceValidationPolicy = {
  name,
  description: "A function runs on a runtime that AWS supports.",
  remediationSteps: "Move to the newest runtime of the language: it is patched, and interpreters have become faster.",
  severity: "medium",
  enforcementLevel: "mandatory",
  url: pageOf(name),
  configSchema: configSchema(settings),
  validateResource: (resource, report) => {
    if (resource.type !== "aws:lambda/function:Function") return;
    const runtime = textAt(resource.props, "Runtime");
    const ended = runtime === undefined ? undefined : runtimeDeprecation(runtime);
    if (runtime === undefined || ended === undefined) return;
    if (ended > dayOf(settingsOf(name, settings, resource))) return;
    report(`Too old: runtime ${runtime} is out of support since ${ended}; what a newer one saves is unknown.`);
  },
};
