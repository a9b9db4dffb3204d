import type { StackValidationPolicy } from "@pulumi/policy";
import { z } from "zod";
import { ifKnown } from "../reading/known-yet";
import type { PieceOfWork } from "../judging/work/piece-of-work";
import { configSchema, pageOf, settingsOf } from "../judging/rule-config";
import { listed } from "../judging/stack/stack-month";
import { stackWork } from "../judging/work/stack-work";

const name = "stack-unknown-share";

const settings = z.strictObject({
  maxPercent: z
    .number()
    .min(0)
    .max(100)
    .default(10)
    .describe("Largest share of a stack's work that may have no figure, percent of its pieces"),
});

/** Says when so much of a stack has no figure that budgets and comparisons of it mean little. */
export const stackUnknownShare: StackValidationPolicy = {
  name,
  description: "The footprint of most of a stack's work is known.",
  remediationSteps:
    "Give every resource or its provider a region, and prefer instance types and services of which AWS says what they run " +
    "on; or raise maxPercent and record what is missing.",
  severity: "low",
  enforcementLevel: "advisory",
  url: pageOf(name),
  configSchema: configSchema(settings),
  validateStack: (stack, report) => {
    const { maxPercent } = settingsOf(name, settings, stack);
    const { pieces, unknown } = stackWork(stack.resources);
    const fault = faultOf(
      pieces.filter(({ rhythm }) => rhythm !== "use"),
      maxPercent,
    );
    if (fault !== undefined) report(fault);
    // What a preview does not know yet is for the SDK to report, after all that could be judged.
    if (unknown !== undefined) throw unknown;
  },
};

function faultOf(work: readonly PieceOfWork[], maximum: number): string | undefined {
  const without = work.flatMap((piece) => {
    const missing = missingOf(piece);
    return missing === undefined ? [] : [`${piece.what} (${missing})`];
  });
  const percent = work.length === 0 ? 0 : (without.length / work.length) * 100;
  if (percent <= maximum) return undefined;
  const share = `${without.length} of ${work.length} pieces of work, ${Math.round(percent)} %, maximum ${maximum} %`;
  return `Too much unknown: ${share}; energy, emissions and cost unknown of ${listed(without)}.`;
}

/** What is missing for the emissions of a piece of work; nothing where they are known or bounded. */
function missingOf({ region, footprintIn }: PieceOfWork): string | undefined {
  if (region === undefined) return "no region";
  const emissions = ifKnown(() => footprintIn(region))?.emissions;
  if (emissions === undefined) return "nobody says what it runs on, or how often";
  return emissions.kind === "unknown" ? emissions.missing : undefined;
}
