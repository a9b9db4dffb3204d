import { acceleratorOf } from "./accelerators";
import type { Instance, InstanceUse } from "./instance";
import { instances } from "./instances";
import { inOrder } from "./order";
import { isSold, seriesOf, type Series } from "./series";

/** A newer family that does the same work. */
export interface NewerGeneration {
  /** Family, such as "m7i". */
  readonly family: string;
  /** Calendar year in which EC2 first offered `type`. */
  readonly launchYear: number;
  /** The smallest type of that family that has at least as much of everything, such as "ml.m7i.xlarge". */
  readonly type: string;
  /** How many generations of the series SageMaker has sold for the use since; 1 for the one before the newest. */
  readonly generationsBehind: number;
}

/**
 * The newest family of the same series (m, c, r, g, p, ...; same processor architecture; same variant where there are no
 * accelerators) that SageMaker accepts for the use, is taken to sell ({@link isSold}), and that has a type at least as large.
 * Undefined when the type is the newest itself.
 */
export function newestGeneration(instance: Instance, use: InstanceUse): NewerGeneration | undefined {
  const own = seriesOf(instance.family);
  const newer = instances()
    .filter((one) => isNewer(one, instance, own) && one.uses.has(use) && isSold(one) && hasAtLeast(one, instance))
    .toSorted(newestThenSmallest);
  const [newest] = newer;
  if (newest === undefined) return undefined;
  return {
    family: newest.family,
    launchYear: newest.launchYear,
    type: newest.type,
    generationsBehind: new Set(newer.map((one) => seriesOf(one.family).generation)).size,
  };
}

function isNewer(one: Instance, than: Instance, own: Series): boolean {
  const series = seriesOf(one.family);
  const sameVariant = than.acceleratorCount > 0 || series.variant === own.variant;
  return (
    series.letters === own.letters &&
    series.generation > own.generation &&
    one.architecture === than.architecture &&
    sameVariant
  );
}

function hasAtLeast(one: Instance, than: Instance): boolean {
  return (
    one.vcpu >= than.vcpu &&
    one.memoryGib >= than.memoryGib &&
    one.acceleratorCount >= than.acceleratorCount &&
    cardMemory(one) >= cardMemory(than)
  );
}

const newestThenSmallest = inOrder<Instance>((one) => [
  -seriesOf(one.family).generation,
  cardMemory(one),
  one.vcpu,
  one.memoryGib,
  one.type,
]);

function cardMemory(one: Instance): number {
  return acceleratorOf(one)?.memoryGib ?? 0;
}
