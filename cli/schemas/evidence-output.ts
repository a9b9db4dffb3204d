import { z } from "zod";

/** What `greenml policies evidence check --format json` prints. */
export const evidenceOutput = z.strictObject({
  day: z.string().describe("the day that its age is judged on"),
  file: z.string().nullable().describe("null where the project has no evidence file"),
  evidence: z.array(
    z.strictObject({
      id: z.string(),
      kind: z.string(),
      subject: z.string(),
      measuredAt: z.string(),
      results: z.array(z.string()),
      signedOffBy: z.string(),
      fault: z.string().nullable().describe("why rules treat it as missing; null where it holds"),
    }),
  ),
});
export type EvidenceOutput = z.infer<typeof evidenceOutput>;
