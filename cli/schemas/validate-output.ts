import { z } from "zod";

import { rangeOutput } from "./range";

const figure = z.strictObject({
  unit: z.enum(["MWh", "tCO2e"]),
  published: z.number(),
  estimated: rangeOutput,
  ratio: z.number().describe("likely over published"),
  inside: z.boolean().describe("whether the published figure lies between low and high"),
});
export type ValidationFigure = z.infer<typeof figure>;

const row = z.strictObject({
  id: z.string(),
  model: z.string(),
  hardware: z.string(),
  phase: z.string(),
  basis: z.enum(["measured", "derived"]).describe("derived figures were computed, mostly as TDP x hours"),
  status: z.enum(["scored", "skipped"]),
  because: z.string().nullable().describe("why the row is skipped; null when it is scored"),
  machine: z.string().nullable().describe("the instance type that the estimate reckons with"),
  scope: z.string().nullable().describe("what the published figure covers"),
  energy: figure.nullable(),
  emissions: figure.nullable(),
  inside: z.boolean().nullable().describe("of the energy; of the emissions where no energy is published"),
  ratio: z.number().nullable(),
  absoluteError: z.number().nullable().describe("|ratio - 1|"),
});
export type ValidationRow = z.infer<typeof row>;

const summary = z.strictObject({
  rows: z.int(),
  scored: z.int(),
  insideShare: z.number().nullable().describe("null, as all that follow, when no row is scored"),
  medianAbsoluteError: z.number().nullable(),
  geometricMeanRatio: z.number().nullable(),
  widestRange: z.number().nullable().describe("the largest high over low"),
});
export type ValidationSummary = z.infer<typeof summary>;

/** What `greenml validate --format json` prints. */
export const validateOutput = z.strictObject({
  catalogVersion: z.string(),
  rows: z.array(row),
  summary: z.strictObject({
    measured: summary,
    derived: summary,
    skipped: z.int().describe("rows of either kind that were not scored; each says why"),
  }),
});
export type ValidateOutput = z.infer<typeof validateOutput>;
