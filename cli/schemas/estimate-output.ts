import { z } from "zod";

import { estimateOutput } from "./range";

const amount = z.union([z.number(), z.object({ low: z.number(), likely: z.number(), high: z.number() })]);

const beside = {
  marketBasedGrams: estimateOutput.optional().describe("operational, by AWS's own claim; with --market-based"),
  waterLitres: estimateOutput.optional().describe("taken by the site for cooling; with --water"),
};

/** What `greenml estimate --format json` prints. */
export const estimateCommandOutput = z.strictObject({
  catalogVersion: z.string(),
  signal: z.enum(["average", "marginal"]).describe("which emissions of the grid count; both are location-based"),
  files: z.array(
    z.strictObject({
      file: z.string(),
      kind: z.enum(["state", "preview", "workload"]).describe("a preview holds only what the update would change"),
    }),
  ),
  estimated: z.array(
    z.strictObject({
      file: z.string(),
      name: z.string(),
      type: z.string(),
      urn: z.string().nullable(),
      what: z.string(),
      region: z.string(),
      per: z.enum(["month", "run"]),
      runsPerMonth: amount.describe("1 where nobody said"),
      energyKwh: estimateOutput,
      operationalGrams: estimateOutput,
      embodiedGrams: estimateOutput,
      emissionsGrams: estimateOutput,
      costUsd: estimateOutput,
      ...beside,
      sciGramsPer1000Requests: estimateOutput
        .optional()
        .describe("SCI (ISO/IEC 21031) of 1,000 requests, where requests are known; of a run it is emissionsGrams"),
    }),
  ),
  notEstimated: z
    .array(
      z.strictObject({
        file: z.string(),
        name: z.string(),
        type: z.string(),
        urn: z.string().nullable(),
        because: z.string(),
        matters: z.boolean().describe("whether it may use energy or cost money, so that the total is not whole"),
      }),
    )
    .describe("every other resource of the input, with the reason"),
  total: z.strictObject({
    rule: z.string(),
    energyKwh: estimateOutput,
    emissionsGrams: estimateOutput,
    costUsd: estimateOutput,
    ...beside,
    leftOut: z
      .strictObject({ energy: z.int(), emissions: z.int(), cost: z.int() })
      .describe("how many things that may count are in none of these sums"),
  }),
  exceeded: z.array(z.string()).describe("one sentence for each threshold that the total exceeds"),
});
export type EstimateCommandOutput = z.infer<typeof estimateCommandOutput>;
