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
  /**
   * How many generations SageMaker has sold for the use since, of the series, or of the general-purpose series for a burstable
   * type; 1 for the one before the newest.
   */
  readonly generationsBehind: number;
}

/** Series of burstable machines, and the series under whose count they fall: AWS lists both among its general-purpose machines. */
const [BURSTABLE, GENERAL_PURPOSE] = ["t", "m"];

/**
 * The newest family of the same series (m, c, r, g, p, ...; same processor architecture; same variant where there are no
 * accelerators) that SageMaker accepts for the use, is taken to sell ({@link isSold}), and that has a type at least as large.
 * Undefined when the type is the newest itself.
 *
 * Burstable machines are renewed too seldom to be counted among themselves, and SageMaker sells few of them. One that is no
 * longer the newest that it sells for anything counts by the generations of the general-purpose series since its launch; the
 * type named is of its own series where there is one for the use.
 */
export function newestGeneration(instance: Instance, use: InstanceUse): NewerGeneration | undefined {
  const own = seriesOf(instance.family);
  const ofSeries = instances().filter((one) => isNewer(one, instance, own) && isSold(one));
  const newer = ofSeries.filter((one) => isFor(use, one, instance)).toSorted(newestThenSmallest);
  if (own.letters !== BURSTABLE) return newerGeneration(newer, newer);
  if (!ofSeries.some(({ uses }) => uses.size > 0)) return undefined;
  const since = instances()
    .filter((one) => isLaterGeneralPurpose(one, instance) && isSold(one) && isFor(use, one, instance))
    .toSorted(newestThenSmallest);
  return newerGeneration([...newer, ...since], since);
}

function newerGeneration([newest]: readonly Instance[], counted: readonly Instance[]): NewerGeneration | undefined {
  if (newest === undefined) return undefined;
  return {
    family: newest.family,
    launchYear: newest.launchYear,
    type: newest.type,
    generationsBehind: new Set(counted.map((one) => seriesOf(one.family).generation)).size,
  };
}

function isLaterGeneralPurpose(one: Instance, than: Instance): boolean {
  const { letters, variant } = seriesOf(one.family);
  const isPlain = letters === GENERAL_PURPOSE && variant === "";
  return isPlain && one.architecture === than.architecture && one.launchYear > than.launchYear;
}

function isFor(use: InstanceUse, one: Instance, instead: Instance): boolean {
  return one.uses.has(use) && hasAtLeast(one, instead);
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
