import { z } from "zod";

/** A figure with its bounds. */
export const rangeOutput = z.object({ low: z.number(), likely: z.number(), high: z.number() });

/** An estimate: what is not known is null, and `missing` says what would have to be known. */
export const estimateOutput = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("known"),
    low: z.number(),
    likely: z.number(),
    high: z.number(),
    basis: z.string(),
  }),
  z.object({
    kind: z.literal("bounded"),
    low: z.number(),
    high: z.number(),
    basis: z.string(),
    missing: z.string(),
  }),
  z.object({ kind: z.literal("unknown"), missing: z.string() }),
]);
