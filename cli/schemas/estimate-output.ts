import { z } from "zod";

import { estimateOutput } from "./range";

const amount = z.union([z.number(), z.object({ low: z.number(), likely: z.number(), high: z.number() })]);

const way = z.enum(["aws", "internet"]).describe("inside AWS's network, or over the public internet");
const functionalUnits = ["run", "1,000 inferences", "token", "GB-second"] as const;
const evidence = z.strictObject({
  quantity: z
    .enum(["hours", "utilisation", "watts", "acceleratorWatts", "kilowattHours", "inferencesPerSecond"])
    .describe("unit and name in one; utilisation from 0 to 1"),
  low: z.number(),
  likely: z.number(),
  high: z.number(),
  instanceType: z.string(),
  date: z.string(),
  source: z.string(),
});
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
      network: way.optional().describe("set where the row is the journey of data"),
      sci: z
        .array(z.strictObject({ per: z.enum(functionalUnits), emissionsGrams: estimateOutput }))
        .optional()
        .describe("Software Carbon Intensity (ISO/IEC 21031), for every functional unit that means something here"),
      measured: z.array(evidence).optional().describe("what somebody measured of it, which the figures stand on"),
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
    network: z
      .partialRecord(
        way,
        z.strictObject({ energyKwh: estimateOutput, emissionsGrams: estimateOutput, costUsd: estimateOutput }),
      )
      .optional()
      .describe("what of the sums is the journey of data; absent where nothing is said to travel"),
    leftOut: z
      .strictObject({ energy: z.int(), emissions: z.int(), cost: z.int() })
      .describe("how many things that may count are in none of these sums"),
  }),
  exceeded: z.array(z.string()).describe("one sentence for each threshold that the total exceeds"),
});
export type EstimateCommandOutput = z.infer<typeof estimateCommandOutput>;
