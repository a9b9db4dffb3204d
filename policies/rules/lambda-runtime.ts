import type { ResourceValidationPolicy } from "@pulumi/policy";
import { z } from "zod";
import { runtimeDeprecation } from "../tables/support-dates";
import type { JudgedResource } from "../reading/job-requests";
import { textAt, textsAt } from "../reading/request-fields";
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
    const runtimes = runtimesOf(resource);
    const ends = runtimes.map(runtimeDeprecation).filter((ended) => ended !== undefined);
    const last = ends.toSorted().at(-1);
    // A layer that fits one supported runtime may be there for that.
    if (last === undefined || ends.length < runtimes.length) return;
    if (last > dayOf(settingsOf(name, settings, resource))) return;
    const what = `runtime ${runtimes.join(" or ")}`;
    report(`Too old: ${what} is out of support since ${last}; what a newer one saves is unknown.`);
  },
};

function runtimesOf({ type, props }: JudgedResource): readonly string[] {
  if (type === "aws:lambda/layerVersion:LayerVersion") return textsAt(props, "CompatibleRuntimes");
  const runtime = type === "aws:lambda/function:Function" ? textAt(props, "Runtime") : undefined;
  return runtime === undefined ? [] : [runtime];
}
