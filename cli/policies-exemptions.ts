import type { Policies } from "@pulumi/policy";
import { covers, type Exemption, EXEMPTION_TAG, exemptionOfTag, hasExpired } from "../policies/configuration/exemption";
import { tagsOf } from "../policies/reading/resource-tags";
import { InputError } from "./input-error";
import type { StateFinding } from "./policies-findings";
import type { Format } from "./printing/format-option";
import { grid } from "./printing/grid";
import { readText } from "./reading/read-text";
import { yamlOrJson } from "./reading/yaml-or-json";
import type { ExemptionsOutput } from "./schemas/exemptions-output";
import { plain } from "./stack/property";
import { stackFileOf } from "./stack/stack-file";
import type { StackResource } from "./stack/stack-resource";
import type { Streams } from "./streams";
import { ThresholdExceeded } from "./threshold-exceeded";

/** One exemption as the command lists it. */
export type ListedExemption = ExemptionsOutput["exemptions"][number];

/** A state, and what the pack finds in it where nothing is exempt. */
export interface JudgedState {
  readonly resources: readonly StackResource[];
  readonly findings: readonly StateFinding[];
}

/** The exemptions of a settings file and, with a state, of the tags in it; the soonest to expire first. */
export function listedExemptions(
  filed: readonly Exemption[],
  rules: Policies,
  state: JudgedState | undefined,
  day: string,
): readonly ListedExemption[] {
  const inFile = filed.map((one) => ({
    ...one,
    resource: one.resource ?? null,
    from: "settings file" as const,
    expired: hasExpired(one, day),
    needed: state === undefined ? null : state.findings.some((finding) => isFor(one, finding)),
    fault: null,
  }));
  const onResources = (state?.resources ?? []).flatMap((resource) => taggedExemptions(resource, rules, state, day));
  return [...inFile, ...onResources].toSorted((one, other) => one.expires.localeCompare(other.expires));
}

function isFor(exemption: Exemption, { rule, name, urn }: StateFinding): boolean {
  if (rule !== exemption.rule) return false;
  // A finding on a stack that its state does not hold is exempt by what names no resource alone.
  return name === undefined || urn === undefined ? exemption.resource === undefined : covers(exemption, { name, urn });
}

/** Ends the command with 1 when an exemption has expired, or was never one. */
export function refuseFallen(listed: readonly ListedExemption[], day: string): void {
  const expired = listed.filter((one) => one.expired).length;
  const faulty = listed.filter((one) => one.fault !== null).length;
  const fallen = [
    ...(expired > 0 ? [`${expired} of ${listed.length} exemptions expired before ${day}`] : []),
    ...(faulty > 0 ? [`${faulty} of ${listed.length} exemptions exempt nothing`] : []),
  ];
  if (fallen.length > 0) throw new ThresholdExceeded(fallen.join("; "));
}

/** The exemptions as a table. */
export function printedExemptions(
  listed: readonly ListedExemption[],
  format: Exclude<Format, "json">,
  streams: Streams,
): string {
  if (listed.length === 0) return "No exemptions.\n";
  const columns = [{ head: "rule" }, { head: "resource", grows: true }, { head: "expires" }, { head: "owner" }];
  const lines = listed.map(({ rule, resource, expires, owner, reason, from, expired, needed, fault }) => ({
    cells: [rule, resource ?? "all", fault === null ? `${expires}${expired ? " expired" : ""}` : "never held", owner],
    remark: fault ?? `${reason} (${from})${needed === false ? "; not needed: the rule finds nothing there" : ""}`,
  }));
  return grid(columns, lines, format, streams.colour);
}

/** What the tags of a resource exempt it from, those among them that exempt nothing. */
function taggedExemptions(
  { urn, inputs }: StackResource,
  rules: Policies,
  state: JudgedState | undefined,
  day: string,
): readonly ListedExemption[] {
  const resource = urn.split("::").at(-1) ?? urn;
  const tags = tagsOf({ ...inputs, tags: plain(inputs, ["tags"]) }).filter(([key]) => key.startsWith(EXEMPTION_TAG));
  return tags.map(([key, text]) => {
    const rule = key.slice(EXEMPTION_TAG.length);
    const known = rules.some(({ name }) => name === rule);
    const exemption = known
      ? exemptionOfTag(rule, resource, text)
      : `Cannot exempt because no rule is called "${rule}".`;
    const needed = state?.findings.some((finding) => finding.rule === rule && finding.urn === urn) ?? null;
    const about = { rule, resource, from: "tag" as const, needed };
    return typeof exemption === "string"
      ? { ...about, reason: "", owner: "", expires: "", expired: false, fault: exemption }
      : { ...exemption, ...about, expired: hasExpired(exemption, day), fault: null };
  });
}

/** The resources of an exported state. */
export function resourcesIn(file: string): readonly StackResource[] {
  const stack = stackFileOf(yamlOrJson(readText(file, "--state"), file), file);
  if (stack?.kind === "state") return stack.resources;
  throw new InputError(`Cannot use ${file} because it is no "pulumi stack export"`);
}
