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
  const listed =
    (from: ListedExemption["from"]) =>
    (one: Exemption): ListedExemption => ({
      ...one,
      resource: one.resource ?? null,
      from,
      expired: hasExpired(one, day),
      needed: state === undefined ? null : state.findings.some((finding) => isFor(one, finding)),
    });
  const tagged = state === undefined ? [] : taggedExemptions(state.resources, rules);
  return [...filed.map(listed("settings file")), ...tagged.map(listed("tag"))].toSorted((one, other) =>
    one.expires.localeCompare(other.expires),
  );
}

function isFor(exemption: Exemption, { rule, name, urn }: StateFinding): boolean {
  if (rule !== exemption.rule) return false;
  // A finding on the whole stack is exempt by what names no resource alone.
  return name === undefined || urn === undefined ? exemption.resource === undefined : covers(exemption, { name, urn });
}

/** Ends the command with 1 when an exemption has expired. */
export function refuseExpired(listed: readonly ListedExemption[], day: string): void {
  const expired = listed.filter((one) => one.expired).length;
  if (expired > 0) throw new ThresholdExceeded(`${expired} of ${listed.length} exemptions expired before ${day}`);
}

/** The exemptions as a table. */
export function printedExemptions(
  listed: readonly ListedExemption[],
  format: Exclude<Format, "json">,
  streams: Streams,
): string {
  if (listed.length === 0) return "No exemptions.\n";
  const columns = [{ head: "rule" }, { head: "resource", grows: true }, { head: "expires" }, { head: "owner" }];
  const lines = listed.map(({ rule, resource, expires, owner, reason, from, expired, needed }) => ({
    cells: [rule, resource ?? "all", `${expires}${expired ? " expired" : ""}`, owner],
    remark: `${reason} (${from})${needed === false ? "; not needed: the rule finds nothing there" : ""}`,
  }));
  return grid(columns, lines, format, streams.colour);
}

function taggedExemptions(resources: readonly StackResource[], rules: Policies): readonly Exemption[] {
  return resources.flatMap(({ urn, inputs }) =>
    tagsOf(inputs)
      .filter(([key]) => key.startsWith(EXEMPTION_TAG))
      .map(([key, text]) => {
        const rule = key.slice(EXEMPTION_TAG.length);
        if (!rules.some(({ name }) => name === rule)) throw new InputError(`Unknown rule "${rule}" in a tag of ${urn}`);
        const exemption = exemptionOfTag(rule, urn.split("::").at(-1) ?? urn, text);
        if (typeof exemption === "string") throw new InputError(`${exemption.replace(/\.$/, "")} (on ${urn})`);
        return exemption;
      }),
  );
}

/** The resources of an exported state. */
export function resourcesIn(file: string): readonly StackResource[] {
  const stack = stackFileOf(yamlOrJson(readText(file, "--state"), file), file);
  if (stack?.kind === "state") return stack.resources;
  throw new InputError(`Cannot use ${file} because it is no "pulumi stack export"`);
}
