import type { PolicyResource } from "@pulumi/policy";
import { z } from "zod";
import {
  EVIDENCE_TAG,
  type EvidenceKind,
  evidenceRecord,
  type EvidenceRecord,
  sealOf,
} from "../configuration/evidence-record";
import { tagOf } from "../reading/resource-tags";
import { problems } from "../configuration/rule-settings";
import { type Fields, partAt, partsAt, textAt } from "../reading/request-fields";
import { ifKnown, knownYet } from "../reading/known-yet";
import { perStack } from "../reading/per-stack";
import { dayOf, judgedOn } from "./rule-config";

/** The settings of rules that ask for evidence. */
export const evidenceSettings = {
  maxAgeDays: z.number().int().positive().default(365).describe("Age at which evidence is stale, days"),
  judgedOn,
};

/** What is asked of evidence. */
interface Question<Kind extends EvidenceKind> {
  readonly kind: Kind;
  /** Resources that the evidence may be about. */
  readonly about: readonly PolicyResource[];
  readonly agreed: { readonly maxAgeDays: number; readonly judgedOn: string };
}

type RecordOf<Kind extends EvidenceKind> = Extract<EvidenceRecord, { kind: Kind }>;

/** The evidence that holds, or a clause on why none does: `got none`. */
export type Answer<Kind extends EvidenceKind> =
  | { readonly held: true; readonly record: RecordOf<Kind> }
  | {
      readonly held: false;
      readonly lack: string;
      /** Why evidence that is there counts as missing, in a clause; nothing where there is none. */
      readonly because: string | undefined;
    };

/**
 * Looks for evidence among what a stack's components, and the evidence file, hold. What is broken, unsigned, changed after it was
 * sealed or stale counts as missing, with its reason. Throws the SDK's report where the answer hangs on what a preview does not know.
 */
export function evidenceOf<Kind extends EvidenceKind>(
  resources: readonly PolicyResource[],
  { kind, about, agreed }: Question<Kind>,
): Answer<Kind> {
  const held = heldBy(resources);
  const tags = about.map(({ props }) => knownYet(() => tagOf(props, `${EVIDENCE_TAG}${kind}`)));
  const named = tags.flatMap((tag) => (tag.known && tag.value !== undefined ? [tag.value] : []));
  const subjects = about.flatMap(subjectsOf);
  const records = held
    .flatMap((reading) => (reading.known ? reading.value : []))
    .filter((one) => one["kind"] === kind)
    .filter((one) => named.includes(String(one["id"])) || subjects.includes(String(one["subject"])));
  const judged = records.map((one) => judgedRecord(one, agreed));
  const holding = judged.filter((one) => typeof one !== "string").toSorted(latestFirst)[0];
  if (holding !== undefined) return { held: true, record: holding as RecordOf<Kind> };
  const unknown = [...held, ...tags].find((reading) => !reading.known);
  if (unknown?.known === false) throw unknown.report;
  const because = judged.find((one) => typeof one === "string");
  return { held: false, lack: lackOf(because, named), because };
}

/** The records in each resource of a stack that holds some; a part that a preview does not know yet apart. */
const heldBy = perStack((resources) =>
  resources.filter(({ type }) => !type.startsWith("aws:")).map(({ props }) => knownYet(() => recordsOf(props))),
);

function lackOf(because: string | undefined, named: readonly string[]): string {
  if (because !== undefined) return `got none that holds: ${because}`;
  return named[0] === undefined ? "got none" : `got none: no evidence of that kind is called "${named[0]}"`;
}

function latestFirst(one: EvidenceRecord, other: EvidenceRecord): number {
  return other.measuredAt.localeCompare(one.measuredAt);
}

/** A record that holds, or a clause on why it does not. */
export function judgedRecord(raw: Fields, agreed: Question<EvidenceKind>["agreed"]): EvidenceRecord | string {
  const id = textAt(raw, "Id");
  const what = id === undefined ? "evidence without id" : `evidence "${id}"`;
  if ((textAt(raw, "SignedOffBy") ?? "").trim() === "") return `nobody has signed ${what} off`;
  const parsed = evidenceRecord().safeParse(raw);
  if (!parsed.success) return `${what} is broken (${problems(parsed.error)})`;
  if (sealOf(raw) !== parsed.data.digest) return `${what} was changed after it was sealed`;
  const { measuredAt } = parsed.data;
  const day = dayOf(agreed);
  const age = (Date.parse(day) - Date.parse(measuredAt)) / 86_400_000;
  if (age < 0) return `${what} says it was measured on ${measuredAt}, which is after ${day}`;
  return age > agreed.maxAgeDays
    ? `${what} is stale, measured on ${measuredAt}, more than ${agreed.maxAgeDays} days before ${day}`
    : parsed.data;
}

/** The records in a property `evidence`, one or a list, as plain values. */
function recordsOf(props: Fields): readonly Fields[] {
  const single = partAt(props, "Evidence");
  const records = single === undefined ? partsAt(props, "Evidence") : [single];
  return JSON.parse(JSON.stringify(records)) as Fields[];
}

/** All that a record may call a resource: by name, URN, AWS's names for it, or by a component it belongs to. */
function subjectsOf(resource: PolicyResource): readonly string[] {
  const { name, urn, props, parent } = resource;
  const texts = NAMES.map((one) => ifKnown(() => textAt(props, one))).filter((text) => text !== undefined);
  return [name, urn, ...texts, ...(parent === undefined ? [] : subjectsOf(parent))];
}

const NAMES = ["Name", "Arn", "TrainingJobName", "JobName"];

/** How a result moved, in a clause, and whether for the better. */
export function movementOf(record: RecordOf<"baseline" | "gain">): {
  readonly improved: boolean;
  readonly words: string;
} {
  const words = record.results.map(
    ({ metric, value, comparedWith, unit }) =>
      `${metric} ${value} against ${comparedWith}${unit === "1" ? "" : ` ${unit}`}`,
  );
  const improved = record.results.some(({ value, comparedWith, better }) =>
    better === "higher" ? value > comparedWith : value < comparedWith,
  );
  return { improved, words: `${words.join(", ")} (evidence "${record.id}" of ${record.measuredAt})` };
}
