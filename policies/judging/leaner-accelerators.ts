import { findAccelerator, type Instance, type InstanceUse, instances } from "../../carbon/index";
import { isSold } from "../../carbon/catalog/series";

/** Work per energy that an accelerator's maker states: dense 16-bit operations at full power, TFLOPS per watt. */
export function efficiencyOf({ accelerator }: Instance): number | undefined {
  const { denseFp16Tflops, maximum } = cardOf(accelerator) ?? {};
  return denseFp16Tflops === undefined || maximum === undefined ? undefined : denseFp16Tflops / maximum.likely;
}

/**
 * The type that does most per watt among those of the same maker that SageMaker sells for the use, hold as much in each
 * accelerator and in all, and draw no more; nothing when none does more by the factor given.
 */
export function leanerAccelerator(instance: Instance, use: InstanceUse, factor: number): Instance | undefined {
  const key = `${instance.type} ${use} ${factor}`;
  if (!found.has(key)) found.set(key, search(instance, use, factor));
  return found.get(key);
}

/** A state holds the same few types many times. */
const found = new Map<string, Instance | undefined>();

function search(instance: Instance, use: InstanceUse, factor: number): Instance | undefined {
  const own = efficiencyOf(instance);
  if (own === undefined) return undefined;
  const fitting = instances().filter(
    (one) => one.uses.has(use) && isSold(one) && fits(one, instance) && (efficiencyOf(one) ?? 0) >= own * factor,
  );
  return fitting.toSorted(
    (one, other) =>
      (efficiencyOf(other) ?? 0) - (efficiencyOf(one) ?? 0) || watts(one) - watts(other) || one.vcpu - other.vcpu,
  )[0];
}

/** A tenth more power than before counts as no more: makers round. */
const SLACK = 1.1;

function fits(one: Instance, than: Instance): boolean {
  const card = cardOf(one.accelerator);
  const old = cardOf(than.accelerator);
  if (card === undefined || old === undefined || card.vendor !== old.vendor) return false;
  const holds = card.memoryGib >= old.memoryGib;
  const holdsAll = card.memoryGib * one.acceleratorCount >= old.memoryGib * than.acceleratorCount;
  return holds && holdsAll && watts(one) <= watts(than) * SLACK;
}

function watts({ accelerator, acceleratorCount }: Instance): number {
  return (cardOf(accelerator)?.maximum?.likely ?? Infinity) * acceleratorCount;
}

function cardOf(name: string | undefined): ReturnType<typeof findAccelerator> {
  return name === undefined ? undefined : findAccelerator(name);
}
