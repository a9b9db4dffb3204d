import { z } from "zod";
import { levels } from "../../policies/configuration/rule-settings";
import { presets } from "../../policies/configuration/pack-settings";
import { topics } from "../../policies/configuration/topics";

/** What `greenml policies --format json` prints. */
export const policiesOutput = z.strictObject({
  preset: z.enum(presets),
  rules: z.array(
    z.strictObject({
      name: z.string(),
      topic: z.enum(topics).nullable(),
      severity: z.string().nullable(),
      level: z.enum(levels),
      description: z.string(),
      settings: z.record(z.string(), z.unknown()),
      page: z.string().nullable().describe("file of the rule's page, as it is installed"),
    }),
  ),
});
