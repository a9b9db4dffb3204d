import { z } from "zod";

import { estimateOutput } from "./range";

/** What `greenml instances --format json` prints. */
export const instancesOutput = z.strictObject({
  catalogVersion: z.string(),
  region: z.string().nullable().describe("the region that prices and emissions are for; null when none was named"),
  instances: z.array(
    z.strictObject({
      type: z.string(),
      family: z.string(),
      uses: z.array(z.string()),
      vcpu: z.number(),
      memoryGib: z.number(),
      accelerator: z.string().nullable(),
      acceleratorCount: z.number(),
      architecture: z.enum(["x86_64", "arm64"]),
      launchYear: z.int(),
      newerGeneration: z
        .string()
        .nullable()
        .describe("the newest comparable type for the use; null when it is itself the newest"),
      hour: z
        .strictObject({ energyKwh: estimateOutput, emissionsGrams: estimateOutput, costUsd: estimateOutput })
        .nullable()
        .describe("one hour of the use in the region; null when no region was named"),
      source: z.string(),
    }),
  ),
});
export type InstancesOutput = z.infer<typeof instancesOutput>;
