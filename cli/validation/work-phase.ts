import { exactly, fraction, type Fraction, type Instance, type Range } from "../../carbon";
import { loadOf, type LoadedUse } from "../../carbon/estimate/default-load";

/** What the machines did: work of a kind, nothing, or being made. */
export type WorkPhase = LoadedUse | "idle" | "embodied";

const phases: readonly (readonly [pattern: RegExp, phase: WorkPhase])[] = [
  [/\bembodied\b/i, "embodied"],
  [/\bidle\b/i, "idle"],
  [/\b(batch|transform|offline)\b/i, "transform"],
  [/\b(inference|serving|deployment|endpoint)\b/i, "endpoint"],
  [/\b(development|tuning|search|nas)\b/i, "tuning"],
  [/\b(pre-?)?train(ing)?\b|\bfine-?tun(e|ing)\b/i, "training"],
  [/\b(processing|preprocessing|evaluation)\b/i, "processing"],
];

/** The phase that the words name; undefined where they name none, or training and use together. */
export function workPhaseOf(words: string): WorkPhase | undefined {
  const found = phases.filter(([pattern]) => pattern.test(words)).map(([, phase]) => phase);
  if (found.includes("training") && /\buse\b/i.test(words)) return undefined;
  return found[0];
}

/** The load of a machine in a phase. */
export function loadIn(phase: Exclude<WorkPhase, "embodied">, machine: Instance): Range<Fraction> {
  return phase === "idle" ? exactly(fraction(0)) : loadOf(phase, machine, undefined);
}
