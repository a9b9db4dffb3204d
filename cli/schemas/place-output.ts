import { z } from "zod";

import { estimateOutput, rangeOutput } from "./range";

const spot = {
  region: z.string(),
  instanceType: z.string().nullable().describe("null for serverless"),
  instanceCount: z.int().nullable(),
  emissionsGrams: estimateOutput,
  costUsd: estimateOutput,
};

/** What `greenml place --format json` prints. */
export const placeOutput = z.strictObject({
  catalogVersion: z.string(),
  name: z.string().nullable(),
  ...spot,
  signal: z.string(),
  otherSignal: z
    .strictObject({ signal: z.string(), ...spot })
    .nullable()
    .describe("what the other signal of the grid would choose; null where it would choose the same"),
  evidence: z.strictObject({
    kind: z.string(),
    basis: z.string(),
    measurements: z
      .array(
        z.strictObject({
          instanceType: z.string(),
          quantity: z.string(),
          ...rangeOutput.shape,
          date: z.string(),
          source: z.string(),
          unused: z.string().nullable().describe("why it did not enter; null where it did"),
        }),
      )
      .describe("everything that the request says was measured"),
  }),
  pinned: z
    .strictObject({
      since: z.string(),
      why: z.string(),
      wouldMoveTo: z.string().nullable(),
      wouldSaveGrams: z.number().nullable(),
    })
    .nullable(),
  reasons: z.array(z.string()),
  runnersUp: z.array(z.strictObject(spot)),
  pareto: z
    .array(z.strictObject({ ...spot, usdPerTonne: z.number().nullable() }))
    .describe("places that none is both greener and cheaper than, cheapest first"),
  usdPerTonne: z.number().nullable().describe("between the cheapest and the greenest place; null where they are one"),
  journey: z
    .strictObject({ thereUsd: estimateOutput, secondCopyUsd: estimateOutput, backUsd: estimateOutput })
    .nullable()
    .describe("what moves with the data, in dollars; null where it stays"),
  breakEvenGigabytes: z.number().nullable().describe("above this much data, staying where it is emits less"),
  breakEvenRuns: z.number().nullable().describe("from this many runs on, moving the data emits less"),
  rejected: z.array(
    z.strictObject({ region: z.string().nullable(), instanceType: z.string().nullable(), because: z.string() }),
  ),
});
export type PlaceOutput = z.infer<typeof placeOutput>;
