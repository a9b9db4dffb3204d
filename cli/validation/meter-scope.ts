import type { MeterScope } from "../../carbon/estimate/metered-power";
import type { PublishedRun } from "./published-run";

/** Whether the published energy was measured, or computed from figures that an estimate starts from as well. */
export function basisOf({ powerBasis }: Pick<PublishedRun, "powerBasis">): "measured" | "derived" {
  return /\bmeasured\b/i.test(powerBasis) && !/\bnot measured\b/i.test(powerBasis) ? "measured" : "derived";
}

/** What the published energy covers, by the words of its basis and notes. */
export function meterScopeOf({ powerBasis, notes }: Pick<PublishedRun, "powerBasis" | "notes">): MeterScope {
  const words = `${powerBasis}; ${notes}`;
  if (/\b(GPU|accelerator)s?\s*(\+|and|&|,)\s*(CPU|processor|host)|codecarbon/i.test(words)) {
    return "accelerators, processor and memory";
  }
  if (/\b(system|node|server|machine|host|rack|full[- ]stack|wall|plug)s?\b/i.test(powerBasis)) return "machine";
  if (/\b(GPU|accelerator|card|TDP)s?\b/i.test(powerBasis)) return "accelerators";
  const alone =
    /\b(GPU|accelerator|card|chip)s?[ -](only|alone|power|energy)\b|\b(only|just) (the )?(GPU|accelerator)s?\b/i;
  return alone.test(notes) ? "accelerators" : "machine";
}

/** Whether the published energy leaves the facility's overhead out although a PUE is stated. */
export function isBeforePue({ notes }: Pick<PublishedRun, "notes">): boolean {
  return /\b(before|without|excluding|excl\.?) (the )?PUE\b/i.test(notes);
}
