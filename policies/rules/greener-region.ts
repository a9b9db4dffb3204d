import type { StackValidationPolicy } from "@pulumi/policy";
import { z } from "zod";
import { findRegion, regions } from "../../carbon/index";
import {
  greenerMoves,
  isNear,
  isWorthwhile,
  type Move,
  movedWords,
  moveWords,
  sagemakerWork,
  savingTerms,
} from "../judging/stack/greener-moves";
import { configSchema, pageOf, settingsOf } from "../judging/rule-config";
import { stackWork } from "../judging/work/stack-work";

const name = "greener-region";

const settings = z.strictObject({
  allowedRegions: z
    .array(z.string().min(1))
    .default([])
    .describe(
      "Regions that the work may go to; none means those near it by geography and in its group of countries (EU, EEA)",
    ),
  stayingResources: z
    .array(z.string().min(1))
    .default([])
    .describe("Pulumi names of resources that have a reason to stay where they are"),
  cleanGramsPerKwh: z
    .number()
    .nonnegative()
    .default(50)
    .describe("Grid, gCO2e/kWh, at or under which work may stay although a cleaner one is open"),
  ...savingTerms,
});

/** Says what a stack's work would emit in a greener region that is open to it, and how much data may go along. */
export const greenerRegion: StackValidationPolicy = {
  name,
  description: "Work is in the greenest region that is allowed and offers what it needs.",
  remediationSteps:
    "Move the work, and its data up to the amount in the message, to the region in the message; or list what must stay in " +
    "stayingResources, or the regions that are open to you in allowedRegions.",
  severity: "medium",
  enforcementLevel: "advisory",
  url: pageOf(name),
  configSchema: configSchema(settings),
  validateStack: (stack, report) => {
    const agreed = settingsOf(name, settings, stack);
    const { pieces, unknown } = stackWork(stack.resources);
    const work = sagemakerWork(pieces).filter(({ resource }) => !agreed.stayingResources.includes(resource.name));
    for (const move of greenerMoves(work, (_, from) => openRegions(from, agreed.allowedRegions))) {
      if (gridOf(move.from) <= agreed.cleanGramsPerKwh) continue;
      // Without a figure nothing can be weighed, unless the owner has said which regions are open.
      if (move.month === undefined && agreed.allowedRegions.length === 0) continue;
      if (isWorthwhile(move, agreed)) report(faultOf(move));
    }
    if (unknown !== undefined) throw unknown;
  },
};

function openRegions(from: string, allowed: readonly string[]): readonly string[] {
  if (allowed.length > 0) return allowed;
  return regions()
    .map(({ id }) => id)
    .filter((to) => isNear(from, to));
}

function gridOf(region: string): number {
  return findRegion(region)?.intensity?.value ?? Number.NaN;
}

function faultOf(move: Move): string {
  const { from, to } = move;
  return `Too carbon-intense: ${movedWords(move)} in ${from} (${gridOf(from)} gCO2e/kWh) could be in ${to} (${gridOf(to)}); ${moveWords(move)}.`;
}
