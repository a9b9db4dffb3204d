import { exactly, fraction, type Fraction, type Instance, type Range } from "../../carbon";
import { loadOf, type LoadedUse } from "../../carbon/estimate/default-load";
import type { PublishedRun } from "./published-run";

/** What the machines did: work of a kind, nothing, or being made. */
export type WorkPhase = LoadedUse | "idle" | "embodied";

const training =
  /\b((pre|post|re)-?)?train(ing|ed)?\b|\b(fine|instruction)[- ]?tun(e|ed|ing)\b|\b(SFT|RL|RLHF|DPO|PPO|GRPO|LoRA|(reinforcement|transfer) learning|distillation|alignment)\b/i;
const use = /\b(use|usage|inference|serving|deployment|endpoint)\b/i;
const phases: readonly (readonly [pattern: RegExp, phase: WorkPhase])[] = [
  [/\b(embodied|manufactur\w*)\b/i, "embodied"],
  [/\bidle\b/i, "idle"],
  [/\b(batch|transform|offline)\b/i, "transform"],
  [/\b(serving|served|deploy(ed|ment)|endpoint)\b/i, "endpoint"],
  [/\binference\b/i, "inference"],
  [/\b(development|hyper-?parameter|search|nas|experiments?|ablations?)\b/i, "tuning"],
  [training, "training"],
  [/\b(pre-?processing|processing)\b/i, "processing"],
  [
    /\b(eval|evaluation|evaluating|generation|predictions?|embeddings?|prefill|decod(e|ing)|transcription)\b/i,
    "inference",
  ],
];
const live = /\b(deploy(ed|ment)|serving|endpoint|live|production|traffic|behind an API|idle time)\b/i;

/**
 * The phase that the words name; undefined where they name none, or training and use together. Inference that the notes call a
 * service, or that went on for days, is an endpoint: it waits for its requests.
 */
export function workPhaseOf({
  phase,
  notes,
  days,
}: Pick<PublishedRun, "phase" | "notes" | "days">): WorkPhase | undefined {
  if (training.test(phase) && use.test(phase)) return undefined;
  const [, found] = phases.find(([pattern]) => pattern.test(phase)) ?? [];
  if (found !== "inference") return found;
  return live.test(notes) || (days !== undefined && days.likely >= 1) ? "endpoint" : "inference";
}

/** The load of a machine in a phase. */
export function loadIn(phase: Exclude<WorkPhase, "embodied">, machine: Instance): Range<Fraction> {
  return phase === "idle" ? exactly(fraction(0)) : loadOf(phase, machine, undefined);
}
