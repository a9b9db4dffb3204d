import { z } from "zod";

import { rangeOutput } from "./range";

/** What `greenml regions --format json` prints. */
export const regionsOutput = z.strictObject({
  catalogVersion: z.string(),
  regions: z.array(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      place: z.string(),
      country: z.string(),
      partition: z.string(),
      grid: z
        .strictObject({
          gramsPerKwh: rangeOutput,
          year: z.int(),
          zone: z.string(),
          basis: z.string(),
          source: z.string(),
        })
        .nullable()
        .describe("null where the catalogue holds no figure"),
      pue: z.strictObject({
        low: z.number(),
        likely: z.number(),
        high: z.number(),
        year: z.int(),
        basis: z.string(),
      }),
      gramsPerKwhUsed: z
        .number()
        .nullable()
        .describe("grid x PUE of the likely values, gCO2e per kWh that computers use"),
      features: z.array(z.enum(["sagemaker", "serverless", "neo", "xgboost", "mlflowApp"])),
      acceleratorFamilies: z.array(z.string()),
      featuresAsOf: z.string(),
      source: z.string(),
    }),
  ),
});
export type RegionsOutput = z.infer<typeof regionsOutput>;
