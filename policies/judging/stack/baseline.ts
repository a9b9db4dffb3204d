import { readFileSync } from "node:fs";
import { z } from "zod";
import { catalogVersion } from "../../../carbon/index";
import { problems } from "../../configuration/rule-settings";
import type { PieceOfWork } from "../work/piece-of-work";
import { carbon, money, monthlySum } from "./stack-month";

/** Name of the file that holds what each stack of a project cost when somebody agreed to it. */
export const BASELINE_FILE = "greenml.baseline.json";

const amount = z.number().nonnegative();
const entry = z.strictObject({
  catalogVersion: z.string().describe("Version of the figures that the entry stands on"),
  jobRunsPerMonth: z.number().int().nonnegative().describe("How often a month each job of the stack counts"),
  kilogramsPerMonth: amount.describe("High end of a month's emissions, kgCO2e"),
  usdPerMonth: amount.describe("High end of a month's cost, USD"),
  unknownEmissions: z.array(z.string()).describe("What runs all month and has no figure for emissions"),
  unknownCost: z.array(z.string()).describe("What runs all month and has no figure for cost"),
});
const baseline = z.strictObject({
  $schema: z.string().optional(),
  stacks: z.record(z.string(), entry).describe("By project and stack: shop/production"),
});

/** What a month of one stack was when somebody agreed to it. */
export type BaselineEntry = z.output<typeof entry>;
/** What the stacks of a project were when somebody agreed to them. */
export type Baseline = z.output<typeof baseline>;

/** What a stack is now, in the form of a baseline. */
export function baselineEntry(pieces: readonly PieceOfWork[], jobRunsPerMonth: number): BaselineEntry {
  const [emissions, cost] = [carbon, money].map((unit) => monthlySum(pieces, unit, jobRunsPerMonth));
  return {
    catalogVersion: catalogVersion(),
    jobRunsPerMonth,
    kilogramsPerMonth: rounded(emissions?.high ?? 0),
    usdPerMonth: rounded(cost?.high ?? 0),
    unknownEmissions: [...(emissions?.without ?? [])].sort(),
    unknownCost: [...(cost?.without ?? [])].sort(),
  };
}

/** The baseline in a file; throws what is wrong with it, as the end of a sentence. */
export function readBaseline(file: string): Baseline {
  const parsed = baseline.safeParse(JSON.parse(readFileSync(file, "utf8")));
  if (parsed.success) return parsed.data;
  throw new Error(problems(parsed.error));
}

/** The name of a stack in a baseline, from the URN of a resource: project and stack. */
export function stackNameOf(urn: string): string {
  const [head = "", project = ""] = urn.split("::");
  return `${project}/${head.split(":").at(-1) ?? ""}`;
}

/** To a thousandth of a kilogram and of a dollar, so that the file does not change with the last digits. */
function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
