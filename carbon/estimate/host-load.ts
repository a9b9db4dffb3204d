import type { Instance } from "../catalog/instance";
import { fraction, type Fraction } from "../units/quantities";
import { range, type Range } from "../units/range";
import { fractions, loadOf } from "./default-load";

/**
 * Load of a machine's host while its accelerators work at a load: what the coefficients table gives for it from the likely
 * load of training on, in proportion below, so that a host is idle when its accelerators are.
 */
export function hostLoad(
  machine: Pick<Instance, "acceleratorCount" | "accelerator">,
  load: Range<Fraction>,
): Range<Fraction> {
  const full = fractions("host_load", "accelerated");
  const training = loadOf("training", machine, undefined).likely;
  const at = (end: keyof Range): Fraction => fraction(full[end] * Math.min(1, load[end] / training));
  return range(at("low"), at("likely"), at("high"));
}
