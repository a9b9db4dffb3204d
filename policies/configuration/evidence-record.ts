import { createHash } from "node:crypto";
import { z } from "zod";

/** What evidence is about: a baseline without AI, the gain of an optimisation, the traffic of an endpoint, how often requests repeat. */
export const evidenceKinds = ["baseline", "gain", "traffic", "reuse"] as const;
export type EvidenceKind = (typeof evidenceKinds)[number];

/** Tag, or key of a tag, by which a resource names the record of a kind that is about it. */
export const EVIDENCE_TAG = "greenml:evidence:";

/** Metric of `traffic`: hours of a day, on average, in which requests come at all. */
const ACTIVE_HOURS = "active-hours-per-day";

/** Metric of `reuse`: share of requests, 0 to 1, that ask what was asked before. */
const REPEATED_SHARE = "repeated-share";

/** Made when a record is first read: most runs have none, and pay nothing for it at the start. */
function recordSchema() {
  const text = (description: string) => z.string().trim().min(1).describe(description);
  const digest = z.string().regex(/^sha256:[0-9a-f]{64}$/);
  const measured = {
    metric: text("What was measured, such as auc or energy-per-1000-inferences"),
    value: z.number().describe("What came out"),
    unit: text("Unit of the value, such as Wh; 1 for a plain number"),
  };
  const compared = z.strictObject({
    ...measured,
    comparedWith: z.number().describe("The baseline's value, or the value before the optimisation"),
    better: z.enum(["higher", "lower"]).describe("Which way is better"),
  });
  const hoursOfDay = { metric: z.literal(ACTIVE_HOURS), value: z.number().min(0).max(24) };
  const share = { metric: z.literal(REPEATED_SHARE), value: z.number().min(0).max(1) };
  const about = {
    id: z
      .string()
      .regex(/^[a-z0-9][a-z0-9-]*$/)
      .describe("Name of the record, for tags and messages"),
    subject: text(
      "What it is about: Pulumi name, URN, AWS name or ARN of a job, model or endpoint, or of a component above",
    ),
    what: text("What was measured and how, in a sentence"),
    data: z.strictObject({
      name: text("Data that it was measured on"),
      digest: digest.describe("SHA-256 of that data"),
      rows: z.number().int().positive().describe("Rows of that data"),
    }),
    measuredAt: z.iso.date().describe("Day of the measurement, YYYY-MM-DD"),
    job: text("Job that measured, by name or ARN"),
    signedOffBy: text("Who answers for it"),
    digest: digest.describe("SHA-256 of the record's other content, which greenml policies evidence add writes"),
  };
  const ofKind = <Kind extends EvidenceKind, Result extends z.ZodType>(kind: Kind, result: Result) =>
    z.strictObject({ kind: z.literal(kind), ...about, results: z.array(result).min(1) });
  return z.discriminatedUnion("kind", [
    ofKind("baseline", compared),
    ofKind("gain", compared),
    ofKind("traffic", z.strictObject({ ...measured, ...hoursOfDay })),
    ofKind("reuse", z.strictObject({ ...measured, ...share })),
  ]);
}

let made: ReturnType<typeof recordSchema> | undefined;

/** The schema of one piece of evidence. */
export function evidenceRecord(): ReturnType<typeof recordSchema> {
  made ??= recordSchema();
  return made;
}

/** The schema of the file that holds evidence; its records are read one by one, so that a broken one leaves the others standing. */
export function evidenceFile() {
  return z.strictObject({
    $schema: z.string().optional().describe("Where an editor finds the schema of this file"),
    records: z.array(evidenceRecord()).describe("Pieces of evidence"),
  });
}

export type EvidenceRecord = z.output<ReturnType<typeof recordSchema>>;
/** A record as somebody writes it, before it is sealed. */
export type UnsealedRecord = Readonly<Record<string, unknown>>;

/** The digest that seals a record: of its content without the digest, whatever the order of its keys. */
export function sealOf({ digest: _, ...content }: UnsealedRecord): string {
  return `sha256:${createHash("sha256")
    .update(JSON.stringify(sorted(content)))
    .digest("hex")}`;
}

function sorted(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(sorted);
  const entries = Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([key, part]) => [key, sorted(part)]));
}
