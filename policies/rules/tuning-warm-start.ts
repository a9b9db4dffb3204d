import type { PolicyResource, StackValidationPolicy } from "@pulumi/policy";
import { z } from "zod";
import { tagOf } from "../reading/resource-tags";
import { tuningCostWords } from "../judging/cost-words";
import { knownYet, type Reading } from "../reading/known-yet";
import { judgeEach } from "../judging/judge-each";
import { configSchema, pageOf, settingsOf } from "../judging/rule-config";
import { tuningRequest } from "../reading/job-requests";
import { type Fields, partAt } from "../reading/request-fields";
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
    const parents = tunings.length < 2 ? undefined : parentsIn(tunings);
    const faultsOf = (tuning: PolicyResource): readonly string[] => {
      const parent = lackingParent(tuning, parents?.get(tuning), earlierTunings);
      return parent === undefined ? [] : [faultOf(tuning, parent)];
    };
    judgeEach(tunings, faultsOf, report);
  },
};

/** What a search could begin from but does not, in a sentence; nothing when it has a parent or none is in sight. */
function lackingParent(
  tuning: PolicyResource,
  parent: Reading<string | undefined> | undefined,
  earlier: readonly string[],
): string | undefined {
  if (!lacksParent(tuningRequest(tuning) ?? {})) return undefined;
  const tagged = tagOf(tuning.props, EARLIER_TAG)?.trim() ?? "";
  if (tagged !== "") return `parent "${tagged}" of tag ${EARLIER_TAG}`;
  if (earlier.includes(tuning.name)) return "its earlier attempt as parent, which earlierTunings says there is";
  if (parent?.known === false) throw parent.report;
  return parent?.value;
}

function lacksParent(request: Fields): boolean {
  return partAt(request, "WarmStartConfig") === undefined && canWarmStart(request);
}

/** For each search, the one of its kind before it that is most like it, and of those as like the first. */
function parentsIn(tunings: readonly PolicyResource[]): ReadonlyMap<PolicyResource, Reading<string | undefined>> {
  const seen = new Map<string, Search[]>();
  let unread: Reading<undefined> | undefined;
  const parentOf = (tuning: PolicyResource): Reading<string | undefined> => {
    const read = knownYet(() => searchSubject(tuning));
    if (!read.known) {
      unread ??= read;
      return read;
    }
    const subject = read.value;
    if (subject === undefined) return { known: true, value: undefined };
    const same = seen.get(subject.key) ?? [];
    const own = { name: tuning.name, subject };
    const [parent] = same
      .filter((other) => sharesData(subject, other.subject))
      .toSorted((one, other) => likeness(other, own) - likeness(one, own));
    same.push(own);
    seen.set(subject.key, same);
    // One that a preview does not know yet may be the parent.
    if (parent === undefined) return unread ?? { known: true, value: undefined };
    return {
      known: true,
      value: `parent "${parent.name}", which searches for ${subject.metric} with the same algorithm`,
    };
  };
  return new Map(tunings.map((tuning) => [tuning, parentOf(tuning)]));
}

interface Search {
  readonly name: string;
  readonly subject: SearchSubject;
}

/** A later version of the same name counts most, then the same ranges and strategy. */
function likeness(one: Search, other: Search): number {
  const sameName = stem(one.name) === stem(other.name);
  return (sameName ? 2 : 0) + (one.subject.way === other.subject.way ? 1 : 0);
}

/** A name without the count at its end: "churn" of "churn-v2". */
function stem(name: string): string {
  return name.replace(/[-_.]?v?\d+$/i, "");
}

/** Searches on data of their own have little to tell each other; where one names no data, nothing speaks against it. */
function sharesData(own: SearchSubject, other: SearchSubject): boolean {
  return own.inputs.length === 0 || other.inputs.length === 0 || own.inputs.some((one) => other.inputs.includes(one));
}

function faultOf(tuning: PolicyResource, parent: string): string {
  const cost = tuningCostWords(tuning, tuningRequest(tuning) ?? {});
  return `Expected WarmStartConfig with ${parent}, got none; all trials at their limit: ${cost}.`;
}
