import type { PolicyResource, StackValidationPolicy } from "@pulumi/policy";
import { z } from "zod";
import { tagOf } from "../configuration/resource-tags";
import { tuningCostWords } from "../judging/cost-words";
import { knownYet } from "../judging/known-yet";
import { configSchema, pageOf, settingsOf } from "../judging/rule-config";
import { tuningRequest } from "../reading/job-requests";
import { partAt } from "../reading/request-fields";
import { canWarmStart, type SearchSubject, searchSubject } from "../reading/search-subject";

const name = "tuning-warm-start";

/** Tag that names the tuning job which searched for the same before. */
const EARLIER_TAG = "greenml:earlier-tuning";

const settings = z.strictObject({
  earlierTunings: z
    .array(z.string().min(1))
    .default([])
    .describe("Pulumi names of tuning jobs of which an earlier attempt exists in the account"),
  independentTunings: z
    .array(z.string().min(1))
    .default([])
    .describe("Pulumi names of tuning jobs that have nothing to learn from the others of their stack"),
});

/** Asks a search to begin where the one before ended. */
export const tuningWarmStart: StackValidationPolicy = {
  name,
  description: "A search with a parent in sight begins from what the parent has learnt.",
  remediationSteps:
    "Name the earlier job in WarmStartConfig and let this one wait for it; list a search for something else in " +
    "independentTunings.",
  severity: "low",
  enforcementLevel: "advisory",
  url: pageOf(name),
  configSchema: configSchema(settings),
  validateStack: (stack, report) => {
    const { earlierTunings, independentTunings } = settingsOf(name, settings, stack);
    const tunings = stack.resources
      .filter((one) => tuningRequest(one) !== undefined)
      .filter((one) => !independentTunings.includes(one.name));
    const unknown: Error[] = [];
    tunings.forEach((tuning, index) => {
      const judged = knownYet(() => parentOf(tuning, tunings.slice(0, index), earlierTunings));
      if (!judged.known) unknown.push(judged.report);
      else if (judged.value !== undefined) report(faultOf(tuning, judged.value), tuning.urn);
    });
    if (unknown[0] !== undefined) throw unknown[0];
  },
};

/** What a search could begin from but does not, in a sentence; nothing when it has a parent or none is in sight. */
function parentOf(
  tuning: PolicyResource,
  before: readonly PolicyResource[],
  earlier: readonly string[],
): string | undefined {
  const request = tuningRequest(tuning) ?? {};
  if (partAt(request, "WarmStartConfig") !== undefined || !canWarmStart(request)) return undefined;
  const tagged = tagOf(tuning.props, EARLIER_TAG)?.trim() ?? "";
  if (tagged !== "") return `parent "${tagged}" of tag ${EARLIER_TAG}`;
  if (earlier.includes(tuning.name)) return "its earlier attempt as parent, which earlierTunings says there is";
  return parentBefore(tuning, before);
}

/** The first search of its kind in a stack is the parent of the others. */
function parentBefore(tuning: PolicyResource, before: readonly PolicyResource[]): string | undefined {
  if (before.length === 0) return undefined;
  const own = searchSubject(tuning);
  const parent = before.find((other) => own !== undefined && isSame(own, searchSubject(other)));
  if (own === undefined || parent === undefined) return undefined;
  return `parent "${parent.name}", which searches for ${own.metric} with the same algorithm`;
}

/** Searches on data of their own have little to tell each other; where one names no data, nothing speaks against it. */
function isSame(own: SearchSubject, other: SearchSubject | undefined): boolean {
  if (other?.key !== own.key) return false;
  return own.inputs.length === 0 || other.inputs.length === 0 || own.inputs.some((one) => other.inputs.includes(one));
}

function faultOf(tuning: PolicyResource, parent: string): string {
  const cost = tuningCostWords(tuning, tuningRequest(tuning) ?? {});
  return `Expected WarmStartConfig with ${parent}, got none; all trials at their limit: ${cost}.`;
}
