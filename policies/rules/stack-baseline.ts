import type { StackValidationPolicy } from "@pulumi/policy";
import { z } from "zod";
import { catalogVersion } from "../../carbon/index";
import { nearestFile } from "../configuration/settings-file";
import { BASELINE_FILE, type BaselineEntry, readBaseline, stackNameOf } from "../judging/stack/baseline";
import type { PieceOfWork } from "../judging/work/piece-of-work";
import { configSchema, pageOf, settingsOf } from "../judging/rule-config";
import { carbon, listed, money, monthlySum, roundedUp, type Unit } from "../judging/stack/stack-month";
import { stackWork } from "../judging/work/stack-work";

const name = "stack-baseline";

const settings = z.strictObject({
  baselineFile: z
    .string()
    .default("")
    .describe(`Baseline file, an absolute path; none means the nearest ${BASELINE_FILE} in a folder above the pack`),
  maxKilogramsMore: z.number().nonnegative().default(5).describe("Growth of a month's emissions that passes, kgCO2e"),
  maxUsdMore: z.number().nonnegative().default(50).describe("Growth of a month's cost that passes, USD"),
  maxPercentMore: z
    .number()
    .nonnegative()
    .default(10)
    .describe("Growth that passes, percent; a fault has grown by more than this and by more than the amount"),
  maxKilogramsWithout: z
    .number()
    .nonnegative()
    .default(50)
    .describe("Most that a stack without a baseline may emit in a month, kgCO2e, at the high end of the estimate"),
  acceptUnknown: z.boolean().default(false).describe("Whether what has come since and has no figure passes"),
});
type Agreed = z.output<typeof settings>;

/** Holds what a stack runs all month to what somebody agreed to before. */
export const stackBaseline: StackValidationPolicy = {
  name,
  description: "What a stack runs all month has not grown much over its committed baseline.",
  remediationSteps:
    `Take back what has grown, or agree to it: write ${BASELINE_FILE} anew with "greenml policies baseline" and commit it ` +
    "with the change.",
  severity: "medium",
  enforcementLevel: "advisory",
  url: pageOf(name),
  configSchema: configSchema(settings),
  validateStack: (stack, report) => {
    const agreed = settingsOf(name, settings, stack);
    const [first] = stack.resources;
    if (first === undefined) return;
    const { pieces, unknown } = stackWork(stack.resources);
    for (const fault of faultsOf(stackNameOf(first.urn), pieces, agreed)) report(fault);
    // What a preview does not know yet is for the SDK to report, after all that could be judged.
    if (unknown !== undefined) throw unknown;
  },
};

function faultsOf(stack: string, pieces: readonly PieceOfWork[], agreed: Agreed): readonly string[] {
  const before = entryOf(stack, agreed.baselineFile);
  if (typeof before === "string") return [before];
  if (before === undefined) {
    const { high } = monthlySum(pieces, carbon, 0);
    if (high <= agreed.maxKilogramsWithout) return [];
    const now = `up to ${carbon.written(roundedUp(high))} of CO2e a month, maximum without one ${carbon.written(agreed.maxKilogramsWithout)}`;
    return [`Expected an entry for stack "${stack}" in ${BASELINE_FILE}, got none: it runs ${now}.`];
  }
  return [
    ...growth(pieces, carbon, before, {
      agreed,
      before: before.kilogramsPerMonth,
      most: agreed.maxKilogramsMore,
      unknown: before.unknownEmissions,
    }),
    ...growth(pieces, money, before, {
      agreed,
      before: before.usdPerMonth,
      most: agreed.maxUsdMore,
      unknown: before.unknownCost,
    }),
  ];
}

/** The baseline of a stack, the sentence that refuses the file, or nothing where there is none. */
function entryOf(stack: string, named: string): BaselineEntry | string | undefined {
  const variable = "GREENML_BASELINE";
  const because = (reason: string): string => `Cannot compare with the baseline because ${reason.replace(/\.$/, "")}.`;
  try {
    const file =
      named === "" ? nearestFile(process.cwd(), BASELINE_FILE, variable, process.env[variable] ?? "") : named;
    const entry = file === undefined ? undefined : readBaseline(file).stacks[stack];
    if (entry === undefined || entry.catalogVersion === catalogVersion()) return entry;
    return because(
      `it stands on catalogue ${entry.catalogVersion} and this pack on ${catalogVersion()}: write it anew`,
    );
  } catch (error) {
    return because(`its file cannot be used: ${error instanceof Error ? error.message : String(error)}`);
  }
}

interface Comparison {
  readonly agreed: Agreed;
  readonly before: number;
  readonly most: number;
  readonly unknown: readonly string[];
}

function growth(
  pieces: readonly PieceOfWork[],
  unit: Unit,
  { jobRunsPerMonth }: BaselineEntry,
  { agreed, before, most, unknown }: Comparison,
): readonly string[] {
  const { high, largest, without } = monthlySum(pieces, unit, jobRunsPerMonth);
  const more = high - before;
  const percent = before === 0 ? Number.POSITIVE_INFINITY : (more / before) * 100;
  const faults: string[] = [];
  if (more > most && percent > agreed.maxPercentMore) {
    const rise = before === 0 ? "from nothing" : `${Math.round(percent)} % more`;
    const now = `up to ${unit.written(roundedUp(high))} a month, baseline ${unit.written(roundedUp(before))}`;
    const part = largest === undefined ? "" : `; ${largest.what} alone up to ${unit.written(roundedUp(largest.high))}`;
    faults.push(`Too much more ${unit.tooMuch}: ${now}, which is ${unit.written(roundedUp(more))} or ${rise}${part}.`);
  }
  const added = without.filter((what) => !unknown.includes(what));
  if (added.length > 0 && !agreed.acceptUnknown) {
    faults.push(`Unknown change of ${unit.noun}: ${listed(added)} came since the baseline and has no figure.`);
  }
  return faults;
}
