import type { ReportViolation } from "@pulumi/policy";
import type { JudgedResource } from "../../reading/job-requests";
import { fromNative } from "../../reading/native-resources";
import { RunTimeReport } from "../../reading/run-time-value";
import {
  isStarter,
  startedWork,
  type StartedWork,
  unreadableWork,
  type WorkAsResource,
} from "../../reading/started-work";
import { advise } from "./advice";
import { isUnknownReport, knownYet, type Reading } from "../../reading/known-yet";

/** How a rule speaks of what it cannot judge. */
export interface Speaker {
  readonly description: string;
  readonly mandatory: boolean;
  /** What it judges beside the resources themselves. */
  readonly work: "written down" | "of other providers";
  /** Resources of which a rule has said that a preview does not know yet what they start; rules share it. */
  readonly unread: Set<string>;
}

/** What a resource starts; nothing when it is of a type that starts none. */
export function workOf(resource: JudgedResource): Reading<readonly StartedWork[]> | undefined {
  return isStarter(resource) ? knownYet(() => startedWork(resource)) : undefined;
}

/** What a resource is as a whole where that is of another provider, without what is written down in it. */
export function wholeOf(resource: JudgedResource): Reading<readonly StartedWork[]> | undefined {
  const known = fromNative(resource);
  return known === undefined ? undefined : { known: true, value: [{ ...known, place: "" }] };
}

/** The report that something is unknown which a judgement ended with, if it did. */
export async function unknownIn(judge: () => void | Promise<void>): Promise<Error | undefined> {
  try {
    await judge();
    return undefined;
  } catch (error) {
    if (isUnknownReport(error)) return error;
    throw error;
  }
}

/** Ends with the first report that is the SDK's to tell: of what a preview does not know. */
export function throwPreview(reports: readonly (Error | undefined)[]): void {
  const first = reports.find((one) => one !== undefined && !(one instanceof RunTimeReport));
  if (first !== undefined) throw first;
}

/**
 * Says, once for all rules, that a preview does not know what a resource starts: if the rule is mandatory, and judges such
 * work, which shows when it reads work of which nothing is known.
 */
export async function sayUnread(
  urn: string,
  report: ReportViolation,
  { description, mandatory, unread }: Speaker,
  unknown: Error,
  validate: (work: readonly WorkAsResource[]) => void | Promise<void>,
): Promise<void> {
  if (!mandatory || unread.has(urn)) return;
  if ((await unknownIn(() => validate(unreadableWork(unknown)))) === undefined) return;
  unread.add(urn);
  const says = `Cannot judge yet what this starts, with this rule and all others, because ${unknown.message}.`;
  advise(report, description, says, urn);
}
