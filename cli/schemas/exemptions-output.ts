import { z } from "zod";

/** What `greenml policies --exemptions --format json` prints. */
export const exemptionsOutput = z.strictObject({
  day: z.string().describe("the day that expiry is judged on"),
  exemptions: z.array(
    z.strictObject({
      rule: z.string(),
      resource: z.string().nullable().describe("null where every resource is exempt"),
      reason: z.string(),
      owner: z.string(),
      expires: z.string(),
      from: z.enum(["settings file", "tag"]),
      expired: z.boolean(),
      needed: z
        .boolean()
        .nullable()
        .describe("whether a rule finds what it exempts in the state; null without a state"),
      fault: z
        .string()
        .nullable()
        .describe("why a tag exempts nothing, whose reason, owner and day are then empty; null where it is in order"),
    }),
  ),
});
export type ExemptionsOutput = z.infer<typeof exemptionsOutput>;
