import { findAccelerator, type Instance, type InstanceUse, instances } from "../../carbon/index";
import { once } from "../../carbon/catalog/once";
import { isSold } from "../../carbon/catalog/series";

/** A type with accelerators, and what their maker states of them. */
export interface RatedInstance {
  readonly instance: Instance;
  readonly accelerator: string;
  /** Dense 16-bit operations at full power, TFLOPS per watt. */
  readonly perWatt: number;
  readonly vendor: string;
  /** Memory of one accelerator, and of all, GiB. */
  readonly memory: readonly [each: number, all: number];
  /** Power of all at full load, W. */
  readonly watts: number;
}

/** What the maker of a type's accelerators states; nothing for a type without, or where no figure is published. */
export function rated(instance: Instance): RatedInstance | undefined {
  const card = findAccelerator(instance.accelerator ?? "");
  if (card?.denseFp16Tflops === undefined || card.maximum === undefined) return undefined;
  return {
    instance,
    accelerator: card.name,
    perWatt: card.denseFp16Tflops / card.maximum.likely,
    vendor: card.vendor,
    memory: [card.memoryGib, card.memoryGib * instance.acceleratorCount],
    watts: card.maximum.likely * instance.acceleratorCount,
  };
}

/**
 * The type that does most per watt among those of the same maker that SageMaker sells for the use, hold as much in each
 * accelerator and in all, and draw no more; nothing when none does more by the factor given.
 */
export function leanerAccelerator(own: RatedInstance, use: InstanceUse, factor: number): RatedInstance | undefined {
  const key = `${own.instance.type} ${use} ${factor}`;
  if (!found.has(key)) found.set(key, search(own, use, factor));
  return found.get(key);
}

/** A state holds the same few types many times. */
const found = new Map<string, RatedInstance | undefined>();

const sold = once(() => instances().flatMap((one) => (isSold(one) ? (rated(one) ?? []) : [])));

function search(own: RatedInstance, use: InstanceUse, factor: number): RatedInstance | undefined {
  const fitting = sold().filter(
    (one) => one.instance.uses.has(use) && fits(one, own) && one.perWatt >= own.perWatt * factor,
  );
  return fitting.toSorted(
    (one, other) => other.perWatt - one.perWatt || one.watts - other.watts || one.instance.vcpu - other.instance.vcpu,
  )[0];
}

/** A tenth more power than before counts as no more: makers round. */
const SLACK = 1.1;

function fits(one: RatedInstance, than: RatedInstance): boolean {
  const [each, all] = one.memory;
  const [least, leastOfAll] = than.memory;
  return one.vendor === than.vendor && each >= least && all >= leastOfAll && one.watts <= than.watts * SLACK;
}
