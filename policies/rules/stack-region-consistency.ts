import type { StackValidationPolicy } from "@pulumi/policy";
import { z } from "zod";
import { tagOf } from "../reading/resource-tags";
import {
  greenerMoves,
  isNear,
  isWorthwhile,
  movedWords,
  moveWords,
  sagemakerWork,
  savingTerms,
  sharesResidency,
} from "../judging/stack/greener-moves";
import { ifKnown } from "../reading/known-yet";
import type { PieceOfWork } from "../judging/work/piece-of-work";
import { configSchema, pageOf, settingsOf } from "../judging/rule-config";
import { stackWork } from "../judging/work/stack-work";

const name = "stack-region-consistency";

/** Tag that says why a resource is where it is. */
const REASON_TAG = "greenml:region-reason";

const settings = z.strictObject({
  reasonedRegions: z
    .array(z.string().min(1))
    .default([])
    .describe("Regions that this stack uses for a reason that is written down"),
  ...savingTerms,
});

/** Asks why a stack that already uses a green region leaves work in another. */
export const stackRegionConsistency: StackValidationPolicy = {
  name,
  description: "A stack that uses several regions has its work in the greenest of them.",
  remediationSteps:
    `Move the work to the region in the message; or say why it is where it is, in a tag ${REASON_TAG} on the resource or in ` +
    "reasonedRegions.",
  severity: "medium",
  enforcementLevel: "advisory",
  url: pageOf(name),
  configSchema: configSchema(settings),
  validateStack: (stack, report) => {
    const agreed = settingsOf(name, settings, stack);
    const { pieces, unknown } = stackWork(stack.resources);
    const work = sagemakerWork(pieces);
    const used = [...new Set(work.flatMap(({ region }) => region ?? []))].sort();
    const unreasoned = work.filter((piece) => !isReasoned(piece, agreed.reasonedRegions));
    for (const move of greenerMoves(unreasoned, (piece, from) => used.filter((to) => isOpen(piece, from, to)))) {
      if (!isWorthwhile(move, agreed)) continue;
      const { from, to } = move;
      report(`Too many regions: ${movedWords(move)} in ${from}, though the stack uses ${to} too; ${moveWords(move)}.`);
    }
    if (unknown !== undefined) throw unknown;
  },
};

function isReasoned({ region, resource }: PieceOfWork, reasoned: readonly string[]): boolean {
  if (region !== undefined && reasoned.includes(region)) return true;
  return (ifKnown(() => tagOf(resource.props, REASON_TAG)) ?? "").trim() !== "";
}

/** Jobs wait for nobody, so they may be far from their callers; endpoints and notebooks stay near. */
function isOpen({ resource: { type } }: PieceOfWork, from: string, to: string): boolean {
  const isJob = type.endsWith("Job") || type === "aws:scheduler/schedule:Schedule";
  return isJob ? sharesResidency(from, to) : isNear(from, to);
}
